import type { HistoryRow } from '../../../contract/ecash'
import { entryTitle } from '../../../texts/phrases/ecash'
import type { EntryFacts } from '../entry/entry-facts'
import { hasReceipt } from '../receipt/receipt'

/** An entry of the journal for the history. */
export function historyRow(
  entry: string,
  facts: EntryFacts,
  closed: Exclude<HistoryRow['state'], 'open'> | undefined
): HistoryRow {
  const { flow, at, pan, amount, currency } = facts
  return {
    entry,
    flow,
    title: entryTitle(facts),
    at: new Date(at).toISOString(),
    pan,
    ...(amount !== undefined && { amount, currency }),
    state: closed ?? 'open',
    receipt: hasReceipt(facts, closed)
  }
}
