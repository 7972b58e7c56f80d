import type { EntryFacts } from '../entry/entry-facts'
import type { Purse } from '../purse/purse'
import { APPLIED, NEEDS_CARD, NOT_APPLIED, REPEAT, type Verdict } from './verdict'

/** Services by script: the card's own data, or the number of script commands that it counted. */
export function judgeService(facts: EntryFacts, purse: Purse, known: Verdict): Verdict {
  switch (facts.service) {
    case 'set-limits':
      return judgeLimits(facts, purse, known)
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
  { limits }: Purse,
  known: Verdict
): Verdict {
  const wanted = [
    [balanceLimit, limits.balance],
    [transactionLimit, limits.transaction],
    [resetThreshold, limits.threshold]
  ].filter(([limit]) => limit !== undefined)
  // What could not be read proves nothing.
  if (wanted.some(([, now]) => now === undefined)) return known.kind === 'needs-card' ? REPEAT : known
  const taken = wanted.filter(([limit, now]) => limit === now).length
  return taken === wanted.length ? APPLIED : taken === 0 ? NOT_APPLIED : REPEAT
}

/**
 * A PIN cannot be read. Scripts come after the second GENERATE AC of a transaction that becomes the card's last online
 * one (9F13); what it counted since stands in its next cryptogram (card verification results, byte 4).
 */
function judgePin(facts: EntryFacts, { lastOnlineAtc: last }: Purse): Verdict {
  const { service, atc, scriptCount, scriptFailed } = facts
  if (scriptCount !== undefined) {
    if (scriptCount > 0) return scriptFailed === true ? NOT_APPLIED : APPLIED
    // Where the card does not tell its last online transaction, another one may have set the count back to 0.
    return last === undefined && service === 'change-pin' ? REPEAT : NOT_APPLIED
  }
  if (last === undefined || atc === undefined || last === atc) return { kind: 'needs-counter' }
  if (last < atc) return NOT_APPLIED
  // Tries that were given back once more do no harm.
  return service === 'change-pin' ? REPEAT : NOT_APPLIED
}
