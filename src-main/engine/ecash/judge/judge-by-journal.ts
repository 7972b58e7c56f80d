import { type EntryFacts, isScripted, wasDeclined } from '../entry/entry-facts'
import { APPLIED, NEEDS_CARD, NOT_APPLIED, type Verdict } from './verdict'

/**
 * What the journal alone proves about an open entry: what was never sent did not happen; what the card answered to did or
 * did not, as it said; the rest only the card knows.
 */
export function judgeByJournal(facts: EntryFacts): Verdict {
  if (facts.decision !== undefined) return facts.decision === 'confirm' ? APPLIED : NOT_APPLIED
  if (isScripted(facts)) {
    if (facts.scriptSent !== true || wasDeclined(facts)) return NOT_APPLIED
    return facts.scriptDone === undefined ? NEEDS_CARD : facts.scriptDone ? APPLIED : NOT_APPLIED
  }
  switch (facts.flow) {
    case 'purchase-online':
    case 'purchase-offline':
      return facts.tc === undefined ? NOT_APPLIED : APPLIED
    case 'purchase-contact':
    case 'purchase-flash':
      return facts.debited === true ? APPLIED : NEEDS_CARD
    default:
      return NEEDS_CARD
  }
}
