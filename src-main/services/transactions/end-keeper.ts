import type { ActionResult, PurseView } from '../../contract/ecash'
import type { FlowEnd } from '../../engine/ecash/flows/flow-end'
import type { JournalEntry } from '../journal/journal-service'
import { actionResult } from './action-result'
import { entryOf } from './card-desk'
import { keepPurchase } from './purchase-keeper'
import type { TransactionParts } from './transaction-parts'

export interface Ended {
  /** Kind of the action, and who worked on it. */
  readonly action: string
  readonly session: string
  readonly end: FlowEnd
  /** An entry of before that stood in the way. */
  readonly inTheWay?: JournalEntry | undefined
  readonly purse?: PurseView | undefined
}

/** Keeps what a flow leaves to be kept, and says how it stands then. */
export async function keepEnd(
  parts: Pick<TransactionParts, 'journal' | 'purchases' | 'now'>,
  { action, session, end, inTheWay, purse }: Ended
): Promise<ActionResult> {
  const id = entryOf(end)
  if (end.keepPurchase === true && id !== undefined) await keepPurchase(parts, { entry: id, session })
  const entry = id === undefined ? undefined : await parts.journal.entry(id)
  const open = entry !== undefined && entry.closed === undefined ? entry : inTheWay
  return actionResult({
    ...{ action, end, at: parts.now() },
    ...(entry !== undefined && { entry }),
    ...(open !== undefined && { open }),
    ...(purse !== undefined && { purse })
  })
}
