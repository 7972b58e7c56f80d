import type { JournalFacts, JournalWrite } from '../../engine/workflow/journal'
import { AppFailure } from '../app-failure'
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

/** Nothing else is added to an entry that is closed. */
export const RECEIPT_PRINTED = 'receipt-printed'

/**
 * What cannot be undone is written here before it is done. Steps are only added; to an entry that is closed, only that its
 * receipt was printed. An entry belongs to one session at a time (fact `session`), which alone goes on with it.
 */
export class JournalService {
  constructor(
    private readonly database: Database,
    private readonly references: CardReferences,
    private readonly now: () => number,
    /** Told the entries that are open, whenever a step was written. */
    private readonly onChanged?: (open: readonly JournalEntry[]) => void
  ) {}

  /**
   * Resolves when the step is durable. `session`: whose step it is, where somebody works on the entry. Rejects with
   * `DatabaseFailure`, with `AppFailure` where another session has the entry, or a fault where the entry is closed or
   * would hold a card number.
   */
  async append(write: JournalWrite, session?: string): Promise<void> {
    await this.references.ready()
    const { entry, step, facts, closed } = write
    if (this.references.givesAway(JSON.stringify(facts))) {
      throw new Error(`journal: step "${step}" would keep a full card number`)
    }
    const at = this.now()
    const open = await this.database.transaction(async (stores) => {
      const head = await stores.journal.head(entry)
      const known = head && (await withSteps(stores, head))
      if (known?.closed !== undefined && step !== RECEIPT_PRINTED) {
        throw new Error(`journal: entry ${entry} is ${known.closed} and takes no step "${step}"`)
      }
      if (session !== undefined && (ownerOf(known) ?? session) !== session) throw new AppFailure('entry-busy')
      if (typeof facts['card'] === 'string') await this.references.keep(stores, facts['card'])
      await stores.journal.add(entry, { step, facts, at, ...(closed !== undefined && { closed }) })
      return this.onChanged === undefined ? [] : openEntries(stores)
    })
    this.onChanged?.(open)
  }

  /**
   * Gives an open entry from the session that had it, which is no more, to another; resolves with the entry as it is then,
   * unchanged where it was closed meanwhile. Rejects with `AppFailure` where there is none, or somebody was faster.
   */
  takeOver(
    entry: string,
    { from, to }: { readonly from: string; readonly to: string }
  ): Promise<JournalEntry> {
    return this.database.transaction(async (stores) => {
      const head = await stores.journal.head(entry)
      if (head === undefined) throw new AppFailure('entry-unknown')
      const known = await withSteps(stores, head)
      if (known.closed !== undefined) return known
      if (ownerOf(known) !== from) throw new AppFailure('entry-busy')
      await stores.journal.add(entry, { step: 'taken-over', facts: { session: to }, at: this.now() })
      return withSteps(stores, head)
    })
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

/** The session that has it. */
function ownerOf(entry: JournalEntry | undefined): string | undefined {
  const session = entry?.facts['session']
  return typeof session === 'string' ? session : undefined
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
