import type { Kysely } from 'kysely'
import type { InstallationStore } from '../../../services/storage/installation-store-port'
import type { Tables } from '../tables'

export class SqlInstallationStore implements InstallationStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async value(name: string): Promise<string | undefined> {
    const row = await this.db
      .selectFrom('installation')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirst()
    return row?.value
  }

  async add(name: string, value: string): Promise<void> {
    await this.db.insertInto('installation').values({ name, value }).execute()
  }

  async cardNumber(reference: string): Promise<string | undefined> {
    const row = await this.db
      .selectFrom('card_number')
      .select('sealed')
      .where('reference', '=', reference)
      .executeTakeFirst()
    return row?.sealed
  }

  async addCardNumber(reference: string, sealed: string): Promise<void> {
    await this.db
      .insertInto('card_number')
      .values({ reference, sealed })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}
