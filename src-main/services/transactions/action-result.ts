import type { ActionResult, OpenEntry, PurseView } from '../../contract/ecash'
import { entryFacts } from '../../engine/ecash/entry/entry-facts'
import type { FlowEnd } from '../../engine/ecash/flows/flow-end'
import { hasReceipt } from '../../engine/ecash/receipt/receipt'
import { openEntryView } from '../../engine/ecash/views/open-entry-view'
import type { JournalEntry } from '../journal/journal-service'

export interface ResultParts {
  /** Kind of the action. */
  readonly action: string
  readonly end: FlowEnd
  /** Milliseconds since 1970. */
  readonly at: number
  /** The entry that the action wrote. */
  readonly entry?: JournalEntry
  /** An entry of the card that is open: this one, or one of before that stood in the way. */
  readonly open?: JournalEntry
  readonly purse?: PurseView
}

/** The result of an action for the person who wanted it. */
export function actionResult({ action, end, at, entry, open, purse }: ResultParts): ActionResult {
  const { outcome, sentence, advice, story } = end
  return {
    action,
    outcome,
    sentence,
    ...(advice !== undefined && { advice }),
    at: new Date(at).toISOString(),
    ...(entry !== undefined && factsOf(entry)),
    receipt: entry !== undefined && hasReceipt(entryFacts(entry.facts), entry.closed),
    ...(open !== undefined && { open: openEntryOf(open) }),
    ...(story !== undefined && { story }),
    ...(purse !== undefined && { purse })
  }
}

function factsOf({ entry, facts, closed }: JournalEntry): Partial<ActionResult> {
  const { amount, currency, balanceBefore, balanceAfter } = entryFacts(facts)
  return {
    entry,
    ...(amount !== undefined && { amount, currency }),
    ...(balanceBefore !== undefined && { balanceBefore }),
    ...(balanceAfter !== undefined && closed === 'completed' && { balanceAfter })
  }
}

export function openEntryOf({ entry, facts }: JournalEntry): OpenEntry {
  return openEntryView(entry, entryFacts(facts))
}
