import type { Authentication, AuthenticationOutcome, Step } from './authentication'

type Findings = Omit<Authentication, 'outcome' | 'steps'>
type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Collects the steps of one authentication and what they found. */
export class AuthenticationRun {
  readonly #steps: Step[] = []
  readonly #found: Mutable<Findings> = {}

  /** Whether the step succeeded. */
  add(step: Step): boolean {
    this.#steps.push(step)
    return step.problem === undefined
  }

  found(findings: Findings): void {
    Object.assign(this.#found, findings)
  }

  /** The result: the first failed step decides. */
  end(): Authentication {
    return { outcome: outcomeOf(this.#steps), steps: this.#steps, ...this.#found }
  }
}

function outcomeOf(steps: readonly Step[]): AuthenticationOutcome {
  for (const { name, problem } of steps) {
    if (problem === undefined) continue
    return problem.kind === 'missing-objects'
      ? { kind: 'missing', step: name, tags: problem.tags }
      : { kind: 'failed', step: name, problem }
  }
  return { kind: 'authenticated' }
}
