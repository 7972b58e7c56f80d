import { ecashProgress, ecashRefusals, ecashSentences as say } from '../../../texts/phrases/ecash'
import type { LocalText } from '../../../texts/local-text'
import { toHex } from '../../bytes/hex'
import type { Secret } from '../../crypto/secret'
import { contactTransaction } from '../../emv/contact-transaction'
import { readIssuerApplicationData } from '../../emv/issuer-application-data'
import type { Transaction } from '../../emv/transaction'
import type { TransactionStep } from '../../emv/transaction-journal'
import type { TransactionType } from '../../emv/transaction-type'
import type { TransactionResult } from '../../emv/transaction-result'
import type { HostAnswer, HostReply, HostService, ReversalReason } from '../../workflow/host'
import { isApproval } from '../../workflow/response-code'
import { online, progress, type Workflow } from '../../workflow/workflow'
import { answerTo } from '../entry/answers'
import { Entry } from '../entry/entry'
import type { EntryFacts } from '../entry/entry-facts'
import { authorisationId } from '../entry/request-ids'
import { settle, type Settled } from '../entry/settle'
import { judgeByCard } from '../judge/judge-by-card'
import { judgeByJournal } from '../judge/judge-by-journal'
import type { Purse } from '../purse/purse'
import { concludeDeclined, isUsable, onlyBlocks } from './declined'
import { commonFacts, type FlowContext, originOf } from './flow-context'
import { ambiguousEnd, type FlowEnd, settlementRefusedEnd } from './flow-end'
import { lookAgain } from './look-again'

/** Something that the issuer does on the card by a script. */
export interface ScriptedPlan {
  /** The card as it was read just now; the flow goes on with no other. */
  readonly purse: Purse
  /** What the entry says of it: the flow and its particulars. */
  readonly facts: Pick<EntryFacts, 'flow'> & Partial<EntryFacts>
  readonly type: TransactionType
  readonly service: HostService
  /** 9F02; 0 where the service has no amount of its own. */
  readonly amount: number
  /** For the issuer to check. */
  readonly pin?: Secret
  /** What the card shall hold afterwards, by what it proves to hold and what the issuer says; undefined: the same as before. */
  readonly target: (before: number, answer: HostAnswer) => number | undefined
  /** Said when it is done. */
  readonly done: (facts: EntryFacts) => LocalText
}

/** What the hooks note on the way; the journal has the rest. */
interface Course {
  answer?: HostAnswer
  balanceAfter?: number
  /** Whether a script command may have reached the card, how many it took, and whether one was refused for certain. */
  sent: boolean
  took: number
  refused: boolean
}

/**
 * Runs a plan on the card: an online transaction with the issuer's script after it. The journal is ahead of every step that
 * cannot be undone, and the card's own data decide how it came out.
 */
export function* scriptedFlow(context: FlowContext, plan: ScriptedPlan): Workflow<FlowEnd> {
  const entry = yield* Entry.begin()
  const course: Course = { sent: false, took: 0, refused: false }
  const result = yield* contactTransaction({
    terminal: context.terminal,
    interface: context.interface,
    caKeys: context.caKeys,
    request: {
      ...{ type: plan.type, amount: plan.amount, forceOnline: true, ecash: 'never' },
      aid: plan.purse.aid
    },
    admit: (transaction) => admit(context, plan, transaction),
    authorise: (transaction) => authorise(context, plan, { entry, course }, transaction),
    journal: { record: (step) => record({ entry, course }, step) }
  })
  if (!entry.begun) return { ...notBegun(result), story: result.story }
  return { ...(yield* conclude(context, plan, { entry, course, result })), story: result.story, entry }
}

interface Working {
  readonly entry: Entry
  readonly course: Course
}

/** No other card than the one that was looked at, and not while something is open for it. */
function* admit(
  { reference, blockedBy }: FlowContext,
  { purse }: ScriptedPlan,
  { pan, psn }: Transaction
): Workflow<LocalText | undefined> {
  yield* progress({ step: 'check-card', text: ecashProgress.checking })
  const card = reference(pan ?? '', psn)
  return card === reference(purse.pan, purse.psn) ? blockedBy(card) : ecashRefusals.otherCard
}

/** Asks the issuer, once the journal knows of it. An answer that would set another balance than it should is none. */
function* authorise(
  context: FlowContext,
  plan: ScriptedPlan,
  { entry, course }: Working,
  transaction: Transaction
): Workflow<HostReply> {
  const id = authorisationId(entry.id)
  const { atc, firstAc } = transaction
  const stated = firstAc?.iad && readIssuerApplicationData(firstAc.iad)?.balance
  const before = stated ?? plan.purse.balance
  yield* entry.write('asked', {
    ...plan.facts,
    ...(yield* commonFacts(context, transaction)),
    requestId: id,
    balanceBefore: before,
    ...(atc !== undefined && { atc }),
    ...(firstAc !== undefined && { arqc: toHex(firstAc.value) })
  })
  const reply = yield* online({
    kind: 'authorise',
    ...{ id, origin: yield* originOf(context), service: plan.service, amount: plan.amount },
    ...{ currency: context.terminal.currency, chip: transaction.chipData() },
    ...(plan.pin !== undefined && { pin: plan.pin })
  })
  const answer = answerTo(id, reply)
  if (answer === undefined)
    return reply.kind === 'answer' ? { kind: 'no-answer', reason: 'malformed' } : reply
  const approved = isApproval(answer.arc)
  const target = approved ? plan.target(before, answer) : undefined
  const contradicts = !approved && plan.facts.flow === 'script' && !onlyBlocks(answer)
  if (contradicts || !isUsable(answer, target)) return { kind: 'no-answer', reason: 'malformed' }
  if (target !== undefined) course.balanceAfter = target
  course.answer = answer
  return { kind: 'answer', answer }
}

function* record({ entry, course }: Working, step: TransactionStep): Workflow<void> {
  if (step.kind === 'before-script' && !course.sent) {
    course.sent = true
    const { answer, balanceAfter } = course
    yield* entry.write('script', {
      scriptSent: true,
      ...(answer !== undefined && { arc: answer.arc }),
      ...(balanceAfter !== undefined && { balanceAfter, ...changed(entry.facts, balanceAfter) })
    })
  }
  if (step.kind !== 'after-script') return
  if (step.ok) course.took += 1
  // 64xx, 65xx and 6F00 leave open what the card did (ISO/IEC 7816-4, 5.1.3).
  else course.refused = course.took === 0 && ![0x64, 0x65, 0x6f].includes(step.sw >> 8)
}

/** The amount, where only the issuer knew it. */
function changed(
  { amount, balanceBefore = 0 }: EntryFacts,
  balanceAfter: number
): Pick<EntryFacts, 'amount'> {
  return amount === undefined ? { amount: Math.abs(balanceAfter - balanceBefore) } : {}
}

/** What the card's answers to the script prove; nothing where some are missing. */
function heard({ answer, took, refused }: Course): Pick<EntryFacts, 'scriptDone'> {
  const commands = answer?.scripts.flatMap((script) => script.commands).length ?? 0
  if (commands > 0 && took === commands) return { scriptDone: true }
  return refused ? { scriptDone: false } : {}
}

function* conclude(
  context: FlowContext,
  plan: ScriptedPlan,
  { entry, course, result }: Working & { readonly result: TransactionResult }
): Workflow<Omit<FlowEnd, 'story' | 'entry'>> {
  const { answer } = course
  if (answer !== undefined && !isApproval(answer.arc)) return yield* concludeDeclined(entry, answer)
  const { scriptResults } = result.transaction
  const facts = {
    ...heard(course),
    ...(scriptResults.length > 0 && { scriptResults: toHex(scriptResults) })
  }
  const says =
    course.sent && result.interruption === undefined ? yield* lookAgain(context, plan.purse.aid) : undefined
  const known = { ...entry.facts, ...facts }
  const verdict = says === undefined ? judgeByJournal(known) : judgeByCard(known, says)
  const seen = says?.kind === 'purse' ? { purse: says.purse } : {}
  switch (verdict.kind) {
    case 'applied':
      return { ...appliedEnd(plan, entry, yield* settled(entry, 'confirm', { facts })), ...seen }
    case 'not-applied': {
      const reason = reasonOf(course, result)
      return { ...notAppliedEnd(reason, yield* settled(entry, 'reverse', { facts, reason })), ...seen }
    }
    case 'ambiguous':
      // Whatever the card was heard to answer, its own account contradicts it: nothing is decided without it.
      yield* entry.write('ambiguous', { ...facts, ambiguous: verdict.why })
      return { ...ambiguousEnd(verdict.why), ...seen }
    default:
      yield* entry.write('interrupted', facts)
      return { ...leftOpen(plan), ...seen }
  }
}

function* settled(...[entry, how, options]: Parameters<typeof settle>): Workflow<Settled> {
  yield* progress({ step: 'settle', text: ecashProgress.settling })
  return yield* settle(entry, how, options)
}

function reasonOf({ answer, sent }: Course, { interruption }: TransactionResult): ReversalReason {
  if (interruption !== undefined) return 'card-removed'
  return answer === undefined ? 'no-answer' : sent ? 'script-failed' : 'card-refused'
}

function appliedEnd(plan: ScriptedPlan, entry: Entry, how: Settled): FlowEnd {
  switch (how) {
    case 'later':
      return { outcome: 'done', sentence: say.confirmLater, advice: say.confirmLaterAdvice }
    case 'refused':
      return settlementRefusedEnd()
    default:
      return { outcome: 'done', sentence: plan.done(entry.facts) }
  }
}

function notAppliedEnd(reason: ReversalReason, how: Settled): FlowEnd {
  if (how === 'refused') return settlementRefusedEnd()
  const advice = how === 'later' ? say.reverseLaterAdvice : say.reversedAdvice
  switch (reason) {
    case 'card-removed':
      return { outcome: 'interrupted', sentence: say.interrupted, advice }
    case 'no-answer':
      return { outcome: how === 'later' ? 'interrupted' : 'nothing-happened', sentence: say.noAnswer, advice }
    default:
      return { outcome: 'refused', sentence: say.cardRefused, advice }
  }
}

function leftOpen({ facts }: ScriptedPlan): FlowEnd {
  const advice = facts.flow === 'script' ? say.maybeServed : say.maybeApplied
  return { outcome: 'interrupted', sentence: say.interrupted, advice }
}

/** The transaction ended before the issuer was asked: nothing was written, nothing can be left over. */
function notBegun({ outcome, story }: TransactionResult): FlowEnd {
  const { sentence, advice } = story
  switch (outcome) {
    case 'cancelled':
      return { outcome: 'cancelled', sentence: say.cancelled }
    case 'interrupted':
      return { outcome: 'interrupted', sentence: say.interrupted, advice: say.nothingChanged }
    default:
      return { outcome: 'refused', sentence, ...(advice !== undefined && { advice }) }
  }
}
