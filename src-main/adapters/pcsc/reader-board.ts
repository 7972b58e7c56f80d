import { toHex } from '../../engine/bytes/hex'
import { type CardPresence, type ReaderSnapshot } from '../../services/readers/reader-driver'
import { type ReaderState } from './reader-state'

interface Entry {
  presence: CardPresence
  inUse: boolean
  exclusive: boolean
  events: number
  atr: string | undefined
  /** Set while it is being found out what card came; until then the reader is shown as it was. */
  shown: ReaderSnapshot | undefined
}

/**
 * What is known of all readers of one service. Cards are counted per reader name over re-plugging and restarts of
 * the service, so that a number never means two cards.
 */
export class ReaderBoard {
  readonly #entries = new Map<string, Entry>()
  readonly #cardCounts = new Map<string, number>()

  /** Takes in a state; true where a card came that was not there before. */
  observe(name: string, state: ReaderState, atr?: Uint8Array): { readonly newCard: boolean } {
    if (state.kind === 'gone') {
      this.#entries.delete(name)
      return { newCard: false }
    }
    const before = this.#entries.get(name)
    const { presence, inUse, exclusive, events } = state
    // Taking out and putting in counts two events: a swap between two looks shows in the count alone.
    const sameCard =
      before !== undefined &&
      before.presence !== 'empty' &&
      presence !== 'empty' &&
      Math.abs(events - before.events) < 2
    const newCard = presence !== 'empty' && !sameCard
    if (newCard) this.#cardCounts.set(name, this.cardCount(name) + 1)
    this.#entries.set(name, {
      presence,
      inUse,
      exclusive,
      events,
      atr:
        presence === 'empty'
          ? undefined
          : atr !== undefined && atr.length > 0
            ? toHex(atr)
            : newCard
              ? undefined
              : before?.atr,
      shown: before?.shown
    })
    return { newCard }
  }

  /** Shows the reader as it was before the new card until `release`, which gives the card's ATR where it is known. */
  hold(name: string, before: ReaderSnapshot | undefined): void {
    const entry = this.#entries.get(name)
    if (entry === undefined || entry.shown !== undefined) return
    entry.shown = before ?? {
      name,
      presence: 'empty',
      inUse: false,
      exclusive: false,
      cardCount: Math.max(0, this.cardCount(name) - 1)
    }
  }

  release(
    name: string,
    cardCount: number,
    outcome: { atr?: Uint8Array; mute?: boolean; ownUse?: boolean }
  ): void {
    const entry = this.#entries.get(name)
    if (entry === undefined) return
    entry.shown = undefined
    if (this.cardCount(name) !== cardCount || entry.presence === 'empty') return
    if (outcome.atr !== undefined && outcome.atr.length > 0) entry.atr = toHex(outcome.atr)
    if (outcome.mute === true) entry.presence = 'mute'
    if (outcome.ownUse === true) entry.inUse = false
  }

  reader(name: string): ReaderSnapshot | undefined {
    const entry = this.#entries.get(name)
    if (entry === undefined) return undefined
    if (entry.shown !== undefined) return entry.shown
    const { presence, inUse, exclusive, atr } = entry
    return {
      name,
      presence,
      inUse,
      exclusive,
      ...(atr !== undefined && { atr }),
      cardCount: this.cardCount(name)
    }
  }

  cardCount(name: string): number {
    return this.#cardCounts.get(name) ?? 0
  }

  get hasCard(): boolean {
    return [...this.#entries.values()].some(({ presence }) => presence !== 'empty')
  }

  /** Whether some reader is shown as it was before its card came. */
  get keepsCardBack(): boolean {
    return [...this.#entries.values()].some(({ shown }) => shown !== undefined)
  }

  /** All readers, by name. */
  readers(): readonly ReaderSnapshot[] {
    return [...this.#entries.keys()].sort().flatMap((name) => this.reader(name) ?? [])
  }

  /** The service went away, and with it all readers. */
  clear(): void {
    this.#entries.clear()
  }
}
