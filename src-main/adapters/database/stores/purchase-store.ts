import type { Kysely, Selectable, Updateable } from 'kysely'
import type {
  PurchaseState,
  PurchaseStore,
  StoredPurchase
} from '../../../services/purchases/purchase-store-port'
import type { Tables } from '../tables'

export class SqlPurchaseStore implements PurchaseStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async find(entry: string): Promise<StoredPurchase | undefined> {
    const row = await this.db.selectFrom('purchase').selectAll().where('entry', '=', entry).executeTakeFirst()
    return row && purchaseOf(row)
  }

  async add({ changedAt, reason, ...purchase }: StoredPurchase): Promise<void> {
    await this.db
      .insertInto('purchase')
      .values({ ...purchase, reason: reason ?? null, changed_at: changedAt })
      .execute()
  }

  async inState(state: PurchaseState, card?: string): Promise<StoredPurchase[]> {
    let query = this.db
      .selectFrom('purchase')
      .selectAll()
      .where('state', '=', state)
      .orderBy('at')
      .orderBy('entry')
    if (card !== undefined) query = query.where('card', '=', card)
    return (await query.execute()).map(purchaseOf)
  }

  settle(entry: string, state: 'uploaded' | 'disputed', at: number, reason?: string): Promise<boolean> {
    return this.change(entry, 'waiting', { state, changed_at: at, reason: reason ?? null })
  }

  sendAgain(entry: string, at: number): Promise<boolean> {
    return this.change(entry, 'disputed', { state: 'waiting', changed_at: at })
  }

  private async change(
    entry: string,
    from: PurchaseState,
    columns: Updateable<Tables['purchase']>
  ): Promise<boolean> {
    const result = await this.db
      .updateTable('purchase')
      .set(columns)
      .where('entry', '=', entry)
      .where('state', '=', from)
      .executeTakeFirst()
    return result.numUpdatedRows === 1n
  }
}

function purchaseOf({ changed_at, state, reason, ...row }: Selectable<Tables['purchase']>): StoredPurchase {
  return {
    ...row,
    state: state as PurchaseState,
    ...(reason !== null && { reason }),
    changedAt: changed_at
  }
}
