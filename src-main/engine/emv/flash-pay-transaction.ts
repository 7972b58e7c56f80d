import { emvPhrases as say } from '../../texts/phrases/emv'
import { authenticationTexts } from '../../texts/phrases/emv-authentication'
import { acTexts, restrictionTexts } from '../../texts/phrases/emv-decisions'
import { completionTexts, flashTexts } from '../../texts/phrases/emv-outcomes'
import { getProcessingOptions } from '../commands/emv/get-processing-options'
import { noWayBack, type Workflow } from '../workflow/workflow'
import { amountOf } from './amount'
import { type LocatedRecord, readAfl } from './application-file-locator'
import { buildCandidateList, finalSelect } from './application-selection'
import { complete } from './completion'
import { admission } from './contact-transaction'
import { acReasons } from './first-generate-ac'
import { mayHaveActed } from './generate-ac'
import { flashCardholderVerification } from './flash-cardholder-verification'
import { readFlashOptions } from './flash-options'
import { MOST_PDOL_DATA } from './initiate-application'
import { readIssuerApplicationData } from './issuer-application-data'
import { type Ending, type Kernel, openKernel, type PhaseResult } from './kernel'
import { fastAuthentication, whyFailed } from './offline-data-authentication'
import { onlineProcessing } from './online-processing'
import { preProcessFlash } from './pre-processing'
import { dateReasons } from './processing-restrictions'
import { dataProblem, type FetchedRecord, fetchRecord, readOne, takeRecord } from './read-application-data'
import { money, reason, swReason } from './reasons'
import { canGoOnline } from './terminal-action-analysis'
import { exceptionReasons } from './terminal-risk-management'
import { dolData } from './terminal-objects'
import type { Transaction } from './transaction'
import type { TransactionOptions } from './transaction-options'
import { runKernel, type TransactionResult } from './transaction-result'
import { CTQ, isSet, setBit, TSI, TTQ, TVR } from './verification-results'

const SECTION = 'JR/T 0025, qPBOC'
const TAG_TTQ = 0x9f66

/**
 * A flash-pay (qPBOC) transaction: PPSE, application, one GET PROCESSING OPTIONS in which the card decides, and, for an
 * offline approval, the records of its AFL; nothing else is sent. What is left is done without the card (JR/T 0025).
 */
export function* flashPayTransaction(options: TransactionOptions): Workflow<TransactionResult> {
  const kernel = yield* openKernel(options, 'flash')
  return yield* runKernel(kernel, phases)
}

function* phases(kernel: Kernel): Workflow<Ending> {
  const unfit = yield* preProcessFlash(kernel)
  if (unfit !== undefined) return unfit
  const unselected = yield* selectFirst(kernel)
  if (unselected !== undefined) return unselected
  const undecided = yield* processingOptions(kernel)
  if (undecided !== undefined) return undecided
  const refused = yield* admission(kernel)
  if (refused !== undefined) return refused
  switch (kernel.transaction.firstAc?.kind) {
    case 'TC':
      return yield* approvedByCard(kernel)
    case 'ARQC':
      return yield* onlineWithoutCard(kernel)
    default:
      return yield* complete(kernel, completionTexts.declinedByCard)
  }
}

/** The first of the card's applications that the terminal takes; there is no time to ask anybody (Book B, 3.3). */
function* selectFirst(kernel: Kernel): PhaseResult {
  const list = yield* buildCandidateList(kernel)
  if (list.kind === 'ended') return list.ending
  for (const candidate of list.candidates) {
    const selection = yield* finalSelect(kernel, candidate)
    if (selection.kind === 'selected') return undefined
    const reasons = selection.sw === undefined ? [] : [swReason(selection.sw)]
    yield* kernel.tell({ text: say.applicationUnusable(selection.blocked), effect: 'caution', reasons })
  }
  return yield* kernel.stop('not-possible', { text: say.noneLeft(false) }, say.adviceOtherCard)
}

/** Initiate application: the card gets everything at once, and decides (JR/T 0025, qPBOC). */
function* processingOptions(kernel: Kernel): PhaseResult {
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
function noteBalance(transaction: Transaction): void {
  const { firstAc, request } = transaction
  const stated =
    (firstAc?.iad && readIssuerApplicationData(firstAc.iad)?.balance) ?? amountOf(transaction.card(0x9f5d))
  if (stated === undefined) return
  if (firstAc?.kind === 'TC') {
    transaction.balanceAfter = stated
    transaction.balanceBefore = stated + request.amount
  } else transaction.balanceBefore = stated
}

/** A TC: all records are read, and the last one takes the money; then the card may leave. */
function* approvedByCard(kernel: Kernel): Workflow<Ending> {
  const { transaction } = kernel
  if (isSet(transaction.object(TAG_TTQ), TTQ.onlineCryptogramRequired)) {
    return yield* kernel.stop(
      'declined-by-terminal',
      { text: flashTexts.againstDemand },
      flashTexts.adviceContact
    )
  }
  const unread = yield* readAllRecords(kernel)
  if (unread !== undefined) return unread
  noteBalance(transaction)
  const refusals = [...(yield* afterRemoval(kernel)), ...exceptionReasons(transaction)]
  if (refusals.length > 0) return yield* refuse(kernel)
  yield* flashCardholderVerification(kernel, false)
  const { currency } = transaction.terminal
  const left = transaction.balanceAfter
  const reasons = left === undefined ? [] : [reason(flashTexts.left(money(left, currency)), { tag: 0x9f10 })]
  return yield* complete(
    kernel,
    completionTexts.approvedOffline(money(transaction.request.amount, currency)),
    reasons
  )
}

function* readAllRecords(kernel: Kernel): PhaseResult {
  yield* kernel.enter('read-application-data')
  const { transaction } = kernel
  const list = transaction.card(0x94)
  const afl = readAfl(list ?? new Uint8Array(0))
  if (afl.kind === 'bad') {
    const told = {
      text: say.cardDataUnusable,
      reasons: [reason(say.aflBad(afl.entry), { tag: 0x94, value: list })]
    }
    return yield* kernel.stop('not-possible', told, say.adviceOtherCard)
  }
  for (const [index, place] of afl.records.entries()) {
    const last = index === afl.records.length - 1
    const problem = last
      ? yield* takeRecord(kernel, place, yield* fetchLast(kernel, place))
      : yield* readOne(kernel, place)
    if (problem !== undefined) return problem
  }
  yield* kernel.tell({
    text: flashTexts.read(afl.records.length),
    reasons: [reason(flashTexts.debited, { section: SECTION })]
  })
  return undefined
}

/** The record that debits: what the card approved is durable before it is asked for. */
function* fetchLast(kernel: Kernel, place: LocatedRecord): Workflow<FetchedRecord> {
  const { transaction } = kernel
  yield* noWayBack()
  yield* kernel.record({ kind: 'before-last-record' })
  transaction.debited = 'maybe'
  const fetched = yield* fetchRecord(kernel, place)
  if (fetched.kind === 'read') {
    // It came, so the card has debited, whatever is in it.
    transaction.debited = 'yes'
    yield* kernel.record({ kind: 'last-record-read' })
  } else if (!mayHaveActed(fetched.sw)) transaction.debited = 'no'
  return fetched
}

/** Data authentication and dates, when the card is gone already; what speaks against the payment (JR/T 0025, qPBOC). */
function* afterRemoval(kernel: Kernel): Workflow<ReturnType<typeof dateReasons>> {
  const { transaction } = kernel
  yield* kernel.enter('offline-data-authentication')
  const authentication = yield* fastAuthentication(kernel)
  const good = authentication.outcome.kind === 'authenticated'
  setBit(transaction.tsi, TSI.oda)
  if (!good) setBit(transaction.tvr, TVR.ddaFailed)
  const why = good ? [] : [reason(whyFailed(authentication), { section: 'JR/T 0025, fDDA' })]
  yield* kernel.tell({
    text: good ? authenticationTexts.authenticated('fdda') : authenticationTexts.failed('fdda'),
    effect: good ? 'ok' : 'caution',
    reasons: good ? [reason(authenticationTexts.chain, { section: 'JR/T 0025, fDDA' })] : why
  })
  yield* kernel.enter('processing-restrictions')
  const dates = dateReasons(transaction)
  const text = dates.length === 0 ? restrictionTexts.unrestricted : restrictionTexts.restricted
  yield* kernel.tell({ text, effect: dates.length === 0 ? 'ok' : 'caution', reasons: dates })
  return [...why, ...dates]
}

/** The card approved and the terminal may not: another interface where the card says so, else no (JR/T 0025, CTQ). */
function* refuse(kernel: Kernel): Workflow<Ending> {
  const { transaction } = kernel
  const ctq = transaction.card(0x9f6c)
  const odaFailed = isSet(transaction.tvr, TVR.ddaFailed)
  const taken = transaction.debited === 'yes'
  if (odaFailed && isSet(ctq, CTQ.switchInterfaceIfOdaFails)) {
    return yield* complete(kernel, completionTexts.useContact(taken))
  }
  return yield* complete(
    kernel,
    odaFailed ? completionTexts.signatureFailed(taken) : completionTexts.refusedAfterwards(taken)
  )
}

/** An ARQC: the card is not needed any more; the issuer decides. */
function* onlineWithoutCard(kernel: Kernel): Workflow<Ending> {
  const { transaction } = kernel
  yield* kernel.enter('processing-restrictions')
  const against = [...dateReasons(transaction), ...exceptionReasons(transaction)]
  const goesOnAnyway = isSet(transaction.card(0x9f6c), CTQ.onlineIfExpired)
  const text = against.length === 0 ? restrictionTexts.unrestricted : restrictionTexts.restricted
  yield* kernel.tell({ text, effect: against.length === 0 ? 'ok' : 'caution', reasons: against })
  const listed = isSet(transaction.tvr, TVR.onExceptionFile)
  if (listed || (against.length > 0 && !goesOnAnyway)) {
    return yield* complete(kernel, completionTexts.refusedAfterwards(false))
  }
  if (!canGoOnline(kernel)) return yield* complete(kernel, completionTexts.unableToGoOnline)
  const stopped = yield* flashCardholderVerification(kernel, true)
  if (stopped !== undefined) return stopped
  const result = yield* onlineProcessing(kernel)
  if (result.kind === 'unable') return yield* complete(kernel, completionTexts.unableToGoOnline)
  return yield* complete(
    kernel,
    result.approved ? completionTexts.approvedOnline : completionTexts.declinedByIssuer
  )
}
