import type { ReaderRegistry } from '../readers/reader-registry'
import type { ShelfService } from '../shelf/shelf-service'

/** Whoever puts one card after the other onto a reader. */
export interface CardFeeder {
  /** Resolves when a card lies on the reader that was not there at the last call; false where it was called off. */
  next(reader: string, signal: AbortSignal): Promise<boolean>
}

const VIRTUAL = 'virtual:'

/**
 * People put cards onto real readers, and this waits for them. Virtual readers feed themselves: the card that lies
 * there goes back onto the shelf, and a new blank one into the reader.
 */
export class ReaderFeeder implements CardFeeder {
  /** How many cards a reader had seen when its last one was given out. */
  private readonly given = new Map<string, number>()

  constructor(
    private readonly readers: ReaderRegistry,
    private readonly shelf: Pick<ShelfService, 'feed'>
  ) {}

  async next(reader: string, signal: AbortSignal): Promise<boolean> {
    for (;;) {
      if (signal.aborted) return false
      const now = this.readers.find(reader)
      const isNew = now !== undefined && now.cardCount !== this.given.get(reader)
      if (isNew && now.presence === 'present') {
        this.given.set(reader, now.cardCount)
        return true
      }
      if (now !== undefined && !isNew && reader.startsWith(VIRTUAL)) this.shelf.feed(reader, 'blank')
      else await this.change(signal)
    }
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
