import type { Database } from '../storage/database-port'

/** Remembers attempts at the keys of chips across runs, so that no chip is locked by trying. */
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

  /**
   * Counts one before it is made: a program that dies in between has counted it. Resolves when that is durable, with what
   * takes it back, for an attempt that was right or never reached the card.
   */
  async begin(chip: string): Promise<{
    /** The keys were right. */
    right(): Promise<void>
    /** Nothing was sent. */
    unsent(): Promise<void>
  }> {
    const before = await this.database.transaction(async ({ chipAttempts }) => {
      const failures = (await chipAttempts.find(chip))?.failures ?? 0
      await chipAttempts.put(chip, { failures: failures + 1, changedAt: this.now() })
      return failures
    })
    const put = (failures: number): Promise<void> =>
      this.database.transaction(({ chipAttempts }) =>
        chipAttempts.put(chip, { failures, changedAt: this.now() })
      )
    return { right: () => put(0), unsent: () => put(before) }
  }
}
