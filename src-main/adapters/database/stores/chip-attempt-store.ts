import type { Kysely } from 'kysely'
import type { ChipAttempts, ChipAttemptStore } from '../../../services/chip/chip-attempt-store-port'
import type { Tables } from '../tables'

export class SqlChipAttemptStore implements ChipAttemptStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async find(chip: string): Promise<ChipAttempts | undefined> {
    const row = await this.db
      .selectFrom('chip_attempt')
      .selectAll()
      .where('chip', '=', chip)
      .executeTakeFirst()
    return row && { failures: row.failures, changedAt: row.changed_at }
  }

  async put(chip: string, { failures, changedAt }: ChipAttempts): Promise<void> {
    const columns = { failures, changed_at: changedAt }
    await this.db
      .insertInto('chip_attempt')
      .values({ chip, ...columns })
      .onConflict((conflict) => conflict.column('chip').doUpdateSet(columns))
      .execute()
  }
}
