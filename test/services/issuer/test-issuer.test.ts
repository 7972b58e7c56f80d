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
import { createIssuerWorld } from '../../support/issuer-world'

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
