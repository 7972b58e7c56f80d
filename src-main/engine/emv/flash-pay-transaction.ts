import { emvPhrases as say } from '../../texts/phrases/emv'
import { authenticationTexts } from '../../texts/phrases/emv-authentication'
import { restrictionTexts } from '../../texts/phrases/emv-decisions'
import { completionTexts, flashTexts } from '../../texts/phrases/emv-outcomes'
import { noWayBack, type Workflow } from '../workflow/workflow'
import { authenticationReasons, whyFailed } from './authentication-reasons'
import { type LocatedRecord, readAfl } from './application-file-locator'
import { buildCandidateList, finalSelect } from './application-selection'
import { complete } from './completion'
import { admission } from './contact-transaction'
import { mayHaveActed } from './generate-ac'
import { initiateFlashPay, noteBalance, TAG_TTQ } from './flash-initiate-application'
import { flashCardholderVerification } from './flash-cardholder-verification'
import { type Ending, type Kernel, openKernel, type PhaseResult } from './kernel'
import { fastAuthentication } from './offline-data-authentication'
import { onlineProcessing } from './online-processing'
import { preProcessFlash } from './pre-processing'
import { dateReasons } from './processing-restrictions'
import { type FetchedRecord, fetchRecord, readOne, takeRecord } from './read-application-data'
import { money, reason, swReason } from './reasons'
import { canGoOnline } from './terminal-action-analysis'
import { exceptionReasons } from './terminal-risk-management'
import type { TransactionOptions } from './transaction-options'
import { runKernel, type TransactionResult } from './transaction-result'
import { CTQ, isSet, setBit, TSI, TTQ, TVR } from './verification-results'

const SECTION = 'JR/T 0025, qPBOC'

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
  const undecided = yield* initiateFlashPay(kernel)
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
  const section = 'JR/T 0025, fDDA'
  const why = good ? [] : [reason(whyFailed(authentication), { section })]
  yield* kernel.tell({
    text: good ? authenticationTexts.authenticated('fdda') : authenticationTexts.failed('fdda'),
    effect: good ? 'ok' : 'caution',
    reasons: authenticationReasons(transaction, authentication, section)
  })
  yield* kernel.enter('processing-restrictions')
  const dates = dateReasons(transaction)
  const text = dates.length === 0 ? restrictionTexts.unrestricted : restrictionTexts.restricted
  yield* kernel.tell({ text, effect: dates.length === 0 ? 'ok' : 'caution', reasons: dates })
  return [...why, ...dates]
}

/**
 * The card approved and the terminal may not: another interface where the card says so, else no (JR/T 0025, CTQ). Where the
 * card would let the issuer decide (CTQ, byte 1, bit 6), the terminal does not ask: the e-cash has paid with the last record,
 * and an online approval would have the account pay a second time. The amount is given back instead.
 */
function* refuse(kernel: Kernel): Workflow<Ending> {
  const { transaction } = kernel
  const ctq = transaction.card(0x9f6c)
  const odaFailed = isSet(transaction.tvr, TVR.ddaFailed)
  const taken = transaction.debited === 'yes'
  if (!odaFailed) return yield* complete(kernel, completionTexts.refusedAfterwards(taken))
  const reasons =
    isSet(ctq, CTQ.onlineIfOdaFails) && canGoOnline(kernel)
      ? [reason(flashTexts.notOnlineAnyMore, { tag: 0x9f6c, value: ctq, section: 'JR/T 0025, CTQ' })]
      : []
  const elsewhere = isSet(ctq, CTQ.switchInterfaceIfOdaFails)
  return yield* complete(
    kernel,
    elsewhere ? completionTexts.useContact(taken) : completionTexts.signatureFailed(taken),
    reasons
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
