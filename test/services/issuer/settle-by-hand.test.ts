// What no card settles any more: money of entries that were handed over, and of cards that are lost.
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Secret } from '../../../src-main/engine/crypto/secret'
import type { JournalFacts } from '../../../src-main/engine/workflow/journal'
import { IssuerDesk } from '../../../src-main/services/issuer/issuer-desk'
import type { ByHand, OpenMoney } from '../../../src-main/services/issuer/open-money'
import { createIssuerWorld, TEST_NOW, type IssuerWorld } from '../../support/issuer-world'
import { testChips } from '../../support/test-chip'
import { advice, ask, authorise, changesIn, confirm, isSound, origin, reasonOf, reverse } from './support'

let world: IssuerWorld
beforeAll(async () => void (world = await createIssuerWorld()))
afterEach(async () => {
  expect(await isSound(world)).toBe(true)
  await world.reset()
})

const SESSION = '0123456789abcdef'
const account = { kind: 'account' } as const
const paid = { 'ecash:debit-ecash': -1_250, 'merchant:M1': 1_250 }

/** Asks for it under the name that an entry of the journal gives it, and leaves it there. */
async function begun(
  entry: string,
  service: Parameters<typeof authorise>[0],
  amount: number,
  atc: number,
  closed?: 'given-up'
): Promise<string> {
  const facts = { flow: service.kind, session: SESSION, amount }
  await world.journal.append({ entry, step: 'asked', facts, ...(closed !== undefined && { closed }) })
  const request = authorise(service, { atc, amount }, { id: `${entry}-a` })
  expect((await ask(world.host, request)).arc).toBe('00')
  return request.id
}

async function settle(name: string, how: ByHand): Promise<OpenMoney | undefined> {
  const plan = await world.desk.planByHand(name, how)
  if (plan.kind === 'settled') return undefined
  await world.desk.settleByHand(plan.money, how)
  return plan.money
}

const codeOf = (settling: Promise<unknown>): Promise<string> =>
  settling.then(
    () => 'done',
    (error: unknown) => (error as { code: string }).code
  )

describe('money that lies open', () => {
  it('is listed with card, amount, age, and what each way of settling it will post', async () => {
    await begun('e-1', { kind: 'load', from: account }, 1_000, 9, 'given-up')
    await begun('e-2', { kind: 'unload', to: 'cash' }, 500, 10)
    const card = (await world.desk.cards()).find(({ label }) => label === 'debit-ecash')?.ref ?? ''
    await world.desk.keep({ card, amount: 300, from: 'cash', drawer: 'desk' })
    const open = await world.desk.openMoney()
    expect(open).toMatchObject([
      {
        ...{ entry: 'e-1', where: 'suspense', service: 'load', amount: 1_000, since: TEST_NOW },
        ...{ pan: '622848*********0018', label: 'debit-ecash', journal: 'given-up' },
        ways: {
          confirm: [{ source: 'suspense:T1:e-1-a', target: `ecash:${card}`, amount: 1_000 }],
          reverse: [{ source: 'suspense:T1:e-1-a', target: 'account:test-debit', amount: 1_000 }]
        }
      },
      {
        ...{ entry: 'e-2', where: 'unload', journal: 'open' },
        ways: { confirm: [{ source: `ecash:${card}`, target: 'drawer:D1', amount: 500 }], reverse: [] }
      },
      {
        where: 'kept',
        service: 'keep',
        ways: { release: [{ source: `kept:${card}`, target: 'drawer:desk' }] }
      }
    ])
    expect(JSON.stringify(open)).not.toContain('6228480000000000018')
  })

  it.each([
    ['confirm', { 'account:test-debit': -1_000, 'ecash:debit-ecash': 1_000 }, 'completed'],
    ['reverse', {}, 'reversed']
  ] as const)('of an interrupted load: %s, once', async (how, changes, closed) => {
    await begun('e-1', { kind: 'load', from: account }, 1_000, 9)
    expect(await settle('e-1', how)).toMatchObject({ amount: 1_000 })
    expect(await changesIn(world)).toEqual(changes)
    expect(await settle('e-1', how)).toBeUndefined()
    expect(await changesIn(world)).toEqual(changes)
    expect(await world.journal.entry('e-1')).toMatchObject({ closed, facts: { byHand: how } })
    expect(await codeOf(settle('e-1', how === 'confirm' ? 'reverse' : 'confirm'))).toBe('issuer-refused')
    expect(await codeOf(settle('e-1', 'release'))).toBe('issuer-refused')
    expect(await world.desk.openMoney()).toEqual([])
  })

  it('of an entry that was handed over: it stays given up, and the terminal is told the same afterwards', async () => {
    const id = await begun('e-1', { kind: 'load', from: account }, 1_000, 9, 'given-up')
    await settle('e-1', 'reverse')
    expect(await world.journal.entry('e-1')).toMatchObject({ closed: 'given-up' })
    expect(await reasonOf(world.host, confirm(id))).toBe('already-reversed')
    expect(await reasonOf(world.host, reverse(id))).toBeUndefined()
    expect(await changesIn(world)).toEqual({})
  })

  it('of an unload is paid out where the card gave it off, and forgotten where it did not', async () => {
    await begun('e-1', { kind: 'unload', to: 'account' }, 500, 9)
    await begun('e-2', { kind: 'unload', to: 'account' }, 700, 10)
    await settle('e-1', 'confirm')
    await settle('e-2', 'reverse')
    expect(await changesIn(world)).toEqual({ 'ecash:debit-ecash': -500, 'account:test-debit': 500 })
  })

  it('that is kept goes back to where it came from, as far as it was not loaded meanwhile', async () => {
    const first = await begun('e-1', { kind: 'load', from: { kind: 'cash' } }, 1_000, 9)
    const second = await begun('e-2', { kind: 'load', from: account }, 2_000, 10)
    await ask(world.host, reverse(first, true))
    await ask(world.host, reverse(second, true))
    expect(await codeOf(settle('e-1', 'reverse'))).toBe('settlement-impossible')
    // The card has room for 12.00 only: the whole of the first and 2.00 of the second.
    const load = authorise({ kind: 'load-kept' }, { atc: 11, balance: 98_800 })
    await ask(world.host, load)
    await ask(world.host, reverse(load.id))
    expect((await world.desk.openMoney()).map(({ entry, amount }) => [entry, amount])).toEqual([
      ['e-1', 1_000],
      ['e-2', 2_000]
    ])
    const again = authorise({ kind: 'load-kept' }, { atc: 12, balance: 98_800 })
    await ask(world.host, again)
    await ask(world.host, confirm(again.id))
    expect(await settle('e-2', 'release')).toMatchObject({ amount: 1_800 })
    expect(await settle('e-2', 'release')).toBeUndefined()
    expect(await changesIn(world)).toEqual({
      'drawer:D1': -1_000,
      'account:test-debit': -200,
      'ecash:debit-ecash': 1_200
    })
    expect(await world.journal.entry('e-2')).toMatchObject({ closed: 'reversed' })
  })

  it('that was to go back onto a lost card is paid to its account', async () => {
    const shown = authorise({ kind: 'evidence' }, { atc: 10, balance: 7_550 })
    await ask(world.host, shown)
    const claim = { kind: 'claim', id: 'e-7-claim-89ab', origin, amount: 1_250, currency: 156 } as const
    await ask(world.host, { ...claim, atc: 9, evidence: shown.id, refund: true })
    expect(await settle('e-7-claim-89ab', 'release')).toMatchObject({ service: 'refund' })
    expect(await changesIn(world)).toEqual({ 'ecash:debit-ecash': -1_250, 'account:test-debit': 1_250 })
  })

  it('is not settled under a name that nobody knows, nor in a way that does not fit', async () => {
    await begun('e-1', { kind: 'load', from: account }, 1_000, 9)
    expect(await codeOf(settle('none', 'confirm'))).toBe('entry-unknown')
    expect(await codeOf(settle('e-1', 'release'))).toBe('settlement-impossible')
  })

  it('is left alone while somebody works on it, and where it is not what was shown any more', async () => {
    await begun('e-1', { kind: 'load', from: account }, 1_000, 9)
    const options = { now: () => TEST_NOW, random: (length: number) => new Uint8Array(length) }
    const busy = new IssuerDesk(world.database, world.references, options, (session) => session === SESSION)
    expect(await codeOf(busy.planByHand('e-1', 'reverse'))).toBe('entry-busy')
    const [money] = await world.desk.openMoney()
    const other = { ...money, ways: { reverse: [] } } as unknown as OpenMoney
    expect(await codeOf(world.desk.settleByHand(other, 'reverse'))).toBe('entry-busy')
    expect(await changesIn(world)).toMatchObject({ 'suspense:T1:e-1-a': 1_000 })
  })

  it('of a card without an account goes to the drawer', async () => {
    const chip = testChips.ecash()
    const shown = authorise({ kind: 'evidence' }, { chip, atc: 10, balance: 3_000 })
    await ask(world.host, shown)
    const claim = { kind: 'claim', id: 'k', origin, amount: 650, currency: 156, atc: 9 } as const
    await ask(world.host, { ...claim, evidence: shown.id, refund: true })
    await settle('k', 'release')
    expect(await changesIn(world)).toEqual({ 'ecash:ecash': -650, 'drawer:desk': 650 })
  })
})

describe('a service that the card took and the issuer would not', () => {
  it('is listed without money, and changes the card at the issuer when it is confirmed, once', async () => {
    await begun('e-1', { kind: 'set-limits', balanceLimit: 50_000 }, 0, 9, 'given-up')
    expect(await world.desk.openMoney()).toMatchObject([
      {
        ...{ entry: 'e-1', where: 'service', service: 'set-limits', amount: 0, journal: 'given-up' },
        ways: { confirm: [], reverse: [] }
      }
    ])
    await settle('e-1', 'confirm')
    expect(await debitCard()).toMatchObject({ balanceLimit: 50_000 })
    expect(await settle('e-1', 'confirm')).toBeUndefined()
    expect(await codeOf(settle('e-1', 'reverse'))).toBe('issuer-refused')
    expect(await world.desk.openMoney()).toEqual([])
    expect(await changesIn(world)).toEqual({})
  })

  it('is forgotten when it is reversed', async () => {
    const pin = new Secret(new TextEncoder().encode('111111'))
    await begun('e-1', { kind: 'change-pin', pin }, 0, 9, 'given-up')
    await settle('e-1', 'reverse')
    const before = new Secret(new TextEncoder().encode('123456'))
    const paid = authorise({ kind: 'purchase' }, { atc: 10, amount: 100 }, { pin: before })
    expect(await reasonOf(world.host, paid)).toBeUndefined()
    expect(await settle('e-1', 'reverse')).toBeUndefined()
    expect(await codeOf(settle('e-1', 'confirm'))).toBe('issuer-refused')
  })

  it('is none where the card only proved its balance', async () => {
    await begun('e-1', { kind: 'evidence' }, 0, 9, 'given-up')
    expect(await world.desk.openMoney()).toEqual([])
  })
})

describe('a payment that was handed over', () => {
  it.each([
    ['confirm', paid],
    ['reverse', {}]
  ] as const)('is listed, and settled once: %s', async (how, changes) => {
    const card = await handedOver('e-1')
    expect(await world.desk.openMoney()).toMatchObject([
      {
        ...{ entry: 'e-1', where: 'payment', service: 'ecash-purchase', amount: 1_250, journal: 'given-up' },
        ...{ pan: '622848*********0018', label: 'debit-ecash', terminal: 'T1' },
        ways: { confirm: [{ source: `ecash:${card}`, target: 'merchant:M1', amount: 1_250 }], reverse: [] }
      }
    ])
    expect(await settle('e-1', how)).toMatchObject({ amount: 1_250 })
    expect(await changesIn(world)).toEqual(changes)
    expect(await settle('e-1', how)).toBeUndefined()
    expect(await changesIn(world)).toEqual(changes)
    expect(await world.desk.openMoney()).toEqual([])
    expect(await codeOf(settle('e-1', how === 'confirm' ? 'reverse' : 'confirm'))).toBe('issuer-refused')
    expect(await world.journal.entry('e-1')).toMatchObject({ closed: 'given-up', facts: { byHand: how } })
  })

  it('pays the merchant once, should its proof turn up after all', async () => {
    await handedOver('e-1')
    await settle('e-1', 'confirm')
    expect((await ask(world.host, advice({ atc: 9, amount: 1_250 }, 'u1'))).arc).toBe('00')
    expect(await changesIn(world)).toEqual(paid)
  })

  it('and that the issuer has settled by its proof is not open', async () => {
    await ask(world.host, advice({ atc: 9, amount: 1_250 }, 'u1'))
    await handedOver('e-1')
    expect(await world.desk.openMoney()).toEqual([])
  })

  it('with a card of another issuer, or for which nothing was to be paid, is none of this one', async () => {
    await handedOver('e-1', { card: '0'.repeat(32) })
    await handedOver('e-2', { flow: 'load' })
    await handedOver('e-3', { currency: 840 })
    expect(await world.desk.openMoney()).toEqual([])
  })

  it('whose amount the card is to get back is kept for it, from where it can be released', async () => {
    const card = await handedOver('e-1', { debited: true, refundDue: true })
    expect(await world.desk.openMoney()).toMatchObject([
      {
        ...{ entry: 'e-1', where: 'payment', service: 'refund' },
        ways: {
          confirm: [{ source: `ecash:${card}`, target: 'merchant:M1' }],
          reverse: [{ source: `ecash:${card}`, target: `kept:${card}`, amount: 1_250 }]
        }
      }
    ])
    await settle('e-1', 'reverse')
    expect(await changesIn(world)).toEqual({ 'ecash:debit-ecash': -1_250, 'kept:debit-ecash': 1_250 })
    expect(await settle('e-1', 'reverse')).toBeUndefined()
    expect(await reasonOf(world.host, advice({ atc: 9, amount: 1_250 }, 'u1'))).toBe('already-reversed')
    expect(await world.desk.openMoney()).toMatchObject([{ entry: 'e-1', where: 'kept' }])
    await settle('e-1', 'release')
    expect(await changesIn(world)).toEqual({ 'ecash:debit-ecash': -1_250, 'account:test-debit': 1_250 })
    expect(await codeOf(settle('e-1', 'confirm'))).toBe('issuer-refused')
  })

  it('with a card that was made anew since is paid from where that was', async () => {
    await handedOver('e-1')
    await handedOver('e-2', { atc: 10, debited: true, refundDue: true })
    await world.desk.testCardMade('debit-ecash', 1)
    expect(await settle('e-1', 'confirm')).toMatchObject({ ways: { confirm: [{ source: 'opening' }] } })
    expect(await settle('e-2', 'reverse')).toMatchObject({ ways: { reverse: [] } })
    expect(await changesIn(world)).toEqual({ opening: -1_250, 'merchant:M1': 1_250 })
    expect((await ask(world.host, advice({ atc: 9, amount: 300 }, 'u1'))).arc).toBe('00')
  })
})

async function debitCard() {
  return (await world.desk.cards()).find(({ label }) => label === 'debit-ecash')
}

/** A flash payment of which nobody could tell any more whether the card made it; returns the card's reference. */
async function handedOver(entry: string, more: JournalFacts = {}): Promise<string> {
  const { pan, psn } = testChips.debit()
  const card = world.references.reference(pan, psn)
  const { terminal, merchant, drawer, at } = origin
  const facts = { flow: 'purchase-flash', card, psn, amount: 1_250, currency: 156, atc: 9, session: SESSION }
  await world.journal.append({
    entry,
    step: 'paying',
    facts: { ...facts, terminal, merchant, drawer, at, ...more }
  })
  await world.journal.append({ entry, step: 'handed-over', facts: {}, closed: 'given-up' })
  return card
}
