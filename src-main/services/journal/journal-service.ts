import type { JournalFacts, JournalWrite } from '../../engine/workflow/journal'
import type { Database, Stores } from '../storage/database-port'
import type { CardReferences } from './card-references'
import type { EntryHead, EntryOutcome, JournalStep } from './journal-store-port'

/** Something that was begun with a card or with money, with all that its steps said. */
export interface JournalEntry {
  readonly entry: string
  /** Milliseconds since 1970. */
  readonly openedAt: number
  readonly changedAt: number
  /** What the steps said, later ones replacing earlier ones. */
  readonly facts: JournalFacts
  readonly steps: readonly JournalStep[]
  /** Absent while something is left to be finished. */
  readonly closed?: EntryOutcome
}

/**
 * What cannot be undone is written here before it is done. Steps are only added. An entry is closed once; a step that
 * closes it again in another way is a fault, one that only adds facts (a receipt was printed) is welcome.
 */
export class JournalService {
  constructor(
    private readonly database: Database,
    private readonly references: CardReferences,
    private readonly now: () => number,
    /** Told the entries that are open, whenever a step was written. */
    private readonly onChanged?: (open: readonly JournalEntry[]) => void
  ) {}

  /** Resolves when the step is durable. Rejects with `DatabaseFailure`, or a fault where it would hold a card number. */
  async append(write: JournalWrite): Promise<void> {
    await this.references.ready()
    const { entry, step, facts, closed } = write
    if (this.references.givesAway(JSON.stringify(facts))) {
      throw new Error(`journal: step "${step}" would keep a full card number`)
    }
    const at = this.now()
    const open = await this.database.transaction(async (stores) => {
      const known = await stores.journal.head(entry)
      if (closed !== undefined && known?.closed !== undefined && known.closed !== closed) {
        throw new Error(`journal: entry ${entry} is ${known.closed} and cannot be ${closed}`)
      }
      if (typeof facts['card'] === 'string') await this.references.keep(stores, facts['card'])
      await stores.journal.add(entry, { step, facts, at, ...(closed !== undefined && { closed }) })
      return this.onChanged === undefined ? [] : openEntries(stores)
    })
    this.onChanged?.(open)
  }

  /** Entries that are not finished, oldest first; of one card where its reference is given. */
  open(card?: string): Promise<JournalEntry[]> {
    return this.database.transaction((stores) => openEntries(stores, card))
  }

  entry(entry: string): Promise<JournalEntry | undefined> {
    return this.database.transaction(async (stores) => {
      const head = await stores.journal.head(entry)
      return head && withSteps(stores, head)
    })
  }

  /** Newest first. `before`: only those that began before this entry; none where it is unknown. */
  history({ before, most }: { readonly before?: string; readonly most: number }): Promise<JournalEntry[]> {
    return this.database.transaction(async (stores) => {
      const limit = before === undefined ? undefined : await stores.journal.head(before)
      if (before !== undefined && limit === undefined) return []
      const heads = await stores.journal.page({ most, ...(limit !== undefined && { before: limit.number }) })
      return allWithSteps(stores, heads)
    })
  }
}

async function openEntries(stores: Stores, card?: string): Promise<JournalEntry[]> {
  return allWithSteps(stores, await stores.journal.open(card))
}

async function allWithSteps(stores: Stores, heads: readonly EntryHead[]): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = []
  for (const head of heads) entries.push(await withSteps(stores, head))
  return entries
}

async function withSteps(
  stores: Stores,
  { entry, openedAt, changedAt, closed }: EntryHead
): Promise<JournalEntry> {
  const steps = await stores.journal.steps(entry)
  return {
    entry,
    openedAt,
    changedAt,
    facts: Object.assign({}, ...steps.map(({ facts }) => facts)) as JournalFacts,
    steps,
    ...(closed !== undefined && { closed })
  }
}
