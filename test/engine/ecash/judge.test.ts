import { describe, expect, it } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import type { EntryFacts } from '../../../src-main/engine/ecash/entry/entry-facts'
import { judgeByCard } from '../../../src-main/engine/ecash/judge/judge-by-card'
import { judgeByJournal } from '../../../src-main/engine/ecash/judge/judge-by-journal'
import type { Purse, PurseLogLine } from '../../../src-main/engine/ecash/purse/purse'
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

function says(more: Partial<Purse> = {}): PurseOutcome {
  const purse: Purse = {
    ...{ aid: hex('A000000333010101'), pan: '6228480000000000018', psn: '01', blocked: false, currency: 156 },
    ...{ balance: 500, limits: {}, atc: 21, lastOnlineAtc: 20 },
    ...{ loads: { lines: [line(6)], capacity: 10 }, transactions: { lines: [line(5)], capacity: 10 } },
    ...more
  }
  return { kind: 'purse', purse }
}

const full = (from: number): PurseLogLine[] => Array.from({ length: 10 }, (_, index) => line(from + index))

describe('what the journal alone proves', () => {
  it.each<[string, EntryFacts, string]>([
    ['a script that was never sent', load({ scriptSent: false }), 'not-applied'],
    ['a script that was sent', load(), 'needs-card'],
    ['a script that the card took', load({ scriptDone: true }), 'applied'],
    ['a script that the card refused', load({ scriptDone: false }), 'not-applied'],
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

describe('what the card says of a load', () => {
  const none = { lines: [], capacity: 0 }
  it.each<[string, Partial<Purse>, string]>([
    [
      'a line with the new balance',
      { loads: { lines: [line(20, { after: 600 })], capacity: 10 } },
      'applied'
    ],
    [
      'a line with another balance',
      { loads: { lines: [line(20, { after: 700 })], capacity: 10 } },
      'not-applied'
    ],
    ['no line', {}, 'not-applied'],
    ['no line, and the balance of a later load', { balance: 600 }, 'not-applied'],
    ['a log that does not reach back', { loads: { lines: full(30), capacity: 10 } }, 'ambiguous'],
    ['no log, the new balance', { loads: none, balance: 600 }, 'applied'],
    ['no log, the old balance', { loads: none }, 'not-applied'],
    ['no log, another balance', { loads: none, balance: 555 }, 'ambiguous'],
    ['no log, and it was online since', { loads: none, balance: 600, lastOnlineAtc: 21 }, 'ambiguous'],
    ['a counter of before', { atc: 19 }, 'ambiguous']
  ])('%s', (_name, purse, verdict) => {
    expect(judgeByCard(load(), says(purse)).kind).toBe(verdict)
  })

  it('stands above what the card was heard to say', () => {
    expect(judgeByCard(load({ scriptDone: true }), says()).kind).toBe('not-applied')
    const taken = says({ loads: { lines: [line(20, { after: 600 })], capacity: 10 } })
    expect(judgeByCard(load({ scriptDone: false }), taken).kind).toBe('applied')
  })

  it('changes no decision', () => {
    expect(judgeByCard(load({ decision: 'confirm' }), says()).kind).toBe('applied')
  })
})

describe('what the card says of a payment', () => {
  const logged = (more: Partial<PurseLogLine>): Partial<Purse> => ({
    transactions: { lines: [line(20, more)], capacity: 10 }
  })
  it.each<[string, EntryFacts, Partial<Purse>, string]>([
    ['a line with the amount', payment(), logged({}), 'applied'],
    ['a line with another amount', payment(), logged({ amount: 99 }), 'not-applied'],
    ['no line', payment(), {}, 'not-applied'],
    ['no counter, the balance taken', payment({ atc: undefined as never }), { balance: 400 }, 'applied'],
    ['no counter, the balance there', payment({ atc: undefined as never }), {}, 'not-applied']
  ])('%s', (_name, facts, purse, verdict) => {
    expect(judgeByCard(facts, says(purse)).kind).toBe(verdict)
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
    ['limits not taken', service({ service: 'set-limits', balanceLimit: 9 }), says(), 'not-applied'],
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
    ['tries, online since', service({ service: 'unblock-pin' }), says({ lastOnlineAtc: 21 }), 'not-applied']
  ])('%s', (_name, facts, outcome, verdict) => {
    expect(judgeByCard(facts, outcome).kind).toBe(verdict)
  })

  it('a card that tells nothing leaves it open', () => {
    expect(judgeByCard(load(), { kind: 'unreadable', blocked: true }).kind).toBe('needs-card')
    expect(judgeByCard(load(), { kind: 'no-purse' }).kind).toBe('needs-card')
  })
})
