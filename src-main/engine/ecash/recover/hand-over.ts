import { recoveryTexts } from '../../../texts/phrases/ecash'
import type { Workflow } from '../../workflow/workflow'
import type { Entry } from '../entry/entry'
import type { EntryFacts } from '../entry/entry-facts'
import { type FlowEnd, refusal } from '../flows/flow-end'
import { cardlessWork } from './settle-without-card'

/** Whether there may be no other way: what can be settled here and without the card, is. */
export function mayHandOver(facts: EntryFacts): boolean {
  const work = cardlessWork(facts)
  if (work === undefined || work.kind === 'hand-over') return true
  return work.kind === 'settle' && work.how === 'keep'
}

/**
 * Closes an entry that cannot be settled here: the card is lost, nobody can tell what it did, or the issuer says something
 * else. Never the consequence of anything but that very choice; the issuer's staff settle it by the name of the entry.
 */
export function* handOver(entry: Entry): Workflow<FlowEnd> {
  if (!mayHandOver(entry.facts)) return refusal(recoveryTexts.settledHere)
  yield* entry.write('handed-over', {}, 'given-up')
  return { outcome: 'done', sentence: recoveryTexts.handedOver(entry.id), entry }
}
