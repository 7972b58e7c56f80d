import type { Database } from '../storage/database-port'

/**
 * Remembers across runs which chips refused an authentication, so that none is locked by trying. No attempt is made under
 * keys that the card has not proven first (`openSecureChannel`), so that one cut off in the middle was no wrong one.
 */
export class Attempts {
  constructor(
    private readonly database: Database,
    /** Milliseconds since 1970. */
    private readonly now: () => number
  ) {}

  /** Failed ones since the last good one. */
  failed(chip: string): Promise<number> {
    return this.database.transaction(
      async ({ chipAttempts }) => (await chipAttempts.find(chip))?.failures ?? 0
    )
  }

  /** So many have failed now: 0 after a good one. Resolves when it is durable. */
  async remember(chip: string, failures: number): Promise<void> {
    await this.database.transaction(async ({ chipAttempts }) => {
      if (((await chipAttempts.find(chip))?.failures ?? 0) === failures) return
      await chipAttempts.put(chip, { failures, changedAt: this.now() })
    })
  }
}
