import { emvPhrases as say } from '../../texts/phrases/emv'
import { acTexts } from '../../texts/phrases/emv-decisions'
import { flashTexts } from '../../texts/phrases/emv-outcomes'
import { getProcessingOptions } from '../commands/emv/get-processing-options'
import { amountOf } from './amount'
import { acReasons } from './first-generate-ac'
import { readFlashOptions } from './flash-options'
import { MOST_PDOL_DATA } from './initiate-application'
import { readIssuerApplicationData } from './issuer-application-data'
import type { Kernel, PhaseResult } from './kernel'
import { dataProblem } from './read-application-data'
import { reason, swReason } from './reasons'
import { dolData } from './terminal-objects'
import type { Transaction } from './transaction'
import { setBit, TSI } from './verification-results'

const SECTION = 'JR/T 0025, qPBOC'
export const TAG_TTQ = 0x9f66

/** Initiate application: the card gets everything at once, and decides (JR/T 0025, qPBOC). */
export function* initiateFlashPay(kernel: Kernel): PhaseResult {
  yield* kernel.enter('initiate-application')
  const { transaction } = kernel
  const pdol = dolData(transaction, transaction.card(0x9f38) ?? new Uint8Array(0), MOST_PDOL_DATA)
  if (pdol.kind !== 'ok') {
    const told = { text: say.dolUnusable('PDOL'), reasons: [reason(say.dolProblem(pdol), { tag: 0x9f38 })] }
    return yield* kernel.stop('not-possible', told, say.adviceOtherCard)
  }
  if (!pdol.entries.some(({ tag }) => tag === TAG_TTQ)) {
    const told = {
      text: flashTexts.noFlashPay,
      reasons: [reason(flashTexts.noTtq, { tag: 0x9f38, section: SECTION })]
    }
    return yield* kernel.stop('use-other-interface', told, flashTexts.adviceContact)
  }
  transaction.pdolData = pdol.data
  yield* kernel.record({ kind: 'before-processing-options' })
  transaction.freeze()
  const outcome = yield* kernel.send(getProcessingOptions(pdol.data))
  if (outcome.kind !== 'options') return yield* optionsRefused(kernel, outcome.sw)
  const options = readFlashOptions(outcome.data)
  if (options.kind !== 'decided') {
    const otherMode = options.kind === 'other-mode'
    const told = { text: otherMode ? flashTexts.otherMode : say.gpoMalformed }
    return yield* kernel.stop(
      otherMode ? 'use-other-interface' : 'not-possible',
      told,
      flashTexts.adviceContact
    )
  }
  for (const { tag, value } of options.objects) transaction.replace(tag, value)
  const problem = dataProblem(transaction, [0x82, 0x9f36, 0x57])
  if (problem !== undefined) {
    return yield* kernel.stop(
      'not-possible',
      { text: say.cardDataUnusable, reasons: [reason(problem)] },
      say.adviceOtherCard
    )
  }
  transaction.firstAc = options.ac
  transaction.path = options.ac.kind === 'TC' ? 'ecash' : 'account'
  setBit(transaction.tsi, TSI.cardRiskManagement)
  noteBalance(transaction)
  yield* kernel.tell({
    text: acTexts.first[options.ac.kind],
    effect: options.ac.kind === 'AAC' ? 'caution' : options.ac.kind === 'ARQC' ? 'info' : 'ok',
    reasons: acReasons(transaction, options.ac)
  })
  return undefined
}

function* optionsRefused(kernel: Kernel, sw: number): PhaseResult {
  const reasons = [swReason(sw)]
  // 6986: the holder's device wants to be looked at first (contactless Book C-3, 6.2).
  if (sw === 0x6986) {
    return yield* kernel.stop('see-phone', { text: flashTexts.seePhone, reasons }, flashTexts.advicePhone)
  }
  if (sw === 0x6985 || sw === 0x6984) {
    return yield* kernel.stop(
      'use-other-interface',
      { text: flashTexts.refused, reasons },
      flashTexts.adviceContact
    )
  }
  return yield* kernel.stop('not-possible', { text: say.gpoFailed, reasons }, say.adviceOtherCard)
}

/**
 * The e-cash balance that the card states: in its issuer data (after the amount was taken off, where it approves), or as
 * available offline spending amount (9F5D) in answer or last record.
 */
export function noteBalance(transaction: Transaction): void {
  const { firstAc, request } = transaction
  const stated =
    (firstAc?.iad && readIssuerApplicationData(firstAc.iad)?.balance) ?? amountOf(transaction.card(0x9f5d))
  if (stated === undefined) return
  if (firstAc?.kind === 'TC') {
    transaction.balanceAfter = stated
    transaction.balanceBefore = stated + request.amount
  } else transaction.balanceBefore = stated
}
