import { emvPhrases } from '../../texts/phrases/emv'
import { issuerAuthenticationTexts as say } from '../../texts/phrases/emv-outcomes'
import { externalAuthenticate } from '../commands/emv/external-authenticate'
import type { Workflow } from '../workflow/workflow'
import type { Kernel } from './kernel'
import { reason, swReason } from './reasons'
import { AIP, isSet, setBit, TSI, TVR } from './verification-results'

const SECTION = 'EMV Book 3, 10.9'
const SHORTEST = 8
const LONGEST = 16

/**
 * Issuer authentication (EMV Book 3, 10.9): shows the issuer's proof (91) to the card by EXTERNAL AUTHENTICATE, where the
 * card does that; else the card looks at it with the second GENERATE AC. It is shown once only.
 */
export function* issuerAuthentication(kernel: Kernel): Workflow<void> {
  yield* kernel.enter('issuer-authentication')
  const { transaction } = kernel
  const proof = transaction.answer?.issuerAuthentication
  if (proof === undefined) {
    yield* kernel.tell({
      text: say.noProof,
      effect: 'info',
      reasons: [reason(say.absent, { tag: 0x91, section: SECTION })]
    })
    return
  }
  if (!isSet(transaction.card(0x82), AIP.issuerAuthentication)) {
    const reasons = [reason(say.withSecondAc, { tag: 0x82, value: transaction.card(0x82), section: SECTION })]
    yield* kernel.tell({ text: say.notByCommand, effect: 'info', reasons })
    return
  }
  setBit(transaction.tsi, TSI.issuerAuthentication)
  if (proof.length < SHORTEST || proof.length > LONGEST) {
    setBit(transaction.tvr, TVR.issuerAuthenticationFailed)
    const reasons = [reason(say.length(proof.length), { tag: 0x91, section: SECTION })]
    yield* kernel.tell({ text: say.failed, effect: 'caution', reasons })
    return
  }
  yield* kernel.record({ kind: 'before-issuer-authentication' })
  const outcome = yield* kernel.send(externalAuthenticate(proof))
  if (outcome.kind === 'authenticated') {
    yield* kernel.tell({
      text: say.authenticated,
      reasons: [reason(say.arpcRight, { tag: 0x91, section: SECTION })]
    })
    return
  }
  setBit(transaction.tvr, TVR.issuerAuthenticationFailed)
  const reasons = [reason(emvPhrases.cardSays, { tag: 0x91, section: SECTION }), swReason(outcome.sw)]
  yield* kernel.tell({ text: say.failed, effect: 'caution', reasons })
}
