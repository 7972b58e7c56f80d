import type { Kysely, Selectable } from 'kysely'
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

  async settle(entry: string, state: PurchaseState, at: number, reason?: string): Promise<boolean> {
    const result = await this.db
      .updateTable('purchase')
      .set({ state, reason: reason ?? null, changed_at: at })
      .where('entry', '=', entry)
      .where('state', '=', 'waiting')
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
