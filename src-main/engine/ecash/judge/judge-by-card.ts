import { type EntryFacts, isScripted, wasDeclined } from '../entry/entry-facts'
import type { Purse, PurseLog, PurseLogLine } from '../purse/purse'
import type { PurseOutcome } from '../purse/read-purse'
import { judgeByJournal } from './judge-by-journal'
import { judgeService } from './judge-service'
import { placeIn } from './log-place'
import { APPLIED, type Verdict } from './verdict'
import { type LogWord, weigh } from './weigh'

/**
 * What the card itself says about an open entry: its counter, its balance, its logs, its state. `says` must come from the
 * card of the entry, except that a card which is blocked as a whole cannot say which one it is.
 */
export function judgeByCard(facts: EntryFacts, says: PurseOutcome): Verdict {
  const known = judgeByJournal(facts)
  // What the card itself says stands above what it was heard to say; a decision stands above both.
  if (known.kind === 'not-applied' && (facts.scriptSent !== true || wasDeclined(facts))) return known
  if (facts.decision !== undefined || (facts.debited === true && known.kind === 'applied')) return known
  if (says.kind !== 'purse') return judgeSilent(facts, says, known)
  const { purse } = says
  if (facts.atc !== undefined && purse.atc < facts.atc) return { kind: 'ambiguous', why: 'card-was-reset' }
  if (facts.flow === 'script') return judgeService(facts, purse, known)
  return isScripted(facts) ? judgeBalance(facts, purse) : judgePurchase(facts, purse)
}

/** A card that tells nothing of its money may do so because it was blocked as it should be. */
function judgeSilent(
  { service }: EntryFacts,
  says: Exclude<PurseOutcome, { kind: 'purse' }>,
  known: Verdict
): Verdict {
  if (service === 'block-card' && says.kind === 'card-blocked') return APPLIED
  if (service === 'block-application' && says.kind === 'unreadable' && says.blocked) return APPLIED
  return known
}

/** Load and unload: the load log has a line of the transaction with the new balance, or it has none (JR/T 0025). */
function judgeBalance(facts: EntryFacts, purse: Purse): Verdict {
  const { atc, evidenceId, balanceBefore: before, balanceAfter: after } = facts
  const word = wordOf(purse.loads, atc, (line) => line.after === after)
  return weigh(word, { atc, evidenceId, before, after }, purse)
}

/**
 * A purchase: the transaction log has a line of the transaction with the amount, or it has none. Of flash pay it has one only
 * on cards that say so (JR/T 0025, 9F68): on others a line proves the payment, and none proves nothing.
 */
function judgePurchase(facts: EntryFacts, purse: Purse): Verdict {
  const { flow, atc, evidenceId, amount, balanceBefore: before } = facts
  const after = before === undefined || amount === undefined ? undefined : before - amount
  const told = wordOf(purse.transactions, atc, (line) => line.amount === amount)
  const logged = flow !== 'purchase-flash' || purse.logsFlashPay === true
  const word = told === 'done' || told === 'otherwise' || logged ? told : 'silent'
  return weigh(word, { atc, evidenceId, before, after }, purse)
}

function wordOf(log: PurseLog, atc: number | undefined, fits: (line: PurseLogLine) => boolean): LogWord {
  const place = placeIn(log, atc)
  switch (place.kind) {
    case 'found':
      return fits(place.line) ? 'done' : 'otherwise'
    case 'absent':
      return 'not-done'
    default:
      return place.kind
  }
}
