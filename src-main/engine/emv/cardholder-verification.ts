import type { Reason } from '../../contract/payment'
import { cvmTexts as say } from '../../texts/phrases/emv-decisions'
import { cvmPhrases } from '../../texts/phrases/values'
import type { LocalText } from '../../texts/local-text'
import { ask, type Workflow } from '../workflow/workflow'
import { amountText } from '../trace/explain/values/money'
import { conditionMet, CVM, type CvmRule, type CvmRules, readCvmList, supportsMethod } from './cvm-list'
import type { Kernel, PhaseResult } from './kernel'
import { verifyOfflinePin } from './offline-pin'
import { reason, swReason } from './reasons'
import { AIP, type Bit, CAPABILITY, isSet, setBit, TSI, TVR } from './verification-results'

const SECTION = 'EMV Book 3, 10.5'
/** Third byte of the results (9F34). */
const RESULT = { unknown: 0x00, failed: 0x01, successful: 0x02 } as const
const NO_METHOD = 0x3f

/** What became of one method. */
type Performed =
  | { readonly kind: 'successful' | 'unknown'; readonly reasons: readonly Reason[] }
  | { readonly kind: 'failed'; readonly reasons: readonly Reason[] }
  | { readonly kind: 'cancelled' }

/**
 * Cardholder verification (EMV Book 3, 10.5): the first rule of the card's list whose condition is met and whose method
 * succeeds. E-cash is paid without (JR/T 0025, e-cash). Ends the transaction only where the person stops it.
 */
export function* cardholderVerification(kernel: Kernel): PhaseResult {
  yield* kernel.enter('cardholder-verification')
  const { transaction } = kernel
  if (transaction.path === 'ecash') {
    yield* kernel.tell({
      text: say.ecash,
      reasons: [reason(say.ecashRule, { section: 'JR/T 0025, e-cash' })]
    })
    return undefined
  }
  if (!isSet(transaction.card(0x82), AIP.cardholderVerification)) {
    const reasons = [reason(say.aipBit, { tag: 0x82, value: transaction.card(0x82), section: SECTION })]
    yield* kernel.tell({ text: say.notWanted, effect: 'info', reasons })
    return undefined
  }
  const list = transaction.card(0x8e)
  const rules = list && readCvmList(list)
  if (rules === undefined) {
    setBit(transaction.tvr, TVR.iccDataMissing)
    const reasons = [reason(say.noList, { tag: 0x8e, section: SECTION })]
    yield* kernel.tell({ text: say.notPossible, effect: 'caution', reasons })
    return undefined
  }
  return yield* goThrough(kernel, rules)
}

function* goThrough(kernel: Kernel, rules: CvmRules): PhaseResult {
  const { transaction } = kernel
  const passedOver: Reason[] = []
  let last: CvmRule | undefined
  for (const rule of rules.rules) {
    const met = conditionMet(transaction, rule, rules)
    if (met !== true) {
      passedOver.push(reason(say.conditionNotMet(ruleText(rule, rules)), { tag: 0x8e, section: SECTION }))
      continue
    }
    last = rule
    const performed = yield* perform(kernel, rule)
    if (performed.kind === 'cancelled') return yield* kernel.stop('cancelled', { text: say.cancelled })
    const reasons = [...passedOver, reason(ruleText(rule, rules), { tag: 0x8e }), ...performed.reasons]
    if (performed.kind !== 'failed') {
      finish(kernel, rule, performed.kind)
      yield* kernel.tell({ text: say.done(cvmPhrases.method(rule.code)), reasons })
      return undefined
    }
    passedOver.push(...performed.reasons)
    if (!rule.elseNext) break
  }
  setBit(transaction.tvr, TVR.cvmFailed)
  finish(kernel, last, 'failed')
  yield* kernel.tell({ text: say.failed, effect: 'caution', reasons: passedOver })
  return undefined
}

function ruleText(rule: CvmRule, { x, y }: CvmRules): LocalText {
  const when = cvmPhrases.condition(rule.condition, amountText(x, 'CNY').en, amountText(y, 'CNY').en)
  return cvmPhrases.rule(cvmPhrases.method(rule.code), when, undefined)
}

function finish({ transaction }: Kernel, rule: CvmRule | undefined, result: keyof typeof RESULT): void {
  transaction.cvmResults = Uint8Array.of(rule?.code ?? NO_METHOD, rule?.condition ?? 0, RESULT[result])
  setBit(transaction.tsi, TSI.cardholderVerification)
}

function* perform(kernel: Kernel, { method }: CvmRule): Workflow<Performed> {
  const { transaction } = kernel
  const supported = supportsMethod(transaction, method)
  if (supported === undefined) {
    setBit(transaction.tvr, TVR.cvmUnknown)
    return failed(reason(say.unknownMethod, { tag: 0x8e, section: SECTION }))
  }
  if (!supported) {
    const isPin = method >= CVM.plainPin && method <= CVM.encipheredPinAndSignature
    if (isPin && !hasPinPad(transaction.terminal.capabilities)) setBit(transaction.tvr, TVR.pinPadMissing)
    return failed(reason(say.unsupported, { tag: 0x9f33, value: transaction.terminal.capabilities }))
  }
  switch (method) {
    case CVM.fail:
      return failed(reason(say.mustFail, { tag: 0x8e, section: SECTION }))
    case CVM.none:
      return { kind: 'successful', reasons: [] }
    case CVM.signature:
      return { kind: 'unknown', reasons: [reason(say.signatureLater)] }
    case CVM.onlinePin:
      return yield* onlinePin(kernel)
    case CVM.document:
      return yield* document(kernel)
    case CVM.encipheredPin:
    case CVM.encipheredPinAndSignature:
      return yield* offlinePin(kernel, 'enciphered', method === CVM.encipheredPinAndSignature)
    default:
      return yield* offlinePin(kernel, 'plain', method === CVM.plainPinAndSignature)
  }
}

function failed(...reasons: readonly Reason[]): Performed {
  return { kind: 'failed', reasons }
}

function hasPinPad(capabilities: Uint8Array): boolean {
  const pins: readonly Bit[] = [
    CAPABILITY.plainOfflinePin,
    CAPABILITY.encipheredOfflinePin,
    CAPABILITY.onlinePin
  ]
  return pins.some((bit) => isSet(capabilities, bit))
}

function* offlinePin(
  kernel: Kernel,
  method: 'plain' | 'enciphered',
  withSignature: boolean
): Workflow<Performed> {
  const { tvr } = kernel.transaction
  const result = yield* verifyOfflinePin(kernel, method)
  switch (result.kind) {
    case 'cancelled':
      return result
    case 'verified':
      return withSignature
        ? { kind: 'unknown', reasons: [reason(say.pinRight), reason(say.signatureLater)] }
        : { kind: 'successful', reasons: [reason(say.pinRight)] }
    case 'not-entered':
      setBit(tvr, TVR.pinNotEntered)
      return failed(reason(say.pinNotEntered, { tag: 0x95 }))
    case 'blocked':
      setBit(tvr, TVR.pinTriesExceeded)
      return failed(reason(say.pinBlocked, { tag: 0x9f17, section: 'EMV Book 3, 10.5.1' }))
    case 'not-possible':
      return failed(reason(say.pinNotPossible), ...(result.sw === undefined ? [] : [swReason(result.sw)]))
  }
}

/** The issuer checks it; whether it was right comes with its answer (EMV Book 3, 10.5.2). */
export function* onlinePin({ transaction }: Kernel): Workflow<Performed> {
  const reply = yield* ask({
    ...{ kind: 'pin', purpose: 'online', amount: transaction.request.amount },
    currency: transaction.terminal.currency
  })
  if (reply.kind === 'cancelled') return reply
  if (reply.pin === undefined) {
    setBit(transaction.tvr, TVR.pinNotEntered)
    return failed(reason(say.pinNotEntered, { tag: 0x95 }))
  }
  transaction.onlinePin = reply.pin
  setBit(transaction.tvr, TVR.onlinePinEntered)
  return { kind: 'unknown', reasons: [reason(say.pinForIssuer, { section: 'EMV Book 3, 10.5.2' })] }
}

/** PBOC: the person at the counter compares the identity document with what the card names (9F61, 9F62). */
function* document({ transaction }: Kernel): Workflow<Performed> {
  const named = transaction.card(0x9f61) !== undefined
  if (!named) return failed(reason(say.noDocument, { tag: 0x9f61, section: 'JR/T 0025' }))
  const reply = yield* ask({ kind: 'confirm', text: say.compareDocument })
  if (reply.kind === 'cancelled') return reply
  return reply.yes
    ? { kind: 'successful', reasons: [reason(say.documentRight)] }
    : failed(reason(say.documentWrong))
}
