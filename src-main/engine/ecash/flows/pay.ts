import { ecashProgress, ecashSentences as say } from '../../../texts/phrases/ecash'
import type { LocalText } from '../../../texts/local-text'
import { uint } from '../../bytes/bytes'
import { hex, toHex } from '../../bytes/hex'
import { getDataObject } from '../../commands/iso7816/get-data'
import { contactTransaction } from '../../emv/contact-transaction'
import { flashPayTransaction } from '../../emv/flash-pay-transaction'
import { money } from '../../emv/reasons'
import type { Transaction } from '../../emv/transaction'
import type { TransactionStep } from '../../emv/transaction-journal'
import type { TransactionOptions } from '../../emv/transaction-options'
import type { TransactionResult } from '../../emv/transaction-result'
import { decodeTlv } from '../../tlv/tlv'
import type { HostAnswer, HostReply, ReversalReason } from '../../workflow/host'
import { Interruption } from '../../workflow/interruption'
import { online, progress, transmit, type Workflow } from '../../workflow/workflow'
import { APPROVED, answerTo } from '../entry/answers'
import { Entry } from '../entry/entry'
import type { EntryFacts } from '../entry/entry-facts'
import { authorisationId } from '../entry/request-ids'
import { settle } from '../entry/settle'
import { judgeByCard } from '../judge/judge-by-card'
import { readPurse, type PurseOutcome } from '../purse/read-purse'
import { amountRefusal } from '../purse/check-purse'
import { keepPurchase } from '../entry/keep-purchase'
import { commonFacts, type FlowContext, originOf } from './flow-context'
import type { FlowEnd } from './flow-end'
import { declinedEnd } from './scripted-flow'
import { setsBalance } from './script-balance'

export interface PayOptions {
  /** Minor units. */
  readonly amount: number
  readonly mode: 'flash' | 'contact'
  /** Demand an online authorisation. */
  readonly online: boolean
  /** False where the issuer cannot be asked from here. */
  readonly connected: boolean
}

interface Course {
  readonly context: FlowContext
  readonly options: PayOptions
  readonly entry: Entry
  answer?: HostAnswer
}

/**
 * Takes a payment: flash pay, or by contact from e-cash or the account behind the card, as card and terminal decide. What
 * the card gives away is durable in the journal before it is asked for it.
 */
export function* pay(context: FlowContext, options: PayOptions): Workflow<FlowEnd> {
  const unfit = amountRefusal(options.amount)
  if (unfit !== undefined) return unfit
  const course: Course = { context, options, entry: yield* Entry.begin() }
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

/** Writes what must be known should the card, the power or the program go away now. */
function* record(course: Course, step: TransactionStep, transaction: Transaction): Workflow<void> {
  const { entry } = course
  const ecash = transaction.path === 'ecash'
  switch (step.kind) {
    case 'before-last-record':
      return yield* entry.write('paying', {
        ...(yield* beginning(course, transaction, 'purchase-flash')),
        ...proof(course.context, transaction)
      })
    case 'last-record-read':
      return yield* entry.write('paid', { debited: true })
    case 'before-first-gac':
      if (step.requested !== 'TC' || !ecash) return
      return yield* entry.write('paying', {
        ...(yield* beginning(course, transaction, 'purchase-contact')),
        ...(yield* counter())
      })
    case 'after-first-gac':
      if (transaction.firstAc?.kind !== 'TC') return
      if (ecash) return yield* entry.write('paid', { debited: true, ...proof(course.context, transaction) })
      return yield* entry.write('approved', {
        ...(yield* beginning(course, transaction, 'purchase-offline')),
        ...proof(course.context, transaction)
      })
    case 'after-second-gac': {
      if (transaction.secondAc?.kind !== 'TC' || !entry.begun) return
      const alone = course.answer === undefined
      return yield* entry.write('approved', {
        ...(alone && { flow: 'purchase-offline' as const }),
        ...proof(course.context, transaction)
      })
    }
    default:
      return
  }
}

function* beginning(
  { context, options }: Course,
  transaction: Transaction,
  flow: EntryFacts['flow']
): Workflow<Partial<EntryFacts>> {
  const { atc, balanceBefore } = transaction
  const common = yield* commonFacts(context, transaction)
  const { amount } = options
  return {
    ...common,
    ...{ flow, amount },
    ...(atc !== undefined && { atc }),
    ...(balanceBefore !== undefined && { balanceBefore, balanceAfter: balanceBefore - amount })
  }
}

/** The transaction's counter, which the first GENERATE AC would only tell with its answer. */
function* counter(): Workflow<Pick<EntryFacts, 'atc'>> {
  const outcome = yield* transmit(getDataObject(0x9f36))
  const value = outcome.kind === 'data' ? decodeTlv(outcome.data).nodes[0]?.value : undefined
  return value?.length === 2 ? { atc: uint(value) } : {}
}

/** The card's approval, with all that the issuer will want to see of it. */
function proof({ chipText }: FlowContext, transaction: Transaction): Partial<EntryFacts> {
  const ac = transaction.secondAc ?? transaction.firstAc
  const { atc } = transaction
  return {
    ...(ac !== undefined && { tc: toHex(ac.value) }),
    ...(atc !== undefined && { atc }),
    chip: chipText(transaction.chipData())
  }
}

/** Asks the issuer, once the journal knows of it. */
function* authorise(course: Course, transaction: Transaction): Workflow<HostReply> {
  const { context, options, entry } = course
  const id = authorisationId(entry.id)
  const { firstAc, onlinePin } = transaction
  yield* entry.write('asked', {
    ...(yield* beginning(course, transaction, 'purchase-online')),
    requestId: id,
    ...(firstAc !== undefined && { arqc: toHex(firstAc.value) })
  })
  const reply = yield* online({
    kind: 'authorise',
    ...{
      id,
      origin: yield* originOf(context),
      service: { kind: 'purchase' } as const,
      amount: options.amount
    },
    ...{ currency: context.terminal.currency, chip: transaction.chipData() },
    ...(onlinePin !== undefined && { pin: onlinePin })
  })
  const answer = answerTo(id, reply)
  if (answer === undefined)
    return reply.kind === 'answer' ? { kind: 'no-answer', reason: 'malformed' } : reply
  // A purchase leaves the e-cash alone, whatever comes with its answer.
  if (!setsBalance(answer, undefined)) return { kind: 'no-answer', reason: 'malformed' }
  course.answer = answer
  return reply
}

function* conclude(course: Course, result: TransactionResult): Workflow<Omit<FlowEnd, 'story' | 'entry'>> {
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

/** E-cash: it is paid when the card debited and the terminal agreed; the journal has the proof. */
function* concludeEcash(
  course: Course,
  result: TransactionResult
): Workflow<Omit<FlowEnd, 'story' | 'entry'>> {
  const { entry, context } = course
  const { transaction, outcome } = result
  const { balanceAfter } = transaction
  const known =
    balanceAfter === undefined ? {} : { balanceAfter, balanceBefore: balanceAfter + course.options.amount }
  if (transaction.debited === 'yes') {
    if (outcome === 'approved-offline') {
      if (balanceAfter !== undefined) yield* entry.write('balance', known)
      return { ...paidEnd(entry.facts, balanceAfter), keepPurchase: true }
    }
    yield* entry.write('refund-due', { refundDue: true, ...known })
    return { outcome: 'interrupted', sentence: say.refundDue, advice: say.refundDueAdvice }
  }
  if (transaction.debited === 'no') return yield* nothing(entry, result)
  // An answer that says neither yes nor no: the card itself knows, if it is still there.
  const says = result.interruption === undefined ? yield* lookAgain(context, entry.facts) : undefined
  const verdict = says && judgeByCard(entry.facts, says)
  if (verdict?.kind === 'not-applied') return yield* nothing(entry, result)
  yield* entry.write('interrupted', {})
  return { outcome: 'interrupted', sentence: say.interrupted, advice: say.maybePaid }
}

function* nothing(entry: Entry, result: TransactionResult): Workflow<FlowEnd> {
  yield* entry.write('nothing', {}, 'nothing-happened')
  return ofStory(result)
}

function* lookAgain(context: FlowContext, { aid }: EntryFacts): Workflow<PurseOutcome | undefined> {
  const { terminal } = context
  try {
    return yield* readPurse({ terminal, interface: context.interface, logs: true, aid: hex(aid) })
  } catch (error) {
    if (error instanceof Interruption) return undefined
    throw error
  }
}

/** From the account: the issuer's yes counts when the card agreed to it, or was not needed any more (flash pay). */
function* concludeOnline(
  course: Course,
  result: TransactionResult
): Workflow<Omit<FlowEnd, 'story' | 'entry'>> {
  const { entry, answer, options } = course
  if (answer !== undefined && answer.arc !== APPROVED) {
    const { arc, reason } = answer
    yield* entry.write('declined', { arc, ...(reason !== undefined && { reason }) }, 'nothing-happened')
    return declinedEnd(answer)
  }
  yield* progress({ step: 'settle', text: ecashProgress.settling })
  if (result.outcome === 'approved-online' && answer !== undefined) {
    const { secondAc } = result.transaction
    const chip =
      options.mode === 'contact' && secondAc !== undefined ? { chip: result.transaction.chipData() } : {}
    const how = yield* settle(entry, 'confirm', { facts: { arc: answer.arc }, ...chip })
    if (how === 'refused') return refusedEnd()
    return how === 'later'
      ? { outcome: 'done', sentence: say.confirmLater, advice: say.confirmLaterAdvice }
      : paidEnd(entry.facts, undefined)
  }
  const { interruption } = result
  const refused = interruption === undefined ? 'card-refused' : 'card-removed'
  return yield* takenBack(entry, result, answer === undefined ? 'no-answer' : refused)
}

function* takenBack(
  entry: Entry,
  { interruption, story }: TransactionResult,
  reason: ReversalReason
): Workflow<FlowEnd> {
  const how = yield* settle(entry, 'reverse', { reason })
  if (how === 'refused') return refusedEnd()
  const advice = how === 'later' ? say.reverseLaterAdvice : say.reversedAdvice
  if (interruption !== undefined) return { outcome: 'interrupted', sentence: say.interrupted, advice }
  const outcome = how === 'later' ? 'interrupted' : 'nothing-happened'
  return { outcome, sentence: reason === 'no-answer' ? say.noAnswer : story.sentence, advice }
}

/** Approved by card and terminal alone. The issuer must not count what it was asked before and never answered. */
function* concludeOffline(
  course: Course,
  result: TransactionResult
): Workflow<Omit<FlowEnd, 'story' | 'entry'>> {
  const { entry } = course
  if (result.outcome !== 'approved-offline') {
    if (entry.facts.requestId === undefined) return yield* nothing(entry, result)
    return yield* takenBack(entry, result, 'card-refused')
  }
  const end = yield* keepPurchase(entry)
  return end.keepPurchase === true ? { ...paidEnd(entry.facts, undefined), keepPurchase: true } : end
}

function refusedEnd(): FlowEnd {
  return { outcome: 'interrupted', sentence: say.settlementRefused, advice: say.settlementRefusedAdvice }
}

function paidEnd({ amount = 0, currency }: EntryFacts, left: number | undefined): FlowEnd {
  const sentence = say.paid(money(amount, currency), left === undefined ? undefined : money(left, currency))
  return { outcome: 'done', sentence }
}

/** What the transaction's own story says, where nothing is left behind. */
function ofStory({ outcome, story }: TransactionResult): FlowEnd {
  const { sentence, advice } = story
  const more = advice === undefined ? {} : { advice }
  switch (outcome) {
    case 'cancelled':
      return { outcome: 'cancelled', sentence: say.cancelled }
    case 'interrupted':
    case 'try-again':
      return { outcome: 'interrupted', sentence, ...more }
    case 'declined-by-issuer':
    case 'declined-by-card':
    case 'declined-by-terminal':
      return { outcome: 'declined', sentence, ...more }
    default:
      return { outcome: 'refused', sentence, ...more }
  }
}
