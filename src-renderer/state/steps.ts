import type { ProgressView } from '../../src-main/contract/views'

/** News of the step that runs replaces what it said before, but not the time at which it began. */
export function withStep(steps: readonly ProgressView[], next: ProgressView): readonly ProgressView[] {
  const last = steps.at(-1)
  return last?.step === next.step ? [...steps.slice(0, -1), { ...next, at: last.at }] : [...steps, next]
}
