import { type EntryFacts, isScripted } from '../entry/entry-facts'
import type { Purse, PurseLog, PurseLogLine } from '../purse/purse'
import type { PurseOutcome } from '../purse/read-purse'
import { judgeByJournal } from './judge-by-journal'
import { APPLIED, NEEDS_CARD, NOT_APPLIED, REPEAT, type Verdict } from './verdict'

/**
 * What the card itself says about an open entry: its counter, its balance, its logs, its state. `says` must come from the
 * card of the entry, except that a card which is blocked as a whole cannot say which one it is.
 */
export function judgeByCard(facts: EntryFacts, says: PurseOutcome): Verdict {
  const known = judgeByJournal(facts)
  // What the card itself says stands above what it was heard to say; a decision stands above both.
  if (known.kind === 'not-applied' && facts.scriptSent !== true) return known
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
function judgeBalance({ atc, balanceBefore, balanceAfter }: EntryFacts, purse: Purse): Verdict {
  const place = lineOf(purse.loads, atc)
  switch (place.kind) {
    case 'found':
      return place.line.after === balanceAfter ? APPLIED : NOT_APPLIED
    case 'absent':
      return NOT_APPLIED
    case 'overwritten':
      return { kind: 'ambiguous', why: 'log-overwritten' }
    case 'no-log':
      // Another online transaction since may have changed the balance too.
      if ((purse.lastOnlineAtc ?? 0) > (atc ?? 0)) return { kind: 'ambiguous', why: 'balance-unexpected' }
      return byBalance(purse.balance, balanceBefore, balanceAfter)
  }
}

/** A purchase: the transaction log has a line of the transaction with the amount, or it has none. */
function judgePurchase({ atc, amount, balanceBefore }: EntryFacts, purse: Purse): Verdict {
  const place = atc === undefined ? ({ kind: 'no-log' } as const) : lineOf(purse.transactions, atc)
  switch (place.kind) {
    case 'found':
      return place.line.amount === amount ? APPLIED : NOT_APPLIED
    case 'absent':
      return NOT_APPLIED
    case 'overwritten':
      return { kind: 'ambiguous', why: 'log-overwritten' }
    case 'no-log': {
      const after = balanceBefore === undefined || amount === undefined ? undefined : balanceBefore - amount
      return byBalance(purse.balance, balanceBefore, after)
    }
  }
}

function byBalance(balance: number, before: number | undefined, after: number | undefined): Verdict {
  if (balance === after && before !== after) return APPLIED
  return balance === before ? NOT_APPLIED : { kind: 'ambiguous', why: 'balance-unexpected' }
}

/** Services by script: the card's own data, or the number of script commands that it counted. */
function judgeService(facts: EntryFacts, purse: Purse, known: Verdict): Verdict {
  switch (facts.service) {
    case 'set-limits':
      return judgeLimits(facts, purse)
    case 'block-application':
      return purse.blocked ? APPLIED : NOT_APPLIED
    case 'unblock-application':
      return purse.blocked ? NOT_APPLIED : APPLIED
    case 'block-card':
      return NOT_APPLIED
    case 'change-pin':
    case 'unblock-pin':
      return known.kind === 'needs-card' ? judgePin(facts, purse) : known
    default:
      return NEEDS_CARD
  }
}

function judgeLimits(
  { balanceLimit, transactionLimit, resetThreshold }: EntryFacts,
  { limits }: Purse
): Verdict {
  const wanted = [
    [balanceLimit, limits.balance],
    [transactionLimit, limits.transaction],
    [resetThreshold, limits.threshold]
  ].filter(([limit]) => limit !== undefined)
  const taken = wanted.filter(([limit, now]) => limit === now).length
  return taken === wanted.length ? APPLIED : taken === 0 ? NOT_APPLIED : REPEAT
}

/**
 * A PIN cannot be read. Scripts come after the second GENERATE AC of a transaction that becomes the card's last online
 * one (9F13); what it counted since stands in its next cryptogram (card verification results, byte 4).
 */
function judgePin({ service, atc, scriptCount, scriptFailed }: EntryFacts, purse: Purse): Verdict {
  if (scriptCount !== undefined) return scriptCount > 0 && scriptFailed !== true ? APPLIED : NOT_APPLIED
  const last = purse.lastOnlineAtc ?? 0
  if (atc === undefined || last < atc) return NOT_APPLIED
  if (last === atc) return { kind: 'needs-counter' }
  // Tries that were given back once more do no harm.
  return service === 'change-pin' ? REPEAT : NOT_APPLIED
}

type Place =
  | { readonly kind: 'found'; readonly line: PurseLogLine }
  | { readonly kind: 'absent' }
  | { readonly kind: 'overwritten' }
  | { readonly kind: 'no-log' }

/** Where a transaction stands in a log. */
function lineOf({ lines, capacity }: PurseLog, atc: number | undefined): Place {
  if (capacity === 0 || atc === undefined) return { kind: 'no-log' }
  const line = lines.find((candidate) => candidate.atc === atc)
  if (line !== undefined) return { kind: 'found', line }
  if (lines.some((candidate) => candidate.atc === undefined)) return { kind: 'no-log' }
  const all = lines.length >= capacity && lines.every((candidate) => (candidate.atc ?? 0) > atc)
  return { kind: all ? 'overwritten' : 'absent' }
}
