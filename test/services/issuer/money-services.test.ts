import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '../../../src-main/engine/bytes/hex'
import { Secret } from '../../../src-main/engine/crypto/secret'
import { createIssuerWorld, type IssuerWorld } from '../../support/issuer-world'
import { testChips } from '../../support/test-chip'
import { ask, authorise, changesIn, confirm, isSound, reasonOf, reverse } from './support'

let world: IssuerWorld
beforeAll(async () => void (world = await createIssuerWorld()))
afterEach(async () => {
  expect(await isSound(world)).toBe(true)
  await world.reset()
})

const fromAccount = { kind: 'load', from: { kind: 'account' } } as const
const pin = (digits: string): Secret => new Secret(new TextEncoder().encode(digits))
const other = (digits?: string) =>
  ({
    kind: 'load',
    from: {
      kind: 'other-account',
      pan: testChips.credit().pan,
      ...(digits !== undefined && { pin: pin(digits) })
    }
  }) as const

describe('loading', () => {
  it('takes from the account, tells the card its new balance, and owes it once confirmed', async () => {
    const request = authorise(fromAccount, { atc: 9, amount: 10_000 })
    const answer = await ask(world.host, request)
    expect(answer).toMatchObject({ id: request.id, arc: '00', balanceAfter: 18_800 })
    expect(answer.issuerAuthentication).toHaveLength(10)
    expect(toHex(answer.issuerAuthentication?.subarray(8) ?? new Uint8Array())).toBe('3030')
    const [script] = answer.scripts
    expect(script?.template).toBe(0x72)
    expect(script?.commands.map((command) => toHex(command.subarray(0, 11)))).toEqual([
      '04DA9F790A000000018800'
    ])
    const suspense = `suspense:T1:${request.id}`
    expect(await changesIn(world)).toEqual({ 'account:test-debit': -10_000, [suspense]: 10_000 })
    expect((await ask(world.host, confirm(request.id))).arc).toBe('00')
    expect(await changesIn(world)).toEqual({ 'account:test-debit': -10_000, 'ecash:debit-ecash': 10_000 })
  })

  it('gives back what was reversed, or keeps it for the card', async () => {
    const first = authorise(fromAccount, { atc: 9, amount: 10_000 })
    await ask(world.host, first)
    expect((await ask(world.host, reverse(first.id))).arc).toBe('00')
    expect(await changesIn(world)).toEqual({})
    const second = authorise(fromAccount, { atc: 10, amount: 2_000 })
    await ask(world.host, second)
    expect((await ask(world.host, reverse(second.id, true))).arc).toBe('00')
    expect(await changesIn(world)).toEqual({ 'account:test-debit': -2_000, 'kept:debit-ecash': 2_000 })
  })

  it('takes cash, which lies in the drawer', async () => {
    const request = authorise({ kind: 'load', from: { kind: 'cash' } }, { atc: 9, amount: 5_000 })
    await ask(world.host, request)
    await ask(world.host, confirm(request.id))
    expect(await changesIn(world)).toEqual({ 'drawer:D1': -5_000, 'ecash:debit-ecash': 5_000 })
  })

  it('takes from another account with the PIN of its card', async () => {
    const request = authorise(other('123456'), { atc: 9, amount: 5_000 })
    await ask(world.host, request)
    await ask(world.host, confirm(request.id))
    expect(await changesIn(world)).toEqual({ 'account:test-credit': -5_000, 'ecash:debit-ecash': 5_000 })
  })

  it('counts wrong PINs of the other card and stops at the third', async () => {
    const reasons = []
    for (const [atc, digits] of [
      [9, '000000'],
      [10, '111111'],
      [11, '222222'],
      [12, '123456']
    ] as const) {
      reasons.push(await reasonOf(world.host, authorise(other(digits), { atc, amount: 1 })))
    }
    expect(reasons).toEqual(['pin-wrong', 'pin-wrong', 'pin-tries-exceeded', 'pin-tries-exceeded'])
    expect(await reasonOf(world.host, authorise(other(), { atc: 13, amount: 1 }))).toBe('data-missing')
    expect(await changesIn(world)).toEqual({})
  })

  it('keeps to the limit of the card and to what the chip proves', async () => {
    const just = authorise(fromAccount, { atc: 9, amount: 91_200 })
    expect((await ask(world.host, just)).arc).toBe('00')
    const over = authorise(fromAccount, { atc: 10, amount: 91_201 })
    expect(await reasonOf(world.host, over)).toBe('over-balance-limit')
    const unproven = authorise(fromAccount, { atc: 11, amount: 1, balance: undefined })
    expect(await reasonOf(world.host, unproven)).toBe('balance-unproven')
  })

  it('loads what is kept, as much as the card may hold', async () => {
    const first = await ask(world.host, authorise({ kind: 'load-kept' }, { atc: 9 }))
    expect(first.reason).toBe('nothing-kept')
    const [card] = (await world.desk.cards()).filter(({ label }) => label === 'debit-ecash')
    await world.desk.keep({ card: card?.ref ?? '', amount: 95_000, from: 'account', drawer: 'D1' })
    const request = authorise({ kind: 'load-kept' }, { atc: 10 })
    expect(await ask(world.host, request)).toMatchObject({ arc: '00', balanceAfter: 100_000 })
    await ask(world.host, reverse(request.id))
    expect(await changesIn(world)).toEqual({ 'account:test-debit': -95_000, 'kept:debit-ecash': 95_000 })
    const again = authorise({ kind: 'load-kept' }, { atc: 11 })
    await ask(world.host, again)
    await ask(world.host, confirm(again.id))
    expect(await changesIn(world)).toEqual({
      'account:test-debit': -95_000,
      'kept:debit-ecash': 3_800,
      'ecash:debit-ecash': 91_200
    })
    const full = authorise({ kind: 'load-kept' }, { atc: 12, balance: 100_000 })
    expect(await reasonOf(world.host, full)).toBe('over-balance-limit')
  })
})

describe('unloading', () => {
  it('moves nothing before the card has done it', async () => {
    const request = authorise({ kind: 'unload', to: 'account' }, { atc: 9, amount: 3_000 })
    const answer = await ask(world.host, request)
    expect(answer).toMatchObject({ arc: '00', balanceAfter: 5_800 })
    expect(await changesIn(world)).toEqual({})
    await ask(world.host, confirm(request.id))
    expect(await changesIn(world)).toEqual({ 'account:test-debit': 3_000, 'ecash:debit-ecash': -3_000 })
  })

  it('pays cash out of the drawer, also where no account belongs to the card', async () => {
    const chip = testChips.ecash()
    const account = authorise(
      { kind: 'unload', to: 'account' },
      { chip, atc: 5, amount: 650, balance: 3_650 }
    )
    expect(await reasonOf(world.host, account)).toBe('account-unknown')
    const cash = authorise({ kind: 'unload', to: 'cash' }, { chip, atc: 6, amount: 650, balance: 3_650 })
    await ask(world.host, cash)
    await ask(world.host, confirm(cash.id))
    expect(await changesIn(world)).toEqual({ 'drawer:D1': 650, 'ecash:ecash': -650 })
  })

  it('takes no more than is there', async () => {
    const request = authorise({ kind: 'unload', to: 'cash' }, { atc: 9, amount: 8_801 })
    expect(await reasonOf(world.host, request)).toBe('insufficient-funds')
  })
})

describe('paying online', () => {
  it('pays the merchant once confirmed, and not where the TC is none', async () => {
    const request = authorise({ kind: 'purchase' }, { atc: 9, amount: 2_500 })
    await ask(world.host, request)
    const chip = testChips.debit().says({ atc: 9, amount: 2_500, kind: 'ARQC then TC' })
    const wrong = new Map(chip).set(0x9f26, new Uint8Array(8))
    const refused = { ...confirm(request.id, 'c-wrong'), chip: wrong }
    expect(await reasonOf(world.host, refused)).toBe('cryptogram-wrong')
    const stale = {
      ...confirm(request.id, 'c-stale'),
      chip: testChips.debit().says({ atc: 8, amount: 2_500, kind: 'TC' })
    }
    expect(await reasonOf(world.host, stale)).toBe('cryptogram-wrong')
    expect((await ask(world.host, { ...confirm(request.id, 'c-right'), chip })).arc).toBe('00')
    expect(await changesIn(world)).toEqual({ 'account:test-debit': -2_500, 'merchant:M1': 2_500 })
  })

  it('asks account, limit and funds', async () => {
    const spend = (atc: number, amount: number, chip = testChips.debit()) =>
      reasonOf(world.host, authorise({ kind: 'purchase' }, { chip, atc, amount }))
    expect(await spend(9, 1_000_001)).toBe('insufficient-funds')
    expect(await spend(10, 5_000_001)).toBe('over-limit')
    expect(await spend(5, 100, testChips.ecash())).toBe('account-unknown')
    expect(await spend(4, 2_000_000, testChips.credit())).toBeUndefined()
    expect(await spend(5, 1, testChips.credit())).toBe('insufficient-funds')
  })

  it('declines for a closed account', async () => {
    await world.database.transaction(async ({ issuer }) => {
      const limits = { creditLimit: 0, singleLimit: 1_000 }
      await issuer.addAccount({ ref: 'gone', kind: 'debit', ...limits, status: 'closed', test: true })
      const card = (await issuer.cards()).find(({ label }) => label === 'debit-ecash')
      await issuer.changeCard(card?.ref ?? '', { account: 'gone' })
    })
    expect(await reasonOf(world.host, authorise({ kind: 'purchase' }, { atc: 9, amount: 1 }))).toBe(
      'account-closed'
    )
    const load = authorise(fromAccount, { atc: 10, amount: 1 })
    expect(await reasonOf(world.host, load)).toBe('account-closed')
  })
})

describe('amounts', () => {
  it.each([0, -1, 0.5, Number.NaN, 1e15])('never moves %d', async (amount) => {
    for (const service of [fromAccount, { kind: 'unload', to: 'cash' }, { kind: 'purchase' }] as const) {
      const request = authorise(service, { atc: 9, amount: amount === 0 ? 0 : 1 }, { amount })
      expect(await reasonOf(world.host, request)).toBe('amount-invalid')
    }
    expect(await changesIn(world)).toEqual({})
  })

  it('has to be the one that the cryptogram covers', async () => {
    const request = authorise(fromAccount, { atc: 9, amount: 100 }, { amount: 10_000 })
    expect(await reasonOf(world.host, request)).toBe('amount-invalid')
  })
})
