import { describe, expect, it } from 'vitest'
import seeds from '../../../resources/test-issuer/accounts.json'
import { hex } from '../../../src-main/engine/bytes/hex'
import { bcdDigits, compressedDigits } from '../../../src-main/engine/bytes/bcd'
import { uint } from '../../../src-main/engine/bytes/bytes'
import { decodeTlv, findTag } from '../../../src-main/engine/tlv/tlv'
import { CREDIT_ECASH } from '../../../src-main/virtual-card/ready-made/credit-ecash'
import { DEBIT_ECASH } from '../../../src-main/virtual-card/ready-made/debit-ecash'
import { ECASH } from '../../../src-main/virtual-card/ready-made/ecash'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { Secret } from '../../../src-main/engine/crypto/secret'
import { MemoryDatabase } from '../../../src-main/adapters/database/memory-database'
import { createIssuerWorld, moneyWorld } from '../../support/issuer-world'
import { testChips } from '../../support/test-chip'
import { ask, authorise, changesIn, confirm, isSound, origin, reasonOf, reverse } from './support'

const profiles = { 'debit-ecash': DEBIT_ECASH, 'credit-ecash': CREDIT_ECASH, ecash: ECASH } as const

describe('the accounts of the TEST issuer', () => {
  it.each(seeds.cards)('know $label as it is made', (seed) => {
    const kind = seed.label as keyof typeof profiles
    const profile = profiles[kind]
    expect(seed).toMatchObject({
      pan: profile.pan,
      expiry: profile.expiry,
      balance: profile.history.balance,
      atc: profile.history.atc,
      transactionLimit: profile.singleLimit,
      resetThreshold: profile.resetThreshold
    })
    expect('pin' in seed ? seed.pin : undefined).toBe(profile.pin)
    const cells = Object.entries(readyMadeCard(kind).memory.cells)
    const object = (tag: string): Uint8Array => {
      const [, value] = cells.find(([name]) => name.toUpperCase().endsWith(tag)) ?? []
      return hex(value ?? '')
    }
    expect(Number(bcdDigits(object('9F79')))).toBe(seed.balance)
    expect(Number(bcdDigits(object('9F77')))).toBe(seed.balanceLimit)
    expect(uint(object('9F36'))).toBe(seed.atc)
    const records = cells.map(([, value]) => decodeTlv(hex(value)).nodes)
    const inRecords = (tag: number): Uint8Array =>
      records.map((nodes) => findTag(nodes, tag)?.value).find((value) => value !== undefined) ??
      new Uint8Array()
    expect(compressedDigits(inRecords(0x5a))).toBe(seed.pan)
    expect(bcdDigits(inRecords(0x5f34))).toBe(seed.psn)
    expect(bcdDigits(inRecords(0x5f24))).toBe(seed.expiry)
  })

  it('are opened once, marked TEST, with truncated numbers', async () => {
    const world = await createIssuerWorld()
    await Promise.all([world.desk.accounts(), world.desk.cards(), world.desk.overview()])
    const cards = await world.desk.cards()
    expect(cards.map(({ label, pan, test, ecash }) => ({ label, pan, test, ecash }))).toEqual([
      { label: 'credit-ecash', pan: '622848******0015', test: true, ecash: 15_680 },
      { label: 'debit-ecash', pan: '622848*********0018', test: true, ecash: 8_800 },
      { label: 'ecash', pan: '622848*********0026', test: true, ecash: 3_650 }
    ])
    const overview = await world.desk.overview()
    expect(overview).toMatchObject({ test: true, currency: 156, unsettled: { count: 0, amount: 0 } })
    expect(overview.accounts.reduce((sum, { balance }) => sum + balance, 0)).toBe(0)
    const [debit] = cards.filter(({ label }) => label === 'debit-ecash')
    expect(await world.desk.cardView(debit?.ref ?? '')).toEqual({ test: true, available: 1_000_000, kept: 0 })
    expect(await world.desk.cardView('0'.repeat(32))).toBeUndefined()
  })

  it('take in a card that is enrolled, with an account for it', async () => {
    const world = await createIssuerWorld()
    const ref = await world.desk.enrolCard(
      {
        pan: '6228480000000000034',
        psn: '01',
        expiry: '301231',
        label: 'new',
        account: 'new',
        balance: 500,
        atc: 1,
        balanceLimit: 100_000,
        transactionLimit: 100_000,
        resetThreshold: 0,
        pin: '1234'
      },
      { ref: 'new', kind: 'credit', creditLimit: 1_000, singleLimit: 1_000, balance: 0 }
    )
    expect(await world.desk.cardView(ref)).toEqual({ test: true, available: 1_000, kept: 0 })
    expect(await world.desk.check()).toMatchObject({ total: 0, wrong: [] })
  })
})

describe('a TEST card that is made anew', () => {
  const pin = (digits: string): Secret => new Secret(new TextEncoder().encode(digits))

  it('has the PIN, the tries and the limits that it had at first', async () => {
    const world = await createIssuerWorld()
    const change = authorise({ kind: 'change-pin', pin: pin('111111') }, { atc: 9 })
    await ask(world.host, change)
    await ask(world.host, confirm(change.id))
    const limits = authorise({ kind: 'set-limits', balanceLimit: 10_000 }, { atc: 10 })
    await ask(world.host, limits)
    await ask(world.host, confirm(limits.id))
    const wrong = authorise({ kind: 'purchase' }, { atc: 11, amount: 100 }, { pin: pin('123456') })
    expect(await reasonOf(world.host, wrong)).toBe('pin-wrong')
    await world.desk.testCardMade('debit-ecash', 1)
    const [debit] = (await world.desk.cards()).filter(({ label }) => label === 'debit-ecash')
    expect(debit).toMatchObject({ pinTriesLeft: 3, balanceLimit: 100_000, atc: 8, status: 'active' })
    const right = authorise({ kind: 'purchase' }, { atc: 9, amount: 100 }, { pin: pin('123456') })
    expect(await reasonOf(world.host, right)).toBeUndefined()
  })

  it('gets back what lay in suspense for it, to be seen on the statement, and proves nothing of before', async () => {
    const world = await createIssuerWorld()
    const load = authorise({ kind: 'load', from: { kind: 'account' } }, { atc: 9, amount: 4_000 })
    await ask(world.host, load)
    const shown = authorise({ kind: 'evidence' }, { atc: 20, balance: 0 })
    await ask(world.host, shown)
    await world.desk.testCardMade('debit-ecash', 1)
    expect(await changesIn(world)).toEqual({})
    expect(await world.desk.openMoney()).toEqual([])
    expect(await world.desk.statement('account:test-debit', 1)).toMatchObject([
      { purpose: 'card-renewed', amount: 4_000, balance: 1_000_000 }
    ])
    const claim = { kind: 'claim', id: 'k', origin, amount: 1_250, currency: 156, atc: 10 } as const
    expect(await reasonOf(world.host, { ...claim, evidence: shown.id, refund: false })).toBe(
      'original-unknown'
    )
    expect(await reasonOf(world.host, confirm(load.id))).toBe('already-reversed')
    expect(await isSound(world)).toBe(true)
  })

  it('leaves a purchase from its account alone, which the terminal still confirms or takes back', async () => {
    const world = await createIssuerWorld()
    const chip = testChips.debit()
    const paying = authorise({ kind: 'purchase' }, { atc: 9, amount: 4_000 })
    const failing = authorise({ kind: 'purchase' }, { atc: 10, amount: 500 })
    await ask(world.host, paying)
    await ask(world.host, failing)
    await world.desk.testCardMade('debit-ecash', 1)
    const tc = chip.says({ atc: 9, amount: 4_000, kind: 'ARQC then TC' })
    expect(await reasonOf(world.host, { ...confirm(paying.id), chip: tc })).toBeUndefined()
    expect(await reasonOf(world.host, reverse(failing.id))).toBeUndefined()
    expect(await changesIn(world)).toEqual({ 'account:test-debit': -4_000, 'merchant:M1': 4_000 })
    const next = authorise({ kind: 'purchase' }, { atc: 9, amount: 100 })
    expect(await reasonOf(world.host, next)).toBeUndefined()
  })

  it('is waited for before the program ends', async () => {
    const world = moneyWorld(new MemoryDatabase())
    void world.desk.testCardMade('debit-ecash', 2)
    await world.desk.idle()
    await world.database.close()
    const labels = await world.database.transaction(async ({ issuer }) =>
      (await issuer.cards()).map(({ label }) => label)
    )
    expect(labels).toContain('debit-ecash-2')
  })

  it('of a kind without money, or one of a number that is new, is taken in', async () => {
    const world = await createIssuerWorld()
    await world.desk.testCardMade('blank', 1)
    await world.desk.testCardMade('debit-ecash', 2)
    expect((await world.desk.cards()).map(({ label }) => label)).toContain('debit-ecash-2')
  })
})
