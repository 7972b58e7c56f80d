import { type Kysely, sql } from 'kysely'
import type {
  AccountSum,
  LedgerAccount,
  LedgerStore,
  StoredTransfer,
  Transfer
} from '../../../services/ledger/ledger-store-port'
import type { Tables } from '../tables'

export class SqlLedgerStore implements LedgerStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async account(id: string): Promise<LedgerAccount | undefined> {
    return this.db.selectFrom('ledger_account').selectAll().where('id', '=', id).executeTakeFirst()
  }

  async accounts({ prefix = '', empty = true } = {}): Promise<LedgerAccount[]> {
    let query = this.db.selectFrom('ledger_account').selectAll().orderBy('id')
    if (prefix !== '') query = query.where(sql`substr(id, 1, ${prefix.length})`, '=', prefix)
    if (!empty) query = query.where('balance', '<>', 0)
    return query.execute()
  }

  async open(id: string, currency: number): Promise<void> {
    await this.db
      .insertInto('ledger_account')
      .values({ id, currency, balance: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }

  /** The balances are moved by the table's own trigger: no transfer can be without its effect. */
  async add(transfer: Transfer): Promise<void> {
    const { request, purpose, source, target, amount, currency, at } = transfer
    await this.db
      .insertInto('ledger_transfer')
      .values({ request, purpose, source, target, amount, currency, at })
      .execute()
  }

  async transfers(page: { account?: string; before?: number; most: number }): Promise<StoredTransfer[]> {
    const { account, before, most } = page
    let query = this.db.selectFrom('ledger_transfer').selectAll().orderBy('number', 'desc').limit(most)
    if (before !== undefined) query = query.where('number', '<', before)
    if (account !== undefined) {
      query = query.where((where) => where.or([where('source', '=', account), where('target', '=', account)]))
    }
    return query.execute()
  }

  async sums(): Promise<AccountSum[]> {
    const side = (column: 'source' | 'target', sign: 1 | -1) =>
      this.db
        .selectFrom('ledger_transfer')
        .select((select) => [
          `${column} as id`,
          sql<number>`${sql.lit(sign)} * ${select.ref('amount')}`.as('moved')
        ])
    const moved = side('source', -1).unionAll(side('target', 1))
    const sums = this.db
      .selectFrom(moved.as('moved'))
      .select((select) => ['moved.id as id', select.fn.sum<number>('moved.moved').as('transferred')])
      .groupBy('moved.id')
    const rows = await this.db
      .selectFrom('ledger_account')
      .leftJoin(sums.as('sums'), 'sums.id', 'ledger_account.id')
      .select(['ledger_account.id', 'ledger_account.balance', 'sums.transferred'])
      .orderBy('ledger_account.id')
      .execute()
    return rows.map(({ id, balance, transferred }) => ({ id, balance, transferred: transferred ?? 0 }))
  }
}
