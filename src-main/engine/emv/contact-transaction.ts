import { emvPhrases } from '../../texts/phrases/emv'
import { completionTexts as say } from '../../texts/phrases/emv-outcomes'
import type { AcKind } from '../commands/emv/generate-ac'
import type { Workflow } from '../workflow/workflow'
import { buildCandidateList, chooseCandidate, finalSelect } from './application-selection'
import { cardholderVerification } from './cardholder-verification'
import { complete, readBalanceLeft } from './completion'
import { firstGenerateAc } from './first-generate-ac'
import { initiateApplication } from './initiate-application'
import { issuerAuthentication } from './issuer-authentication'
import { issuerScriptProcessing } from './issuer-script-processing'
import { type Ending, type Kernel, openKernel, type PhaseResult } from './kernel'
import { offlineDataAuthentication } from './offline-data-authentication'
import { onlineProcessing, setArc } from './online-processing'
import { preProcess } from './pre-processing'
import { processingRestrictions } from './processing-restrictions'
import { readApplicationData } from './read-application-data'
import { money, reason, swReason } from './reasons'
import { secondGenerateAc } from './second-generate-ac'
import { canGoOnline, declinesOffline, terminalActionAnalysis } from './terminal-action-analysis'
import { terminalRiskManagement } from './terminal-risk-management'
import { runKernel, type TransactionResult } from './transaction-result'
import type { TransactionOptions } from './transaction-options'

/**
 * A whole PBOC debit, credit or e-cash transaction over the contacts, or as full debit/credit over the air (EMV Book 3, 8;
 * JR/T 0025). A card that goes away, and a person who stops, come back as outcomes.
 */
export function* contactTransaction(options: TransactionOptions): Workflow<TransactionResult> {
  const kernel = yield* openKernel(options, 'contact')
  return yield* runKernel(kernel, phases)
}

function* phases(kernel: Kernel): Workflow<Ending> {
  const early = yield* contactToActionAnalysis(kernel)
  return early.kind === 'ended' ? early.ending : yield* contactFromFirstAc(kernel, early)
}

type Analysed =
  | { readonly kind: 'ended'; readonly ending: Ending }
  | { readonly kind: 'analysed'; readonly requested: AcKind; readonly cda: boolean }

/** Everything before the first GENERATE AC: nothing has been debited, nobody was asked. */
function* contactToActionAnalysis(kernel: Kernel): Workflow<Analysed> {
  const ended = (ending: Ending): Analysed => ({ kind: 'ended', ending })
  const unfit = yield* preProcess(kernel)
  if (unfit !== undefined) return ended(unfit)
  const started = yield* startApplication(kernel)
  if (started !== undefined) return ended(started)
  const unreadable = yield* readApplicationData(kernel)
  if (unreadable !== undefined) return ended(unreadable)
  const refused = yield* admission(kernel)
  if (refused !== undefined) return ended(refused)
  const { cda } = yield* offlineDataAuthentication(kernel)
  yield* processingRestrictions(kernel)
  const stopped = yield* cardholderVerification(kernel)
  if (stopped !== undefined) return ended(stopped)
  yield* terminalRiskManagement(kernel)
  const requested = yield* terminalActionAnalysis(kernel, canGoOnline(kernel))
  return { kind: 'analysed', requested, cda }
}

/** Selects an application that begins; one that refuses to is passed over for the next (EMV Book 3, 10.1). */
function* startApplication(kernel: Kernel): PhaseResult {
  const list = yield* buildCandidateList(kernel)
  if (list.kind === 'ended') return list.ending
  let candidates = list.candidates
  let blocked = false
  let lastSw: number | undefined
  while (candidates.length > 0) {
    const chosen = yield* chooseCandidate(candidates)
    if (chosen === undefined) return yield* kernel.stop('cancelled', { text: emvPhrases.notChosen })
    candidates = candidates.filter((candidate) => candidate !== chosen)
    const selection = yield* finalSelect(kernel, chosen)
    if (selection.kind === 'selected') {
      const initiation = yield* initiateApplication(kernel)
      if (initiation.kind === 'initiated') return undefined
      if (initiation.kind === 'ended') return initiation.ending
      lastSw = initiation.sw
    } else {
      blocked = blocked || selection.blocked
      lastSw = selection.sw
    }
    yield* kernel.tell({
      text:
        selection.kind === 'selected'
          ? emvPhrases.applicationRefused
          : emvPhrases.applicationUnusable(blocked),
      effect: 'caution',
      reasons: lastSw === undefined ? [] : [swReason(lastSw)]
    })
  }
  const told = { text: emvPhrases.noneLeft(blocked), reasons: lastSw === undefined ? [] : [swReason(lastSw)] }
  return yield* kernel.stop(
    'not-possible',
    told,
    blocked ? emvPhrases.adviceIssuer : emvPhrases.adviceOtherCard
  )
}

/** Whoever runs the transaction may still say no, now that the card is known. */
export function* admission(kernel: Kernel): PhaseResult {
  const { admit } = kernel.options
  const text = admit === undefined ? undefined : yield* admit(kernel.transaction)
  return text === undefined ? undefined : yield* kernel.stop('not-possible', { text })
}

/** From the first GENERATE AC to the end. */
function* contactFromFirstAc(
  kernel: Kernel,
  { requested, cda }: { readonly requested: AcKind; readonly cda: boolean }
): Workflow<Ending> {
  const first = yield* firstGenerateAc(kernel, requested, cda)
  if (first.kind === 'ended') return first.ending
  const { transaction } = kernel
  switch (first.ac.kind) {
    case 'TC':
      if (transaction.path === 'ecash') yield* readBalanceLeft(kernel)
      if (first.signatureFailed)
        return yield* complete(kernel, say.signatureFailed(transaction.debited === 'yes'))
      return yield* complete(kernel, say.approvedOffline(ownMoney(kernel)))
    case 'AAC':
      if (transaction.application?.blocked === true) return yield* scriptForBlocked(kernel)
      return yield* complete(kernel, requested === 'AAC' ? say.declinedByTerminal : say.declinedByCard)
    case 'ARQC':
      return first.signatureFailed
        ? yield* endAfterArqc(kernel, { approve: false, arc: 'Z1', cda, ending: say.signatureFailed(false) })
        : yield* goOnline(kernel, cda)
  }
}

/** What an e-cash payment took off the card, in words; undefined where no e-cash paid. */
function ownMoney({
  transaction: { debited, request, terminal }
}: Kernel): ReturnType<typeof money> | undefined {
  return debited === 'yes' ? money(request.amount, terminal.currency) : undefined
}

function* goOnline(kernel: Kernel, cda: boolean): Workflow<Ending> {
  const { transaction } = kernel
  const result = yield* onlineProcessing(kernel)
  if (result.kind === 'unable') {
    const reasons = declinesOffline(transaction)
    const approve = reasons.length === 0
    const ending = approve ? say.approvedOffline(undefined) : say.unableToGoOnline
    return yield* endAfterArqc(kernel, { approve, arc: approve ? 'Y3' : 'Z3', cda, ending, reasons })
  }
  if (result.approved) transaction.path = 'account'
  yield* issuerAuthentication(kernel)
  yield* issuerScriptProcessing(kernel, 0x71)
  const ending = result.approved ? say.approvedOnline : say.declinedByIssuer
  return yield* endAfterArqc(kernel, { approve: result.approved, arc: result.answer.arc, cda, ending })
}

interface End {
  readonly approve: boolean
  readonly arc: string
  readonly cda: boolean
  /** What it comes to where the card agrees. */
  readonly ending: Ending
  readonly reasons?: ReturnType<typeof declinesOffline>
}

function* endAfterArqc(kernel: Kernel, { approve, arc, cda, ending, reasons = [] }: End): Workflow<Ending> {
  setArc(kernel, arc)
  const requested = approve ? 'TC' : 'AAC'
  const why = [reason(emvPhrases.responseCode(arc), { tag: 0x8a }), ...reasons]
  const second = yield* secondGenerateAc(kernel, { requested, cda, why })
  if (second.kind === 'ended') return second.ending
  yield* issuerScriptProcessing(kernel, 0x72)
  if (second.signatureFailed) return yield* complete(kernel, say.signatureFailed(false))
  return yield* complete(kernel, approve && second.ac.kind === 'AAC' ? say.declinedByCard : ending, reasons)
}

/** A blocked application gives nothing but an AAC: evidence for its issuer, who may send the script that unblocks it. */
function* scriptForBlocked(kernel: Kernel): Workflow<Ending> {
  const result = yield* onlineProcessing(kernel)
  if (result.kind === 'unable') return yield* complete(kernel, say.unableToGoOnline)
  yield* issuerScriptProcessing(kernel, 0x71)
  yield* issuerScriptProcessing(kernel, 0x72)
  return yield* complete(kernel, result.approved ? say.approvedOnline : say.declinedByIssuer)
}
