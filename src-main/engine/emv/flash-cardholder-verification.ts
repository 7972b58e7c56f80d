import type { Reason } from '../../contract/payment'
import { cvmTexts as say } from '../../texts/phrases/emv-decisions'
import { flashTexts } from '../../texts/phrases/emv-outcomes'
import { onlinePin } from './cardholder-verification'
import { CVM } from './cvm-list'
import type { Kernel, PhaseResult } from './kernel'
import { reason } from './reasons'
import { CTQ, isSet, setBit, TSI } from './verification-results'

/**
 * Cardholder verification of flash pay: what the card demands in its transaction qualifiers (9F6C; JR/T 0025, qPBOC).
 * `online`: the issuer is asked, so that a PIN can go along. Ends the transaction where the person stops, or enters no PIN
 * where one is demanded.
 */
export function* flashCardholderVerification(kernel: Kernel, online: boolean): PhaseResult {
  yield* kernel.enter('cardholder-verification')
  const { transaction } = kernel
  const ctq = transaction.card(0x9f6c)
  const because = (text: Reason['text']): Reason =>
    reason(text, { tag: 0x9f6c, value: ctq, section: 'JR/T 0025, CTQ' })
  const tell = (text: Reason['text'], reasons: Reason[]): ReturnType<Kernel['tell']> =>
    kernel.tell({ text, reasons })
  if (isSet(ctq, CTQ.deviceCvmPerformed)) {
    yield* tell(flashTexts.deviceVerified, [because(flashTexts.deviceCvm)])
    return undefined
  }
  if (online && isSet(ctq, CTQ.onlinePinRequired)) {
    const performed = yield* onlinePin(kernel)
    if (performed.kind === 'cancelled') return yield* kernel.stop('cancelled', { text: say.cancelled })
    if (performed.kind === 'failed') {
      const reasons = [because(flashTexts.pinDemanded), ...performed.reasons]
      return yield* kernel.stop('declined-by-terminal', { text: flashTexts.noPin, reasons })
    }
    transaction.cvmResults = Uint8Array.of(CVM.onlinePin, 0x00, 0x00)
    setBit(transaction.tsi, TSI.cardholderVerification)
    yield* tell(flashTexts.pinTaken, [because(flashTexts.pinDemanded), ...performed.reasons])
    return undefined
  }
  if (isSet(ctq, CTQ.signatureRequired)) {
    transaction.cvmResults = Uint8Array.of(CVM.signature, 0x00, 0x00)
    setBit(transaction.tsi, TSI.cardholderVerification)
    yield* tell(flashTexts.signature, [because(flashTexts.signatureDemanded)])
    return undefined
  }
  transaction.cvmResults = Uint8Array.of(CVM.none, 0x00, 0x02)
  yield* tell(flashTexts.noVerification, [because(flashTexts.nothingDemanded)])
  return undefined
}
