import { ecashSentences as say } from '../../../texts/phrases/ecash'
import { hex } from '../../bytes/hex'
import type { TransactionResult } from '../../emv/transaction-result'
import type { Workflow } from '../../workflow/workflow'
import { judgeByCard } from '../judge/judge-by-card'
import { ambiguousEnd } from './flow-end'
import { lookAgain } from './look-again'
import type { PayCourse } from './pay-course'
import { nothing, paidEnd, type PayEnd } from './pay-ends'

/** E-cash: it is paid when the card debited and the terminal agreed; the journal has the proof. */
export function* concludeEcash(course: PayCourse, result: TransactionResult): Workflow<PayEnd> {
  const { entry, context } = course
  const { transaction, outcome } = result
  const { balanceAfter } = transaction
  const known =
    balanceAfter === undefined ? {} : { balanceAfter, balanceBefore: balanceAfter + course.options.amount }
  if (transaction.debited === 'yes') {
    if (outcome === 'approved-offline') {
      if (balanceAfter !== undefined) yield* entry.write('balance', known)
      return { ...paidEnd(entry.facts, balanceAfter), keepPurchase: true }
    }
    yield* entry.write('refund-due', { refundDue: true, ...known })
    return { outcome: 'interrupted', sentence: say.refundDue, advice: say.refundDueAdvice }
  }
  if (transaction.debited === 'no') return yield* nothing(entry, result)
  // An answer that says neither yes nor no: the card itself knows, if it is still there.
  const says = result.interruption === undefined ? yield* lookAgain(context, hex(entry.facts.aid)) : undefined
  const verdict = says && judgeByCard(entry.facts, says)
  if (verdict?.kind === 'not-applied') return yield* nothing(entry, result)
  if (verdict?.kind === 'ambiguous') {
    yield* entry.write('ambiguous', { ambiguous: verdict.why })
    return ambiguousEnd(verdict.why)
  }
  yield* entry.write('interrupted', {})
  return { outcome: 'interrupted', sentence: say.interrupted, advice: say.maybePaid }
}
