import type { JournalFacts } from '../../engine/workflow/journal'

/** How an entry came to its end. */
export type EntryOutcome = 'completed' | 'reversed' | 'nothing-happened' | 'given-up'

export interface JournalStep {
  readonly step: string
  readonly facts: JournalFacts
  /** Milliseconds since 1970. */
  readonly at: number
  readonly closed?: EntryOutcome
}

/** The head of an entry: what is needed to find it. */
export interface EntryHead {
  readonly entry: string
  /** Counts entries from 1 in the order of their beginning. */
  readonly number: number
  readonly openedAt: number
  readonly changedAt: number
  /** Reference of the card, where a step named it (fact `card`). */
  readonly card?: string
  readonly closed?: EntryOutcome
}

/** Steps are only ever added; the database refuses to change or remove one. */
export interface JournalStore {
  head(entry: string): Promise<EntryHead | undefined>
  /** Adds the step, and the entry with its first. */
  add(entry: string, step: JournalStep): Promise<void>
  /** In the order of writing. */
  steps(entry: string): Promise<JournalStep[]>
  /** Entries without an outcome, oldest first. */
  open(card?: string): Promise<EntryHead[]>
  /** Entries with this outcome, oldest first. */
  closedAs(outcome: EntryOutcome): Promise<EntryHead[]>
  /** Newest first. `before`: only those with a lower number. */
  page(page: { readonly before?: number; readonly most: number }): Promise<EntryHead[]>
}
