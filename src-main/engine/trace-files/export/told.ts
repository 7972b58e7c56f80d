import type { ExplainedExchange } from '../../../contract/views'
import type { LocalText } from '../../../texts/local-text'
import type { TraceEvent, TraceExchange, TraceHeader } from '../../trace/trace'

/** An exchange as it is told: masked as it may be shown, and explained. */
export interface ToldExchange extends TraceExchange {
  /** The specification's name of the command. */
  readonly name: string
  readonly summary: LocalText
  readonly explained: ExplainedExchange
}

export interface ToldTrace {
  readonly header: TraceHeader
  readonly entries: readonly (TraceEvent | ToldExchange)[]
}

/** `+0.007123 s`: an entry's time since the trace began, to the microsecond. */
export function timeSince(milliseconds: number): string {
  return `+${(milliseconds / 1000).toFixed(6)} s`
}

const YEAR = 365 * 86_400_000

/** When a trace began, where that is known: what has no date of its own counts from 1970. */
export function startOf({ startedAt }: TraceHeader): Date | undefined {
  const start = new Date(startedAt)
  return start.getTime() > YEAR ? start : undefined
}
