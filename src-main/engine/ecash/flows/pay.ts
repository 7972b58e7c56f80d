import { ecashProgress } from '../../../texts/phrases/ecash'
import type { LocalText } from '../../../texts/local-text'
import { contactTransaction } from '../../emv/contact-transaction'
import { flashPayTransaction } from '../../emv/flash-pay-transaction'
import type { Transaction } from '../../emv/transaction'
import type { TransactionOptions } from '../../emv/transaction-options'
import type { TransactionResult } from '../../emv/transaction-result'
import { progress, type Workflow } from '../../workflow/workflow'
import { Entry } from '../entry/entry'
import { amountRefusal } from '../purse/check-purse'
import type { FlowContext } from './flow-context'
import type { FlowEnd } from './flow-end'
import { concludeOffline, concludeOnline } from './pay-account'
import { authorise } from './pay-authorise'
import type { PayCourse, PayOptions } from './pay-course'
import { concludeEcash } from './pay-ecash'
import { ofStory, type PayEnd } from './pay-ends'
import { record } from './pay-journal'

/**
 * Takes a payment: flash pay, or by contact from e-cash or the account behind the card, as card and terminal decide. What
 * the card gives away is durable in the journal before it is asked for it.
 */
export function* pay(context: FlowContext, options: PayOptions): Workflow<FlowEnd> {
  const unfit = amountRefusal(options.amount)
  if (unfit !== undefined) return unfit
  const course: PayCourse = { context, options, entry: yield* Entry.begin() }
  const transaction: TransactionOptions = {
    terminal: context.terminal,
    interface: context.interface,
    caKeys: context.caKeys,
    request: { type: 'purchase', amount: options.amount, forceOnline: options.online },
    journal: { record: (step, now) => record(course, step, now) },
    admit: (now) => admit(context, now),
    ...(options.connected && { authorise: (now) => authorise(course, now) })
  }
  const result = yield* options.mode === 'flash'
    ? flashPayTransaction(transaction)
    : contactTransaction(transaction)
  const { entry } = course
  if (!entry.begun) return { ...ofStory(result), story: result.story }
  return { ...(yield* conclude(course, result)), story: result.story, entry }
}

function* admit(
  { reference, blockedBy }: FlowContext,
  { pan, psn }: Transaction
): Workflow<LocalText | undefined> {
  yield* progress({ step: 'check-card', text: ecashProgress.checking })
  return blockedBy(reference(pan ?? '', psn))
}

function* conclude(course: PayCourse, result: TransactionResult): Workflow<PayEnd> {
  const { entry } = course
  switch (entry.facts.flow) {
    case 'purchase-online':
      return yield* concludeOnline(course, result)
    case 'purchase-offline':
      return yield* concludeOffline(course, result)
    default:
      return yield* concludeEcash(course, result)
  }
}
