import {
  ecashProgress,
  ecashRefusals as no,
  ecashSentences as say,
  recoveryTexts
} from '../../../texts/phrases/ecash'
import { hex } from '../../bytes/hex'
import { Interruption } from '../../workflow/interruption'
import { noWayBack, progress, type Workflow } from '../../workflow/workflow'
import type { Entry } from '../entry/entry'
import { type EntryFacts, isScripted } from '../entry/entry-facts'
import { keepPurchase } from '../entry/keep-purchase'
import { settle } from '../entry/settle'
import { cardService } from '../flows/card-service'
import { type ChangePin, changePin } from '../flows/change-pin'
import type { FlowContext } from '../flows/flow-context'
import { ambiguousEnd, type FlowEnd, refusal } from '../flows/flow-end'
import { loadKept } from '../flows/load'
import { unload } from '../flows/unload'
import { judgeByCard } from '../judge/judge-by-card'
import type { AmbiguityReason, Verdict } from '../judge/verdict'
import type { Purse } from '../purse/purse'
import { readPurse, type PurseOutcome } from '../purse/read-purse'
import { unreadableEnd } from '../purse/unreadable'
import { claim } from './claim'
import { continueKept } from './continue-kept'
import { proveBalance } from './prove-balance'
import { settledEnd } from './settle-without-card'

export interface RecoverOptions {
  readonly entry: Entry
  readonly how: 'finish' | 'reverse'
  /** Something that was begun for this entry is open itself. */
  readonly underWay: boolean
}

/**
 * Settles an open entry with its card on the reader: what the card says decides whether it happened. `finish` brings about
 * what was wanted, `reverse` that it never was, as far as that is still possible. May itself be interrupted anywhere, and
 * be begun again.
 */
export function* recoverWithCard(context: FlowContext, options: RecoverOptions): Workflow<FlowEnd> {
  const { entry } = options
  try {
    return { entry, ...(yield* recover(context, options)) }
  } catch (error) {
    // Stopped while the card was only looked at: the entry is as it was.
    if (!(error instanceof Interruption) || error.reason === 'cancelled') throw error
    const advice = entry.closed === undefined ? say.begunElsewhere : undefined
    return { outcome: 'interrupted', sentence: say.interrupted, ...(advice && { advice }), entry }
  }
}

function* recover(context: FlowContext, options: RecoverOptions): Workflow<FlowEnd> {
  const { facts } = options.entry
  yield* progress({ step: 'look-again', text: ecashProgress.checking })
  const { terminal } = context
  const says = yield* readPurse({ terminal, interface: context.interface, logs: true, aid: hex(facts.aid) })
  if (says.kind === 'purse' && context.reference(says.purse.pan, says.purse.psn) !== facts.card) {
    return refusal(no.otherCard, no.advice)
  }
  yield* noWayBack()
  if (facts.kept === true) return yield* continueKept(context, { ...options, says })
  if (facts.refundDue === true) return yield* giveBack(context, options.entry, says)
  const verdict = yield* certain(context, options.entry, says)
  return isScripted(facts)
    ? yield* recoverScripted(context, options, says, verdict)
    : yield* recoverPurchase(context, options, says, verdict)
}

/** Asks the card for a cryptogram where nothing else tells what its last script did. */
function* certain(context: FlowContext, entry: Entry, says: PurseOutcome): Workflow<Verdict> {
  const verdict = judgeByCard(entry.facts, says)
  if (verdict.kind !== 'needs-counter' || says.kind !== 'purse') return verdict
  yield* proveBalance(context, entry, says.purse)
  return judgeByCard(entry.facts, says)
}

function* recoverScripted(
  context: FlowContext,
  { entry, how }: RecoverOptions,
  says: PurseOutcome,
  verdict: Verdict
): Workflow<FlowEnd> {
  switch (verdict.kind) {
    case 'applied':
      return settledEnd('confirm', yield* settle(entry, 'confirm'))
    case 'not-applied':
      return yield* how === 'finish' ? again(context, entry, says) : takeBack(entry)
    case 'repeat':
      return yield* how === 'finish' ? again(context, entry, says) : asBefore(context, entry, says)
    case 'ambiguous':
      // Whatever a card of before took is not on this one any more.
      if (verdict.why === 'card-was-reset' && how === 'reverse') return yield* takeBack(entry)
      return yield* ambiguous(entry, verdict.why)
    case 'needs-card':
      return unreadableEnd(says)
    case 'needs-counter':
      return says.kind === 'purse'
        ? { outcome: 'interrupted', sentence: recoveryTexts.noCounter, advice: recoveryTexts.ambiguousAdvice }
        : unreadableEnd(says)
  }
}

function* takeBack(entry: Entry): Workflow<FlowEnd> {
  return settledEnd('reverse', yield* settle(entry, 'reverse', { reason: 'card-removed' }))
}

/** A change that was made in part is undone by a further script; what cannot be undone can only be finished. */
function* asBefore(context: FlowContext, entry: Entry, says: PurseOutcome): Workflow<FlowEnd> {
  const { service, balanceLimitBefore, transactionLimitBefore, resetThresholdBefore } = entry.facts
  if (service !== 'set-limits' || says.kind !== 'purse') return yield* onlyFinish()
  const end = yield* cardService(context, {
    purse: says.purse,
    service: {
      kind: 'set-limits',
      ...(balanceLimitBefore !== undefined && { balanceLimit: balanceLimitBefore }),
      ...(transactionLimitBefore !== undefined && { transactionLimit: transactionLimitBefore }),
      ...(resetThresholdBefore !== undefined && { resetThreshold: resetThresholdBefore })
    }
  })
  return end.outcome === 'done' ? yield* takeBack(entry) : end
}

/** Does what was not done: the issuer forgets the old request, or keeps its money for the card, and a new one is made. */
function* again(context: FlowContext, entry: Entry, says: PurseOutcome): Workflow<FlowEnd> {
  if (says.kind !== 'purse') return unreadableEnd(says)
  const { purse } = says
  const { flow, amount = 0, target = 'account' } = entry.facts
  if (flow === 'script') return yield* serveAgain(context, entry, purse)
  const how = flow === 'load' ? 'keep' : 'reverse'
  const settled = yield* settle(entry, how, { reason: 'card-removed' })
  if (settled === 'kept') return yield* continueKept(context, { entry, says, underWay: false })
  if (settled !== 'settled') return settledEnd(how, settled)
  if (flow === 'unload') return yield* unload(context, { purse, amount, to: target })
  const { continues } = entry.facts
  return yield* loadKept(context, { purse, ...(continues !== undefined && { continues }) })
}

/** A service moves no money: it is done first, and only then is the old request forgotten. */
function* serveAgain(context: FlowContext, entry: Entry, purse: Purse): Workflow<FlowEnd> {
  const service = yield* serviceAgain(entry.facts)
  if (service.kind === 'ended') return service.end
  const end = yield* cardService(context, { purse, ...service })
  if (end.outcome !== 'done') return end
  const settled = yield* settle(entry, 'reverse', { reason: 'script-failed' })
  return settled === 'settled' ? end : settledEnd('reverse', settled)
}

/** The service once more; a PIN is in no journal, so that the holder is asked for it again. */
function* serviceAgain(facts: EntryFacts): Workflow<ChangePin> {
  const { service, balanceLimit, transactionLimit, resetThreshold } = facts
  switch (service) {
    case 'change-pin':
      return yield* changePin()
    case 'set-limits':
      return {
        kind: 'service',
        service: {
          kind: 'set-limits',
          ...(balanceLimit !== undefined && { balanceLimit }),
          ...(transactionLimit !== undefined && { transactionLimit }),
          ...(resetThreshold !== undefined && { resetThreshold })
        }
      }
    case undefined:
      throw new Error('an entry about a service names none')
    default:
      return { kind: 'service', service: { kind: service } }
  }
}

function* recoverPurchase(
  context: FlowContext,
  { entry, how }: RecoverOptions,
  says: PurseOutcome,
  verdict: Verdict
): Workflow<FlowEnd> {
  switch (verdict.kind) {
    case 'not-applied':
      yield* entry.write('nothing', {}, 'nothing-happened')
      return { outcome: 'done', sentence: recoveryTexts.nothingPaid }
    case 'applied':
      if (how === 'reverse') {
        yield* entry.write('refund-due', { debited: true, refundDue: true })
        return yield* giveBack(context, entry, says)
      }
      return yield* stand(context, entry, says)
    case 'ambiguous':
      if (verdict.why === 'card-was-reset' && how === 'reverse') {
        yield* entry.write('given-up-with-card', {}, 'reversed')
        return { outcome: 'done', sentence: recoveryTexts.paidByCardOfBefore }
      }
      return yield* ambiguous(entry, verdict.why)
    default:
      return unreadableEnd(says)
  }
}

/** The card has paid: with its proof the purchase is kept for the upload; without it the issuer is convinced otherwise. */
function* stand(context: FlowContext, entry: Entry, says: PurseOutcome): Workflow<FlowEnd> {
  if (entry.facts.tc !== undefined) {
    if (entry.facts.debited !== true) yield* entry.write('paid', { debited: true })
    return yield* keepPurchase(entry)
  }
  return yield* claimed(context, entry, says, false)
}

/** The card has paid for nothing: the issuer keeps the amount for it, and it is loaded back. */
function* giveBack(context: FlowContext, entry: Entry, says: PurseOutcome): Workflow<FlowEnd> {
  return yield* claimed(context, entry, says, true)
}

function* claimed(
  context: FlowContext,
  entry: Entry,
  says: PurseOutcome,
  refund: boolean
): Workflow<FlowEnd> {
  if (says.kind !== 'purse') return unreadableEnd(says)
  const end = yield* claim(context, { entry, purse: says.purse, refund })
  if (end === 'kept') return yield* continueKept(context, { entry, says, underWay: false })
  return end === 'stands' ? { outcome: 'done', sentence: recoveryTexts.purchaseClaimed } : end
}

/** Noted, not decided: the card may say more another time. */
function* ambiguous(entry: Entry, why: AmbiguityReason): Workflow<FlowEnd> {
  if (entry.facts.ambiguous !== why) yield* entry.write('ambiguous', { ambiguous: why })
  return ambiguousEnd(why)
}

function* onlyFinish(): Workflow<FlowEnd> {
  yield* progress({ step: 'only-finish', text: recoveryTexts.onlyFinish })
  return refusal(recoveryTexts.onlyFinish, no.advice)
}
