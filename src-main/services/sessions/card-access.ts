import type { CardChannel } from '../../engine/channel/card-channel'
import type { Command } from '../../engine/commands/command'
import type { CardProtocol } from '../../engine/trace/trace'

/** A card that one use case has to itself, with its channel open and recorded. */
export interface AccessedCard {
  readonly readerName: string
  readonly atr: Uint8Array
  readonly protocol: CardProtocol
  readonly contactless: boolean
  /** When a replayed card was recorded, in milliseconds since 1970; undefined for a card that is there now. */
  readonly recordedAt: number | undefined
  readonly channel: CardChannel
  /** Resets the card; returns its new ATR. Rejects with `Interruption`. Absent where the card cannot be reset. */
  reset?(): Promise<Uint8Array>
  /** Microseconds that each logical exchange took, in order. */
  durations(): readonly number[]
  /**
   * Has the holder enter the PIN on the reader's own pad, which sends the VERIFY itself. Resolves with the card's answer, or
   * undefined where there is no pad or it was not used. Rejects with `Interruption`.
   */
  pinPad?(command: Command<unknown>): Promise<Uint8Array | undefined>
}

export interface AccessOptions {
  /** Record card data in clear. */
  readonly reveal: boolean
}

/** How use cases come to a card: opened, recorded, and always given back. */
export interface CardAccess {
  /**
   * Opens the card on a reader for as long as `use` runs. Rejects with `AppFailure` where it cannot be opened; what
   * `use` throws passes through.
   */
  withCard<T>(reader: string, options: AccessOptions, use: (card: AccessedCard) => Promise<T>): Promise<T>
}
