import type { Purse } from '../purse/purse'
import { knowsSince } from './log-place'
import { type AmbiguityReason, APPLIED, NOT_APPLIED, type Verdict } from './verdict'

/** What the card's log says of a change of its balance; `silent`: nothing that could be relied upon. */
export type LogWord = 'done' | 'not-done' | 'otherwise' | 'overwritten' | 'silent'

/** A change of the balance, as it was meant: in which transaction, from what and to what, as far as that is known. */
export interface BalanceChange {
  readonly atc: number | undefined
  readonly before: number | undefined
  readonly after: number | undefined
  /** See `EntryFacts`. */
  readonly evidenceId: string | undefined
}

/** Weighs what the log says against the balance (9F79): where one contradicts the other, nobody can tell. */
export function weigh(word: LogWord, change: BalanceChange, purse: Purse): Verdict {
  const { before, after } = change
  switch (word) {
    case 'done':
      return agrees(purse, change, after, before) ? APPLIED : ambiguous('log-contradicts')
    case 'not-done':
      return agrees(purse, change, before, after) ? NOT_APPLIED : ambiguous('log-contradicts')
    case 'otherwise':
      return ambiguous('log-contradicts')
    case 'overwritten':
      return ambiguous('log-overwritten')
    case 'silent':
      return byBalance(purse, change)
  }
}

/** Whether the card can have held this when the transaction was over; an amount that is not known contradicts nothing. */
function agrees(
  purse: Purse,
  { atc }: BalanceChange,
  held: number | undefined,
  otherwise: number | undefined
): boolean {
  if (atc === undefined || held === undefined) return true
  const seen = seenSince(purse, atc)
  if (held === seen.balance || explains(seen, held)) return true
  // What was not logged may have come in between; but the very balance of the opposite is no chance.
  if (seen.balance === otherwise) return false
  return held > seen.balance ? !paymentsKnown(purse, atc) : !loadsKnown(purse, atc)
}

/** Without a word of the log only a balance counts that can be nothing else. */
function byBalance(purse: Purse, { atc, before, after, evidenceId }: BalanceChange): Verdict {
  if (before === undefined || after === undefined) return ambiguous('nothing-to-compare')
  // Counters that are not known cannot show what came later.
  const seen = atc === undefined ? { balance: purse.balance, spent: 0 } : seenSince(purse, atc)
  const { balance } = seen
  if (balance !== before && balance !== after) return ambiguous('balance-unexpected')
  // What proved the balance for this entry was online too, and moved nothing.
  const moved = atc !== undefined && evidenceId === undefined && loadedUnseen(purse, atc)
  const other = balance === after ? before : after
  if (moved || before === after || explains(seen, other)) return ambiguous('balance-moved')
  return balance === after ? APPLIED : NOT_APPLIED
}

interface Seen {
  readonly balance: number
  /** At most so much was paid before that, as far as it is logged. */
  readonly spent: number
}

/** The first balance that is known after a transaction: the one from which the next load began, or the present one. */
function seenSince({ balance, loads, transactions }: Purse, atc: number): Seen {
  const next = loads.lines.filter((line) => (line.atc ?? 0) > atc && line.before !== undefined).at(-1)
  const until = next?.atc ?? Number.POSITIVE_INFINITY
  const spent = transactions.lines
    .filter((line) => line.kind !== 'load' && (line.atc ?? 0) > atc && (line.atc ?? 0) < until)
    .reduce((sum, { amount }) => sum + amount, 0)
  return { balance: next?.before ?? balance, spent }
}

/** Not every payment in the log came out of the e-cash, so that anything up to their sum may have. */
function explains({ balance, spent }: Seen, held: number): boolean {
  return held > balance && held - balance <= spent
}

function paymentsKnown({ transactions, logsFlashPay }: Purse, atc: number): boolean {
  return logsFlashPay === true && knowsSince(transactions, atc)
}

function loadsKnown({ loads }: Purse, atc: number): boolean {
  return knowsSince(loads, atc)
}

/** It was online since (9F13), or has lines of later loads, and its load log does not tell all that happened. */
function loadedUnseen(purse: Purse, atc: number): boolean {
  if (loadsKnown(purse, atc)) return false
  return (purse.lastOnlineAtc ?? 0) > atc || purse.loads.lines.some((line) => (line.atc ?? 0) > atc)
}

function ambiguous(why: AmbiguityReason): Verdict {
  return { kind: 'ambiguous', why }
}
