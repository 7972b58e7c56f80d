import type { Kysely, Selectable } from 'kysely'
import {
  MADE_ANEW,
  type Production,
  type ProductionCounts,
  type ProductionState,
  type ProductionStep,
  type ProductionStore,
  type StockLot,
  type StockNumber
} from '../../../services/production/production-store-port'
import type { Tables } from '../tables'

export class SqlProductionStore implements ProductionStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async lots(): Promise<StockLot[]> {
    return (await this.db.selectFrom('stock_lot').selectAll().orderBy('at').orderBy('id').execute()).map(
      lotOf
    )
  }

  async lot(id: string): Promise<StockLot | undefined> {
    const row = await this.db.selectFrom('stock_lot').selectAll().where('id', '=', id).executeTakeFirst()
    return row && lotOf(row)
  }

  async addLot(lot: StockLot): Promise<void> {
    await this.db.insertInto('stock_lot').values(lot).execute()
  }

  async addNumber(number: StockNumber): Promise<void> {
    await this.db.insertInto('stock_number').values(number).execute()
  }

  numbers(lot: string): Promise<StockNumber[]> {
    return this.db.selectFrom('stock_number').selectAll().where('lot', '=', lot).orderBy('position').execute()
  }

  async counts(lot: string): Promise<ProductionCounts> {
    const rows = await this.db
      .selectFrom('production')
      .select(['state', (count) => count.fn.countAll<number>().as('cards')])
      .where('lot', '=', lot)
      .where((where) => where.or([where('reason', 'is', null), where('reason', '<>', MADE_ANEW)]))
      .groupBy('state')
      .execute()
    const of = (state: ProductionState): number => rows.find((row) => row.state === state)?.cards ?? 0
    return { begun: of('begun'), made: of('made'), scrapped: of('scrapped') }
  }

  async find(id: string): Promise<Production | undefined> {
    const row = await this.db.selectFrom('production').selectAll().where('id', '=', id).executeTakeFirst()
    return row && productionOf(row)
  }

  async add({ openedAt, changedAt, ...production }: Production): Promise<void> {
    await this.db
      .insertInto('production')
      .values({ ...production, opened_at: openedAt, changed_at: changedAt })
      .execute()
  }

  async end(
    id: string,
    {
      state,
      reason,
      at
    }: { readonly state: 'made' | 'scrapped'; readonly reason?: string; readonly at: number }
  ): Promise<boolean> {
    const result = await this.db
      .updateTable('production')
      .set({ state, reason: reason ?? null, changed_at: at })
      .where('id', '=', id)
      .where('state', 'in', state === 'made' ? ['begun'] : ['begun', 'made'])
      .executeTakeFirst()
    return result.numUpdatedRows === 1n
  }

  async begunOn(chip: string): Promise<Production | undefined> {
    const row = await this.db
      .selectFrom('production')
      .selectAll()
      .where('chip', '=', chip)
      .where('state', '=', 'begun')
      .executeTakeFirst()
    return row && productionOf(row)
  }

  async madeOn(chip: string): Promise<Production[]> {
    const rows = await this.db
      .selectFrom('production')
      .selectAll()
      .where('chip', '=', chip)
      .where('state', '=', 'made')
      .orderBy('number', 'desc')
      .execute()
    return rows.map(productionOf)
  }

  async ofCard(card: string): Promise<Production[]> {
    const rows = await this.db
      .selectFrom('production')
      .selectAll()
      .where('card', '=', card)
      .orderBy('number', 'desc')
      .execute()
    return rows.map(productionOf)
  }

  async ofBatch(batch: string): Promise<Production[]> {
    const rows = await this.db
      .selectFrom('production')
      .selectAll()
      .where('batch', '=', batch)
      .orderBy('line')
      .orderBy('number')
      .execute()
    return rows.map(productionOf)
  }

  async newest(most: number, state?: ProductionState): Promise<Production[]> {
    let query = this.db.selectFrom('production').selectAll().orderBy('number', 'desc').limit(most)
    if (state !== undefined) query = query.where('state', '=', state)
    return (await query.execute()).map(productionOf)
  }

  async takeSerial(issuer: string, at: number): Promise<number> {
    const { last } = await this.db
      .selectFrom('certificate_serial')
      .select((row) => row.fn.max<number | null>('serial').as('last'))
      .where('issuer', '=', issuer)
      .executeTakeFirstOrThrow()
    const serial = (last ?? 0) + 1
    await this.db.insertInto('certificate_serial').values({ issuer, serial, at }).execute()
    return serial
  }

  async addStep(production: string, { step, facts, at }: ProductionStep): Promise<void> {
    await this.db
      .insertInto('production_step')
      .values({ production, step, facts: JSON.stringify(facts), at })
      .execute()
  }

  async steps(production: string): Promise<ProductionStep[]> {
    const rows = await this.db
      .selectFrom('production_step')
      .selectAll()
      .where('production', '=', production)
      .orderBy('number')
      .execute()
    return rows.map(({ step, facts, at }) => ({
      step,
      facts: JSON.parse(facts) as ProductionStep['facts'],
      at
    }))
  }
}

function lotOf({ kind, ...row }: Selectable<Tables['stock_lot']>): StockLot {
  return { ...row, kind: kind as StockLot['kind'] }
}

function productionOf({
  number: _number,
  batch,
  line,
  state,
  reason,
  replaces,
  opened_at,
  changed_at,
  ...row
}: Selectable<Tables['production']>): Production {
  return {
    ...row,
    ...(batch !== null && { batch }),
    ...(line !== null && { line }),
    state: state as ProductionState,
    ...(reason !== null && { reason }),
    ...(replaces !== null && { replaces }),
    openedAt: opened_at,
    changedAt: changed_at
  }
}
