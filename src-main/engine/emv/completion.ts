import type { Reason } from '../../contract/payment'
import { completionTexts as say } from '../../texts/phrases/emv-outcomes'
import { Interruption } from '../workflow/interruption'
import type { Workflow } from '../workflow/workflow'
import { amountOf } from './amount'
import type { Ending, Kernel } from './kernel'
import { getData } from './read-application-data'
import { money, reason } from './reasons'

/**
 * Completion of an e-cash payment: the balance that is left, where the card still tells it. A card that is gone by now
 * has paid all the same, so nothing is interrupted any more.
 */
export function* readBalanceLeft(kernel: Kernel): Workflow<void> {
  yield* kernel.enter('completion')
  const { transaction } = kernel
  let balance: number | undefined
  try {
    balance = amountOf(yield* getData(kernel, 0x9f79))
  } catch (error) {
    if (!(error instanceof Interruption)) throw error
  }
  if (balance === undefined) {
    yield* kernel.tell({ text: say.balanceUnknown, effect: 'info' })
    return
  }
  transaction.balanceAfter = balance
  const reasons = [
    reason(money(balance, transaction.terminal.currency), { tag: 0x9f79, section: 'JR/T 0025, e-cash' })
  ]
  yield* kernel.tell({ text: say.balanceLeft, effect: 'info', reasons })
}

/** How the transaction came out, told as the last decision. */
export function* complete(kernel: Kernel, ending: Ending, reasons: readonly Reason[] = []): Workflow<Ending> {
  yield* kernel.enter('completion')
  const approved = ending.outcome === 'approved-offline' || ending.outcome === 'approved-online'
  yield* kernel.tell({ text: ending.sentence, effect: approved ? 'ok' : 'stop', reasons })
  return ending
}
