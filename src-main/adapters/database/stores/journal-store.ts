import type { Kysely, Selectable } from 'kysely'
import type {
  EntryHead,
  EntryOutcome,
  JournalStep,
  JournalStore
} from '../../../services/journal/journal-store-port'
import type { Tables } from '../tables'

export class SqlJournalStore implements JournalStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async head(entry: string): Promise<EntryHead | undefined> {
    const row = await this.db
      .selectFrom('journal_entry')
      .selectAll()
      .where('entry', '=', entry)
      .executeTakeFirst()
    return row && headOf(row)
  }

  async add(entry: string, { step, facts, at, closed }: JournalStep): Promise<void> {
    const card = typeof facts['card'] === 'string' ? facts['card'] : undefined
    await this.db
      .insertInto('journal_entry')
      .values({ entry, opened_at: at, changed_at: at, card: card ?? null, closed: closed ?? null })
      .onConflict((conflict) =>
        conflict.column('entry').doUpdateSet({
          changed_at: at,
          ...(card !== undefined && { card }),
          ...(closed !== undefined && { closed })
        })
      )
      .execute()
    await this.db
      .insertInto('journal_step')
      .values({ entry, step, facts: JSON.stringify(facts), at, closed: closed ?? null })
      .execute()
  }

  async steps(entry: string): Promise<JournalStep[]> {
    const rows = await this.db
      .selectFrom('journal_step')
      .selectAll()
      .where('entry', '=', entry)
      .orderBy('number')
      .execute()
    return rows.map(({ step, facts, at, closed }) => ({
      step,
      facts: JSON.parse(facts) as JournalStep['facts'],
      at,
      ...(closed !== null && { closed: closed as EntryOutcome })
    }))
  }

  async open(card?: string): Promise<EntryHead[]> {
    let query = this.db.selectFrom('journal_entry').selectAll().where('closed', 'is', null).orderBy('number')
    if (card !== undefined) query = query.where('card', '=', card)
    return (await query.execute()).map(headOf)
  }

  async closedAs(outcome: EntryOutcome): Promise<EntryHead[]> {
    const rows = await this.db
      .selectFrom('journal_entry')
      .selectAll()
      .where('closed', '=', outcome)
      .orderBy('number')
      .execute()
    return rows.map(headOf)
  }

  async page({ before, most }: { before?: number; most: number }): Promise<EntryHead[]> {
    let query = this.db.selectFrom('journal_entry').selectAll().orderBy('number', 'desc').limit(most)
    if (before !== undefined) query = query.where('number', '<', before)
    return (await query.execute()).map(headOf)
  }
}

function headOf(row: Selectable<Tables['journal_entry']>): EntryHead {
  const { entry, number, opened_at, changed_at, card, closed } = row
  return {
    entry,
    number,
    openedAt: opened_at,
    changedAt: changed_at,
    ...(card !== null && { card }),
    ...(closed !== null && { closed: closed as EntryOutcome })
  }
}
