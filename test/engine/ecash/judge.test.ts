import { describe, expect, it } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import type { EntryFacts } from '../../../src-main/engine/ecash/entry/entry-facts'
import { judgeByCard } from '../../../src-main/engine/ecash/judge/judge-by-card'
import { judgeByJournal } from '../../../src-main/engine/ecash/judge/judge-by-journal'
import type { Purse, PurseLog, PurseLogLine } from '../../../src-main/engine/ecash/purse/purse'
import type { PurseOutcome } from '../../../src-main/engine/ecash/purse/read-purse'

const COMMON = {
  ...{ card: 'C', pan: '622848*********0018', psn: '01', aid: 'A000000333010101', currency: 156, at: 0 },
  ...{ reader: 'contact', terminal: 'T', merchant: 'M', drawer: 'D', session: 'S', atc: 20 }
}

function load(more: Partial<EntryFacts> = {}): EntryFacts {
  const money = { amount: 100, balanceBefore: 500, balanceAfter: 600 }
  return { ...COMMON, ...money, flow: 'load', source: 'account', requestId: 'r', scriptSent: true, ...more }
}

function payment(more: Partial<EntryFacts> = {}): EntryFacts {
  return { ...COMMON, flow: 'purchase-contact', amount: 100, balanceBefore: 500, ...more }
}

function service(more: Partial<EntryFacts>): EntryFacts {
  return { ...COMMON, flow: 'script', requestId: 'r', scriptSent: true, ...more }
}

const line = (atc: number, more: Partial<PurseLogLine> = {}): PurseLogLine => ({
  ...{ kind: 'load', amount: 100, currency: 156, atc },
  ...more
})

const log = (lines: readonly PurseLogLine[], more: Partial<PurseLog> = {}): PurseLog => ({
  ...{ lines, capacity: 10, written: lines.length, complete: true },
  ...more
})
const NONE = log([], { capacity: 0, complete: false })

function says(more: Partial<Purse> = {}): PurseOutcome {
  const purse: Purse = {
    ...{ aid: hex('A000000333010101'), pan: '6228480000000000018', psn: '01', blocked: false, currency: 156 },
    ...{ balance: 500, limits: {}, atc: 21, lastOnlineAtc: 20 },
    ...{ loads: log([line(6)]), transactions: log([line(5, { kind: 'purchase' })]), logsFlashPay: true },
    ...more
  }
  return { kind: 'purse', purse }
}

/** A full log whose oldest line is of this transaction, newest first. */
const full = (from: number): PurseLogLine[] =>
  Array.from({ length: 10 }, (_, index) => line(from + 9 - index))

describe('what the journal alone proves', () => {
  it.each<[string, EntryFacts, string]>([
    ['a script that was never sent', load({ scriptSent: false }), 'not-applied'],
    ['a script that was sent', load(), 'needs-card'],
    ['a script that the card took', load({ scriptDone: true }), 'applied'],
    ['a script that the card refused', load({ scriptDone: false }), 'not-applied'],
    ['a script that came with a no', load({ arc: '05' }), 'not-applied'],
    ['a decision', load({ decision: 'confirm' }), 'applied'],
    ['another decision', load({ decision: 'keep' }), 'not-applied'],
    ['an e-cash payment that was asked for', payment(), 'needs-card'],
    ['an e-cash payment that came back', payment({ debited: true }), 'applied'],
    ['an online purchase without a TC', payment({ flow: 'purchase-online' }), 'not-applied'],
    ['an online purchase with its TC', payment({ flow: 'purchase-online', tc: '00' }), 'applied']
  ])('%s', (_name, facts, verdict) => {
    expect(judgeByJournal(facts).kind).toBe(verdict)
  })
})

/** A verdict as text, with its reason where there is one. */
function judged(facts: EntryFacts, outcome: PurseOutcome): string {
  const verdict = judgeByCard(facts, outcome)
  return verdict.kind === 'ambiguous' ? verdict.why : verdict.kind
}

describe('what the card says of a load', () => {
  const took = line(20, { before: 500, after: 600 })
  const paid = (atc: number, amount: number) => line(atc, { kind: 'purchase', amount })
  it.each<[string, Partial<Purse>, string]>([
    ['a line with the new balance', { loads: log([took]), balance: 600 }, 'applied'],
    ['a line with another balance', { loads: log([line(20, { after: 700 })]) }, 'log-contradicts'],
    ['no line', {}, 'not-applied'],
    ['a log that does not reach back', { loads: log(full(30)) }, 'log-overwritten'],
    [
      'a log that is full of the other purse, and does not reach back',
      { loads: log([line(30)], { written: 10 }) },
      'log-overwritten'
    ],
    ['no log, the new balance', { loads: NONE, balance: 600 }, 'applied'],
    ['no log, the old balance', { loads: NONE }, 'not-applied'],
    ['no log, another balance', { loads: NONE, balance: 555 }, 'balance-unexpected'],
    ['no log, and it was online since', { loads: NONE, balance: 600, lastOnlineAtc: 21 }, 'balance-moved'],
    ['a counter of before', { atc: 19 }, 'card-was-reset']
  ])('%s', (_name, purse, verdict) => {
    expect(judged(load(), says(purse))).toBe(verdict)
  })

  it.each<[string, Partial<Purse>, string]>([
    ['the old balance beside the line', { loads: log([took]) }, 'log-contradicts'],
    ['the new balance beside no line', { balance: 600 }, 'log-contradicts'],
    [
      'the old balance, since as much was paid',
      { loads: log([took]), transactions: log([paid(21, 100)]) },
      'applied'
    ],
    [
      'another balance, since something was paid',
      { loads: log([took]), transactions: log([paid(22, 30), paid(21, 20)]), balance: 550 },
      'applied'
    ],
    ['another balance, and nothing was paid', { loads: log([took]), balance: 550 }, 'log-contradicts'],
    [
      'another balance, on a card that does not log all payments',
      { loads: log([took]), balance: 550, logsFlashPay: false },
      'applied'
    ],
    [
      'the old balance, on a card that does not log all payments',
      { loads: log([took]), logsFlashPay: false },
      'log-contradicts'
    ],
    [
      'the new balance, since a later load began from the old one',
      { loads: log([line(22, { before: 500, after: 600 })]), balance: 600 },
      'not-applied'
    ],
    [
      'a later load that began from the new balance, beside no line',
      { loads: log([line(22, { before: 600, after: 700 })]), balance: 700 },
      'log-contradicts'
    ],
    ['a higher balance beside no line', { balance: 900 }, 'log-contradicts']
  ])('log and balance: %s', (_name, purse, verdict) => {
    expect(judged(load(), says(purse))).toBe(verdict)
  })

  it.each<[string, PurseLog, number, string]>([
    ['broken off, the new balance', log([], { complete: false }), 600, 'applied'],
    ['empty, the new balance', log([]), 600, 'applied'],
    ['empty, the old balance', log([]), 500, 'not-applied'],
    ['broken off, the old balance', log([], { complete: false }), 500, 'not-applied'],
    [
      'broken off after later lines',
      log([line(23, { before: 600 })], { complete: false }),
      600,
      'balance-moved'
    ],
    ['broken off after the line', log([took], { complete: false }), 600, 'applied'],
    ['without counters', log([line(20, { atc: undefined as never })]), 600, 'applied']
  ])('a log that proves no absence: %s', (_name, loads, balance, verdict) => {
    expect(judged(load(), says({ loads, balance }))).toBe(verdict)
  })

  it('stands above what the card was heard to say', () => {
    expect(judged(load({ scriptDone: true }), says())).toBe('not-applied')
    expect(judged(load({ scriptDone: false }), says({ loads: log([took]), balance: 600 }))).toBe('applied')
  })

  it('changes no decision, and no “no” of the issuer', () => {
    expect(judged(load({ decision: 'confirm' }), says())).toBe('applied')
    expect(judged(load({ arc: '05' }), says({ loads: log([took]), balance: 600 }))).toBe('not-applied')
  })
})

describe('what the card says of a payment', () => {
  const logged = (more: Partial<PurseLogLine>): PurseLog => log([line(20, { kind: 'purchase', ...more })])
  const noCounter = payment({ atc: undefined as never })
  it.each<[string, EntryFacts, Partial<Purse>, string]>([
    ['a line with the amount', payment(), { transactions: logged({}), balance: 400 }, 'applied'],
    ['a line with another amount', payment(), { transactions: logged({ amount: 99 }) }, 'log-contradicts'],
    ['a line, and the balance there', payment(), { transactions: logged({}) }, 'log-contradicts'],
    ['no line', payment(), {}, 'not-applied'],
    ['no line, and the balance taken', payment(), { balance: 400 }, 'log-contradicts'],
    [
      'a log that was broken off, the balance taken',
      payment(),
      { transactions: NONE, balance: 400 },
      'applied'
    ],
    ['a log that was broken off, the balance there', payment(), { transactions: NONE }, 'not-applied'],
    ['no counter, the balance taken', noCounter, { balance: 400 }, 'applied'],
    ['no counter, the balance there', noCounter, {}, 'not-applied'],
    [
      'the balance taken, perhaps by a later payment',
      payment(),
      { transactions: log([line(23, { kind: 'purchase' })], { complete: false }), balance: 400 },
      'balance-moved'
    ],
    [
      'the balance taken, online since without a load log',
      payment(),
      { transactions: NONE, loads: NONE, balance: 400, lastOnlineAtc: 25 },
      'balance-moved'
    ],
    [
      'the same, and what was online was the proof for this payment',
      payment({ evidenceId: 'e' }),
      { transactions: NONE, loads: NONE, balance: 400, lastOnlineAtc: 25 },
      'applied'
    ]
  ])('%s', (_name, facts, purse, verdict) => {
    expect(judged(facts, says(purse))).toBe(verdict)
  })

  it.each<[string, Partial<EntryFacts>, Partial<Purse>, string]>([
    ['no line where it would be logged', {}, {}, 'not-applied'],
    ['no line where it is not, the balance taken', {}, { logsFlashPay: false, balance: 400 }, 'applied'],
    ['no line where it is not, the balance there', {}, { logsFlashPay: false }, 'not-applied'],
    [
      'no line where it is not, another balance',
      {},
      { logsFlashPay: false, balance: 450 },
      'balance-unexpected'
    ],
    [
      'a line where none was promised',
      {},
      { logsFlashPay: false, transactions: logged({}), balance: 400 },
      'applied'
    ],
    [
      'no line where it is not, and the balance of before is not known',
      { balanceBefore: undefined as never },
      { logsFlashPay: false, balance: 400 },
      'nothing-to-compare'
    ],
    [
      'a line, and the balance of before is not known',
      { balanceBefore: undefined as never },
      { transactions: logged({}), balance: 400 },
      'applied'
    ]
  ])('flash pay: %s', (_name, facts, purse, verdict) => {
    expect(judged(payment({ flow: 'purchase-flash', ...facts }), says(purse))).toBe(verdict)
  })

  it('flash pay: a card that does not say whether it logs is not taken at its silence', () => {
    const { logsFlashPay: _told, ...silent } = (says({ balance: 400 }) as { purse: Purse }).purse
    expect(judged(payment({ flow: 'purchase-flash' }), { kind: 'purse', purse: silent })).toBe('applied')
  })
})

describe('what the card says of a service', () => {
  const pin = service({ service: 'change-pin' })
  it.each<[string, EntryFacts, PurseOutcome, string]>([
    [
      'limits taken',
      service({ service: 'set-limits', balanceLimit: 9 }),
      says({ limits: { balance: 9 } }),
      'applied'
    ],
    [
      'limits not taken',
      service({ service: 'set-limits', balanceLimit: 9 }),
      says({ limits: { balance: 7 } }),
      'not-applied'
    ],
    ['limits unread', service({ service: 'set-limits', balanceLimit: 9 }), says({ limits: {} }), 'repeat'],
    [
      'limits unread, whose script was answered with 9000',
      service({ service: 'set-limits', balanceLimit: 9, scriptDone: true }),
      says({ limits: {} }),
      'applied'
    ],
    [
      'limits in part',
      service({ service: 'set-limits', balanceLimit: 9, transactionLimit: 8 }),
      says({ limits: { balance: 9, transaction: 7 } }),
      'repeat'
    ],
    ['blocked', service({ service: 'block-application' }), says({ blocked: true }), 'applied'],
    ['not blocked', service({ service: 'block-application' }), says(), 'not-applied'],
    [
      'blocked, over the air',
      service({ service: 'block-application' }),
      { kind: 'unreadable', blocked: true },
      'applied'
    ],
    ['unblocked', service({ service: 'unblock-application' }), says(), 'applied'],
    ['card blocked', service({ service: 'block-card' }), { kind: 'card-blocked' }, 'applied'],
    ['card not blocked', service({ service: 'block-card' }), says(), 'not-applied'],
    ['a PIN, by the counter only', pin, says(), 'needs-counter'],
    ['a PIN, before it was online', pin, says({ lastOnlineAtc: 19 }), 'not-applied'],
    ['a PIN, online since', pin, says({ lastOnlineAtc: 21 }), 'repeat'],
    [
      'a PIN, counted',
      service({ service: 'change-pin', scriptCount: 1, scriptFailed: false }),
      says(),
      'applied'
    ],
    ['a PIN, not counted', service({ service: 'change-pin', scriptCount: 0 }), says(), 'not-applied'],
    [
      'a PIN, failed',
      service({ service: 'change-pin', scriptCount: 1, scriptFailed: true }),
      says(),
      'not-applied'
    ],
    [
      'a PIN, without a word of when it was online',
      pin,
      says({ lastOnlineAtc: undefined as never }),
      'needs-counter'
    ],
    [
      'a PIN, counted, without a word of when it was online',
      service({ service: 'change-pin', scriptCount: 1 }),
      says({ lastOnlineAtc: undefined as never }),
      'applied'
    ],
    [
      'a PIN, not counted, and it may have been online since',
      service({ service: 'change-pin', scriptCount: 0 }),
      says({ lastOnlineAtc: undefined as never }),
      'repeat'
    ],
    ['tries, online since', service({ service: 'unblock-pin' }), says({ lastOnlineAtc: 21 }), 'not-applied']
  ])('%s', (_name, facts, outcome, verdict) => {
    expect(judgeByCard(facts, outcome).kind).toBe(verdict)
  })

  it('a card that tells nothing leaves it open', () => {
    expect(judgeByCard(load(), { kind: 'unreadable', blocked: true }).kind).toBe('needs-card')
    expect(judgeByCard(load(), { kind: 'no-purse' }).kind).toBe('needs-card')
  })
})
