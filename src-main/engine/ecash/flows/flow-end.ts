import type { ActionResult } from '../../../contract/ecash'
import type { TransactionStory } from '../../../contract/payment'
import type { LocalText } from '../../../texts/local-text'
import type { Entry } from '../entry/entry'
import type { Purse } from '../purse/purse'

/** How a flow ended, for the person who began it. */
export interface FlowEnd {
  readonly outcome: ActionResult['outcome']
  readonly sentence: LocalText
  readonly advice?: LocalText
  /** Absent where nothing was written in the journal. */
  readonly entry?: Entry
  readonly story?: TransactionStory
  /** The card as it was at the end, where it was read. */
  readonly purse?: Purse
  /** The card has paid: the purchase is to be kept for the upload, then its entry closed. */
  readonly keepPurchase?: boolean
}

/** Nothing was begun, for this reason. */
export function refusal(sentence: LocalText, advice?: LocalText): FlowEnd {
  return { outcome: 'refused', sentence, ...(advice !== undefined && { advice }) }
}
