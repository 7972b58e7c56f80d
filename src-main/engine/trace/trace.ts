/**
 * Recorded bytes: upper-case hex in which `*` stands for a nibble that was masked; lengths are kept.
 */
export type MaskedHex = string

/** How the card and the interface speak to each other. */
export type CardProtocol = 'T=0' | 'T=1' | 'raw'

export interface TraceHeader {
  readonly type: 'header'
  readonly format: 'cardwright-trace'
  readonly version: 1
  readonly reader: string
  readonly atr: string
  readonly protocol: CardProtocol
  /** ISO 8601, UTC. */
  readonly startedAt: string
  /** True where the file was recorded with `--reveal`: it holds card data in clear. */
  readonly revealed: boolean
}

/** One command and its answer at one of the two taps. */
export interface TraceExchange {
  readonly type: 'exchange'
  /** Counts logical exchanges of the trace from 1; the wire exchanges that carried one share its number. */
  readonly number: number
  /** `logical`: what a workflow sent and got; `wire`: what passed the reader (with GET RESPONSE and retries). */
  readonly tap: 'logical' | 'wire'
  /** Milliseconds since `startedAt`. */
  readonly at: number
  /** Microseconds from sending to the answer. */
  readonly duration: number
  /** The command's name, where one is known. */
  readonly name?: string
  readonly command: MaskedHex
  /** With status word; empty where no answer came. */
  readonly response: MaskedHex
  /** Why no answer came. */
  readonly failure?: string
}

/** The card was powered, reset or removed. */
export interface TraceEvent {
  readonly type: 'event'
  readonly at: number
  readonly event: 'connected' | 'reset' | 'removed'
  readonly atr?: string
}

export type TraceEntry = TraceExchange | TraceEvent

export interface Trace {
  readonly header: TraceHeader
  readonly entries: readonly TraceEntry[]
}
