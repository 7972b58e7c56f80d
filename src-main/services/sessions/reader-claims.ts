import { sameText } from '../../texts/local-text'
import { AppFailure } from '../app-failure'
import type { AccessedCard, AccessOptions, CardAccess } from './card-access'

/** Readers that one use case has to itself for longer than one card, and readers that are in use at the moment. */
export class ReaderClaims {
  private readonly claimed = new Set<string>()
  private readonly uses = new Map<string, number>()

  /** Takes readers for a batch; returns the function that gives them back. Throws `AppFailure` where one is in use. */
  claim(readers: readonly string[]): () => void {
    const busy = readers.find((reader) => this.claimed.has(reader) || this.uses.has(reader))
    if (busy !== undefined) {
      throw new AppFailure('reader-busy', { detail: sameText(busy.slice(busy.indexOf(':') + 1)) })
    }
    for (const reader of readers) this.claimed.add(reader)
    return () => {
      for (const reader of readers) this.claimed.delete(reader)
    }
  }

  /** Uses the card on a reader; returns the function that says that this has ended. Throws `AppFailure` where it is taken. */
  use(reader: string): () => void {
    if (this.claimed.has(reader)) throw new AppFailure('reader-in-batch')
    this.uses.set(reader, (this.uses.get(reader) ?? 0) + 1)
    return () => {
      const left = (this.uses.get(reader) ?? 1) - 1
      if (left > 0) this.uses.set(reader, left)
      else this.uses.delete(reader)
    }
  }
}

/** Cards for everybody but whoever has claimed the reader. */
export class UnclaimedCards implements CardAccess {
  constructor(
    private readonly cards: CardAccess,
    private readonly claims: ReaderClaims
  ) {}

  async withCard<T>(
    reader: string,
    options: AccessOptions,
    use: (card: AccessedCard) => Promise<T>
  ): Promise<T> {
    const release = this.claims.use(reader)
    try {
      return await this.cards.withCard(reader, options, use)
    } finally {
      release()
    }
  }
}
