import type { ActionResult } from '../../../contract/ecash'
import type { TransactionStory } from '../../../contract/payment'
import type { LocalText } from '../../../texts/local-text'
import { ecashSentences as say, recoveryTexts } from '../../../texts/phrases/ecash'
import type { Entry } from '../entry/entry'
import type { AmbiguityReason } from '../judge/verdict'
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

/** The issuer will not take what card and journal say: only its people can settle it. */
export function settlementRefusedEnd(): FlowEnd {
  return { outcome: 'interrupted', sentence: say.settlementRefused, advice: say.settlementRefusedAdvice }
}

/** The card was read, and nobody can tell by it what happened: nothing is decided. */
export function ambiguousEnd(why: AmbiguityReason): FlowEnd {
  return {
    outcome: 'interrupted',
    sentence: recoveryTexts.ambiguous[why],
    advice: recoveryTexts.ambiguousAdvice
  }
}
