import type { CarrierName } from '../../contract/personalization'
import type { VirtualCardKind } from '../../contract/views'
import type { ReaderRegistry } from '../readers/reader-registry'
import type { ShelfService } from '../shelf/shelf-service'

/** Whoever puts one card after the other onto a reader. */
export interface CardFeeder {
  /**
   * Resolves when a card lies on the reader that was not there at the last call; false where it was called off. `carrier`:
   * what the cards are made on.
   */
  next(reader: string, carrier: CarrierName, signal: AbortSignal): Promise<boolean>
  /** Resolves when the card that was given out last lies on the reader no more, or when it was called off. */
  taken(reader: string, signal: AbortSignal): Promise<void>
}

const VIRTUAL = 'virtual:'

/**
 * People put cards onto real readers, and this waits for them. Virtual readers feed themselves: the card that lies
 * there goes back onto the shelf, and a new blank one into the reader; only a blank one that lies there already is taken.
 */
export class ReaderFeeder implements CardFeeder {
  /** How many cards a reader had seen when its last one was given out. */
  private readonly given = new Map<string, number>()

  constructor(
    private readonly readers: ReaderRegistry,
    private readonly shelf: Pick<ShelfService, 'feed' | 'list'>
  ) {}

  async next(reader: string, carrier: CarrierName, signal: AbortSignal): Promise<boolean> {
    const blank = carrier === 'card' ? 'blank' : (`blank-${carrier}` as const)
    for (;;) {
      if (signal.aborted) return false
      const now = this.readers.find(reader)
      const isNew = now !== undefined && now.cardCount !== this.given.get(reader)
      const isVirtual = reader.startsWith(VIRTUAL)
      const fits = !isVirtual || this.isBlank(reader, blank)
      if (isNew && now.presence === 'present' && fits) {
        this.given.set(reader, now.cardCount)
        return true
      }
      if (isVirtual && now !== undefined && (!isNew || now.presence === 'empty' || !fits)) {
        this.shelf.feed(reader, blank)
      } else await this.change(signal)
    }
  }

  async taken(reader: string, signal: AbortSignal): Promise<void> {
    // The next one takes its place.
    if (reader.startsWith(VIRTUAL)) return
    while (!signal.aborted) {
      const now = this.readers.find(reader)
      const lies = now?.presence !== 'empty' && now?.cardCount === this.given.get(reader)
      if (!lies) return
      await this.change(signal)
    }
  }

  /** Whether a virtual card has no number yet. One that is in the reader for this run only was chosen by its person. */
  private isBlank(reader: string, kind: VirtualCardKind): boolean {
    const card = this.shelf.list().find((candidate) => candidate.reader === reader)
    return card === undefined || (card.kind === kind && card.pan === undefined)
  }

  /** Resolves at the next change of any reader, or when it was called off. */
  private change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        unfollow()
        signal.removeEventListener('abort', finish)
        resolve()
      }
      const unfollow = this.readers.onChange(finish)
      signal.addEventListener('abort', finish, { once: true })
    })
  }
}
