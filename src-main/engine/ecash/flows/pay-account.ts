import { ecashProgress, ecashSentences as say } from '../../../texts/phrases/ecash'
import type { TransactionResult } from '../../emv/transaction-result'
import type { ReversalReason } from '../../workflow/host'
import { isApproval } from '../../workflow/response-code'
import { progress, type Workflow } from '../../workflow/workflow'
import type { Entry } from '../entry/entry'
import { keepPurchase } from '../entry/keep-purchase'
import { settle } from '../entry/settle'
import { concludeDeclined } from './declined'
import { settlementRefusedEnd } from './flow-end'
import type { PayCourse } from './pay-course'
import { nothing, paidEnd, type PayEnd } from './pay-ends'

/** From the account: the issuer's yes counts when the card agreed to it, or was not needed any more (flash pay). */
export function* concludeOnline(course: PayCourse, result: TransactionResult): Workflow<PayEnd> {
  const { entry, answer, options } = course
  if (answer !== undefined && !isApproval(answer.arc)) return yield* concludeDeclined(entry, answer)
  yield* progress({ step: 'settle', text: ecashProgress.settling })
  if (result.outcome === 'approved-online' && answer !== undefined) {
    const { secondAc } = result.transaction
    const chip =
      options.mode === 'contact' && secondAc !== undefined ? { chip: result.transaction.chipData() } : {}
    const how = yield* settle(entry, 'confirm', { facts: { arc: answer.arc }, ...chip })
    if (how === 'refused') return settlementRefusedEnd()
    return how === 'later'
      ? { outcome: 'done', sentence: say.confirmLater, advice: say.confirmLaterAdvice }
      : paidEnd(entry.facts, undefined)
  }
  const { interruption } = result
  const refused = interruption === undefined ? 'card-refused' : 'card-removed'
  return yield* takenBack(entry, result, answer === undefined ? 'no-answer' : refused)
}

function* takenBack(
  entry: Entry,
  { interruption, story }: TransactionResult,
  reason: ReversalReason
): Workflow<PayEnd> {
  const how = yield* settle(entry, 'reverse', { reason })
  if (how === 'refused') return settlementRefusedEnd()
  const advice = how === 'later' ? say.reverseLaterAdvice : say.reversedAdvice
  if (interruption !== undefined) return { outcome: 'interrupted', sentence: say.interrupted, advice }
  const outcome = how === 'later' ? 'interrupted' : 'nothing-happened'
  return { outcome, sentence: reason === 'no-answer' ? say.noAnswer : story.sentence, advice }
}

/** Approved by card and terminal alone. The issuer must not count what it was asked before and never answered. */
export function* concludeOffline(course: PayCourse, result: TransactionResult): Workflow<PayEnd> {
  const { entry } = course
  if (result.outcome !== 'approved-offline') {
    if (entry.facts.requestId === undefined) return yield* nothing(entry, result)
    return yield* takenBack(entry, result, 'card-refused')
  }
  const end = yield* keepPurchase(entry)
  return end.keepPurchase === true ? { ...paidEnd(entry.facts, undefined), keepPurchase: true } : end
}
