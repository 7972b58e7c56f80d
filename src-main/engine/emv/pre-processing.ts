import type { Reason } from '../../contract/payment'
import type { LocalText } from '../../texts/local-text'
import { emvPhrases as say } from '../../texts/phrases/emv'
import { analysisTexts } from '../../texts/phrases/emv-decisions'
import { flashTexts } from '../../texts/phrases/emv-outcomes'
import { isAmount } from './amount'
import type { Kernel, PhaseResult } from './kernel'
import { money, reason } from './reasons'
import { isOfflineOnly, isOnlineOnly } from './terminal-configuration'
import { isSale, type TransactionType } from './transaction-type'
import { setBit, TTQ } from './verification-results'

const SECTION = 'JR/T 0025, qPBOC'
/** Whoever pays or takes cash says how much. */
const WITH_AMOUNT: readonly TransactionType[] = ['purchase', 'service', 'cash', 'cashback', 'refund']

/** What can be said before any card is there: an amount that is none ends the transaction, and nothing was sent. */
export function* preProcess(kernel: Kernel): PhaseResult {
  yield* kernel.enter('pre-processing')
  const { request, terminal } = kernel.transaction
  const { amount, otherAmount = 0, type } = request
  const good = isAmount(amount) && isAmount(otherAmount) && otherAmount <= amount
  if (!good || (amount === 0 && WITH_AMOUNT.includes(type))) {
    return yield* kernel.stop('not-possible', { text: say.amountUnusable }, say.adviceAmount)
  }
  yield* kernel.tell({ text: say.begun(money(amount, terminal.currency)), effect: 'info' })
  return undefined
}

/**
 * Pre-processing of flash pay (contactless Book A, 5.7; JR/T 0025): limits decide what the terminal transaction
 * qualifiers demand. Above the contactless limit the card belongs into the slot.
 */
export function* preProcessFlash(kernel: Kernel): PhaseResult {
  const unfit = yield* preProcess(kernel)
  if (unfit !== undefined) return unfit
  const { terminal, request } = kernel.transaction
  const { limits, currency } = terminal
  if (!isSale(request.type)) return yield* kernel.stop('use-other-interface', { text: flashTexts.onlySales })
  if (request.amount >= limits.flash) {
    const reasons = [reason(flashTexts.limit(money(limits.flash - 1, currency)), { section: SECTION })]
    return yield* kernel.stop(
      'use-other-interface',
      { text: flashTexts.overLimit, reasons },
      flashTexts.adviceContact
    )
  }
  const ttq = Uint8Array.from(terminal.ttq)
  const reasons: Reason[] = []
  const why = whyOnline(kernel)
  if (why !== undefined && !isOfflineOnly(terminal)) {
    setBit(ttq, TTQ.onlineCryptogramRequired)
    reasons.push(reason(why, { tag: 0x9f66, value: ttq, section: SECTION }))
  }
  if (request.amount >= limits.flashCvm) {
    setBit(ttq, TTQ.cvmRequired)
    const text = flashTexts.cvmLimit(money(limits.flashCvm, currency))
    reasons.push(reason(text, { tag: 0x9f66, value: ttq, section: SECTION }))
  }
  kernel.transaction.setTerminal(0x9f66, ttq)
  if (reasons.length === 0)
    reasons.push(reason(flashTexts.withinLimits, { tag: 0x9f66, value: ttq, section: SECTION }))
  yield* kernel.tell({ text: flashTexts.prepared, effect: 'info', reasons })
  return undefined
}

function whyOnline({ transaction: { terminal, request } }: Kernel): LocalText | undefined {
  const { limits, currency } = terminal
  if (request.forceOnline === true) return flashTexts.forced
  if (isOnlineOnly(terminal)) return analysisTexts.onlineTerminal
  return request.amount >= limits.flashFloor
    ? flashTexts.floor(money(limits.flashFloor, currency))
    : undefined
}
