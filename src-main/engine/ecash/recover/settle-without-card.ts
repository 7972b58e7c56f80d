import { recoveryTexts } from '../../../texts/phrases/ecash'
import type { Entry } from '../entry/entry'
import type { EntryFacts, Settlement } from '../entry/entry-facts'
import { keepPurchase } from '../entry/keep-purchase'
import { settle, type Settled } from '../entry/settle'
import { type FlowEnd, settlementRefusedEnd } from '../flows/flow-end'
import { judgeByJournal } from '../judge/judge-by-journal'
import type { Workflow } from '../../workflow/workflow'

/** What an open entry needs that can be done without the card. */
export type CardlessWork =
  /** The issuer is to be told. */
  | { readonly kind: 'settle'; readonly how: Settlement }
  /** The purchase is proven and is to be kept for the upload. */
  | { readonly kind: 'keep-purchase' }
  /** The issuer says something else than card and journal: nothing but handing it over is left. */
  | { readonly kind: 'hand-over' }

/** Undefined where the card is needed. */
export function cardlessWork(facts: EntryFacts): CardlessWork | undefined {
  if (facts.settlementRefused !== undefined) return { kind: 'hand-over' }
  if (facts.kept === true || facts.refundDue === true) return undefined
  if (facts.decision !== undefined) return { kind: 'settle', how: facts.decision }
  // The card spoke against what the journal says: it has to be asked again.
  if (facts.ambiguous !== undefined) return undefined
  const verdict = judgeByJournal(facts)
  if (facts.flow === 'purchase-contact' || facts.flow === 'purchase-flash') {
    return verdict.kind === 'applied' ? { kind: 'keep-purchase' } : undefined
  }
  if (facts.flow === 'purchase-offline') return { kind: 'keep-purchase' }
  switch (verdict.kind) {
    case 'applied':
      return { kind: 'settle', how: 'confirm' }
    case 'not-applied':
      return { kind: 'settle', how: 'reverse' }
    default:
      return undefined
  }
}

/** Brings an entry as far as it goes without its card. */
export function* settleWithoutCard(entry: Entry, work: CardlessWork): Workflow<FlowEnd> {
  switch (work.kind) {
    case 'hand-over':
      return { ...settlementRefusedEnd(), entry }
    case 'keep-purchase':
      return { ...(yield* keepPurchase(entry)), entry }
    case 'settle':
      return { ...settledEnd(work.how, yield* settle(entry, work.how, { reason: 'card-removed' })), entry }
  }
}

/** The end of an entry that was left open, by what became of its settlement. */
export function settledEnd(how: Settlement, settled: Settled): FlowEnd {
  switch (settled) {
    case 'later':
      return { outcome: 'interrupted', sentence: recoveryTexts.needsIssuer }
    case 'refused':
      return settlementRefusedEnd()
    case 'kept':
      return { outcome: 'interrupted', sentence: recoveryTexts.keptNow }
    case 'settled':
      return {
        outcome: 'done',
        sentence: how === 'confirm' ? recoveryTexts.wasDone : recoveryTexts.wasNotDone
      }
  }
}
