import type { Sensitivity } from '../commands/command'

/** What travels with a command for those who record it. */
export interface ExchangeContext {
  readonly name: string
  readonly sensitivity: Sensitivity
  /** The answer is taken as it comes: 61xx and 6Cxx are not followed up. */
  readonly raw?: true
}

/** What passed one tap, unmasked; it never leaves memory in this form. Times in microseconds of the injected clock. */
export interface RawExchange {
  readonly command: Uint8Array
  /** Absent where no answer came. */
  readonly response?: Uint8Array
  readonly failure?: unknown
  readonly at: number
  readonly duration: number
}

/** A logical exchange with the wire exchanges that carried it, in order. */
export interface TappedExchange extends RawExchange {
  readonly context?: ExchangeContext
  readonly wire: readonly RawExchange[]
}
