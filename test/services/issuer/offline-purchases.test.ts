import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { HostRequest } from '../../../src-main/engine/workflow/host'
import { createIssuerWorld, type IssuerWorld } from '../../support/issuer-world'
import { testChips, type ChipSaying } from '../../support/test-chip'
import { advice, ask, authorise, changesIn, confirm, isSound, origin, reasonOf } from './support'

let world: IssuerWorld
beforeAll(async () => void (world = await createIssuerWorld()))
afterEach(async () => {
  expect(await isSound(world)).toBe(true)
  await world.reset()
})

const paid = (amount: number) => ({ 'ecash:debit-ecash': -amount, 'merchant:M1': amount })

describe('an advice', () => {
  it.each([
    ['pboc-01', true],
    ['pboc-01-sm4', true],
    ['pboc-17', false],
    ['pboc-17-sm4', false]
  ] as const)('pays the merchant from e-cash for a TC of %s (9F74: %s)', async (profile, ecash) => {
    expect((await ask(world.host, advice({ atc: 9, amount: 1_250, profile, ecash }, 'u1'))).arc).toBe('00')
    expect(await changesIn(world)).toEqual(paid(1_250))
  })

  it('pays from the account behind the card where no e-cash was taken, once, even beyond what it holds', async () => {
    const offline = advice({ atc: 9, amount: 1_250, profile: 'pboc-01' }, 'u1')
    expect((await ask(world.host, offline)).arc).toBe('00')
    expect((await ask(world.host, { ...offline, id: 'u2' })).arc).toBe('00')
    expect(await changesIn(world)).toEqual({ 'account:test-debit': -1_250, 'merchant:M1': 1_250 })
    const more = advice({ atc: 10, amount: 1_000_000, profile: 'pboc-01' }, 'u3')
    expect((await ask(world.host, more)).arc).toBe('00')
    expect(await changesIn(world)).toMatchObject({ 'account:test-debit': -1_001_250 })
  })

  it('from an account is refused for a card that has none', async () => {
    const chip = testChips.ecash()
    const request = advice({ chip, atc: 9, amount: 100, profile: 'pboc-01' }, 'u1')
    expect(await reasonOf(world.host, request)).toBe('account-unknown')
    expect(await changesIn(world)).toEqual({})
  })

  it('is settled once, under whatever id it comes', async () => {
    const first = advice({ atc: 9, amount: 1_250 }, 'u1')
    await ask(world.host, first)
    expect(await ask(world.host, first)).toEqual(await ask(world.host, first))
    expect((await ask(world.host, { ...first, id: 'u2' })).arc).toBe('00')
    const elsewhere = { ...first, id: 'u3', origin: { ...origin, terminal: 'T2', merchant: 'M2' } }
    expect((await ask(world.host, elsewhere)).arc).toBe('00')
    expect(await changesIn(world)).toEqual(paid(1_250))
  })

  it('may come late, out of order, and after the card was blocked', async () => {
    const block = authorise({ kind: 'block-card' }, { atc: 12 })
    await ask(world.host, block)
    await ask(world.host, confirm(block.id))
    expect((await ask(world.host, advice({ atc: 11, amount: 200 }, 'u1'))).arc).toBe('00')
    expect((await ask(world.host, advice({ atc: 10, amount: 100 }, 'u2'))).arc).toBe('00')
    expect(await changesIn(world)).toEqual(paid(300))
  })

  it('moves the watch on the counter up', async () => {
    await ask(world.host, advice({ atc: 20, amount: 100 }, 'u1'))
    expect(await reasonOf(world.host, authorise({ kind: 'evidence' }, { atc: 20 }))).toBe('atc-replayed')
    expect(await reasonOf(world.host, authorise({ kind: 'evidence' }, { atc: 21 }))).toBeUndefined()
  })

  it('moves nothing without a right TC', async () => {
    const wrong = new Map([[0x9f26, new Uint8Array(8)]])
    expect(await reasonOf(world.host, advice({ atc: 9, amount: 100, tampered: wrong }, 'u1'))).toBe(
      'cryptogram-wrong'
    )
    expect(await reasonOf(world.host, advice({ atc: 9, amount: 100, kind: 'ARQC' }, 'u2'))).toBe(
      'cryptogram-wrong'
    )
    expect(await reasonOf(world.host, { ...advice({ atc: 9, amount: 100 }, 'u3'), amount: 200 })).toBe(
      'amount-invalid'
    )
    expect(await reasonOf(world.host, advice({ atc: 9, amount: 0 }, 'u4'))).toBe('amount-invalid')
    expect(await reasonOf(world.host, { ...advice({ atc: 9, amount: 5 }, 'u5'), currency: 840 })).toBe(
      'currency-differs'
    )
    expect(await changesIn(world)).toEqual({})
  })

  it('with another TC under a settled counter is refused', async () => {
    await ask(world.host, advice({ atc: 9, amount: 100 }, 'u1'))
    expect(await reasonOf(world.host, advice({ atc: 9, amount: 150 }, 'u2'))).toBe('atc-replayed')
    expect(await changesIn(world)).toEqual(paid(100))
  })
})

describe('a claim', () => {
  /** The card has 12.50 less than the issuer owes; its log says ATC 9. */
  async function evidence(atc = 10, balance: number | undefined = 7_550): Promise<string> {
    const request = authorise({ kind: 'evidence' }, { atc, balance })
    await ask(world.host, request)
    return request.id
  }
  const claim = (evidenceId: string, more: Partial<Extract<HostRequest, { kind: 'claim' }>> = {}) =>
    ({
      kind: 'claim',
      id: 'k1',
      origin,
      amount: 1_250,
      currency: 156,
      atc: 9,
      evidence: evidenceId,
      refund: false,
      ...more
    }) as const

  it('pays the merchant what the card proves to have spent', async () => {
    const shown = await evidence()
    expect((await ask(world.host, claim(shown))).arc).toBe('00')
    expect((await ask(world.host, claim(shown, { id: 'k2' }))).arc).toBe('00')
    expect(await changesIn(world)).toEqual(paid(1_250))
    expect((await ask(world.host, advice({ atc: 9, amount: 1_250 }, 'u1'))).arc).toBe('00')
    expect(await changesIn(world)).toEqual(paid(1_250))
  })

  it('keeps a refund for the card, and pays nobody else for it', async () => {
    const shown = await evidence()
    expect((await ask(world.host, claim(shown, { refund: true }))).arc).toBe('00')
    expect(await changesIn(world)).toEqual({ 'ecash:debit-ecash': -1_250, 'kept:debit-ecash': 1_250 })
    expect(await reasonOf(world.host, advice({ atc: 9, amount: 1_250 }, 'u1'))).toBe('already-reversed')
    expect(await reasonOf(world.host, claim(shown, { id: 'k2' }))).toBe('already-reversed')
    const kept = authorise({ kind: 'load-kept' }, { atc: 11, balance: 7_550 })
    expect(await ask(world.host, kept)).toMatchObject({ arc: '00', balanceAfter: 8_800 })
    await ask(world.host, confirm(kept.id))
    expect(await changesIn(world)).toEqual({})
  })

  it('is nothing new after the advice', async () => {
    await ask(world.host, advice({ atc: 9, amount: 1_250 }, 'u1'))
    const shown = await evidence()
    expect((await ask(world.host, claim(shown))).arc).toBe('00')
    expect(await reasonOf(world.host, claim(shown, { id: 'k2', refund: true }))).toBe('already-confirmed')
    expect(await reasonOf(world.host, claim(shown, { id: 'k3', amount: 1 }))).toBe('atc-replayed')
    expect(await changesIn(world)).toEqual(paid(1_250))
  })

  it('needs evidence that came later and shows the money gone', async () => {
    expect(await reasonOf(world.host, claim('none'))).toBe('original-unknown')
    const load = authorise({ kind: 'load', from: { kind: 'cash' } }, { atc: 9, amount: 1 })
    await ask(world.host, load)
    expect(await reasonOf(world.host, claim(load.id, { id: 'k2' }))).toBe('original-unknown')
    const early = await evidence(10)
    expect(await reasonOf(world.host, claim(early, { id: 'k3', atc: 10 }))).toBe('balance-unproven')
    const unspent = await evidence(11, 7_560)
    expect(await reasonOf(world.host, claim(unspent, { id: 'k4', amount: 1_260 }))).toBe('balance-unproven')
    expect(await reasonOf(world.host, claim(unspent, { id: 'k5', atc: 0 }))).toBe('balance-unproven')
    expect(await reasonOf(world.host, claim(unspent, { id: 'k6', amount: 0 }))).toBe('amount-invalid')
    expect(await reasonOf(world.host, claim(unspent, { id: 'k7', currency: 840 }))).toBe('currency-differs')
  })

  it('counts a load that the card took and nobody confirmed yet', async () => {
    const load = authorise({ kind: 'load', from: { kind: 'account' } }, { atc: 9, amount: 1_000 })
    await ask(world.host, load)
    // 88.00 + 10.00 - 12.50
    const shown = await evidence(11, 8_550)
    expect((await ask(world.host, claim(shown, { atc: 10 }))).arc).toBe('00')
  })
})

describe('a test card that was made anew', () => {
  it('is owed what it holds, and counts from low again', async () => {
    await ask(world.host, advice({ atc: 9, amount: 1_250 }, 'u1'))
    await world.desk.testCardMade('debit-ecash', 1)
    expect(await changesIn(world)).toEqual({ opening: -1_250, 'merchant:M1': 1_250 })
    expect((await ask(world.host, advice({ atc: 9, amount: 700 }, 'u2'))).arc).toBe('00')
    expect(await reasonOf(world.host, authorise({ kind: 'evidence' }, { atc: 10 }))).toBeUndefined()
  })

  it('owes nothing for what the card of before had paid, and counts on its own', async () => {
    await accepted('e-1', { atc: 9, amount: 1_250 })
    await world.desk.testCardMade('debit-ecash', 1)
    expect(await world.purchases.upload()).toMatchObject({ uploaded: 1, refused: 0 })
    expect(await changesIn(world)).toEqual({ opening: -1_250, 'merchant:M1': 1_250 })
    // The same counter, and the same TC, are the new card's.
    await accepted('e-2', { atc: 9, amount: 1_250 })
    await accepted('e-3', { atc: 10, amount: 300 })
    expect(await world.purchases.upload()).toMatchObject({ uploaded: 2, refused: 0 })
    expect(await changesIn(world)).toEqual({
      ...{ opening: -1_250, 'merchant:M1': 2_800 },
      'ecash:debit-ecash': -1_550
    })
    const again = advice({ atc: 9, amount: 1_250 }, 'upload-e-1-1780000000000')
    expect((await ask(world.host, again)).arc).toBe('00')
    expect(await changesIn(world)).toMatchObject({ 'merchant:M1': 2_800 })
  })

  it('leaves its counter alone for a purchase of before, whenever and however often that is sent', async () => {
    await accepted('e-1', { atc: 20, amount: 400 })
    await accepted('e-2', { atc: 21, amount: 500, tampered: new Map([[0x9f26, new Uint8Array(8)]]) })
    expect(await world.purchases.upload()).toMatchObject({ uploaded: 1, refused: 1 })
    await accepted('e-3', { atc: 22, amount: 600 })
    await world.desk.testCardMade('debit-ecash', 1)
    await world.desk.testCardMade('debit-ecash', 1)
    expect(await world.purchases.upload()).toMatchObject({ uploaded: 1 })
    expect(await reasonOf(world.host, authorise({ kind: 'evidence' }, { atc: 9 }))).toBeUndefined()
    expect(await changesIn(world)).toEqual({ opening: -1_000, 'merchant:M1': 1_000 })
    expect(await world.purchases.disputed()).toMatchObject([{ entry: 'e-2' }])
  })

  it('has nothing to do with an account that the card of before had paid from', async () => {
    await accepted('e-1', { atc: 9, amount: 1_250, profile: 'pboc-01' })
    await world.desk.testCardMade('debit-ecash', 1)
    await world.purchases.upload()
    expect(await changesIn(world)).toEqual({ 'account:test-debit': -1_250, 'merchant:M1': 1_250 })
  })

  it('proves nothing about a payment of before, and owes no refund for it', async () => {
    await begun('e-1')
    await world.desk.testCardMade('debit-ecash', 1)
    const shown = authorise({ kind: 'evidence' }, { atc: 20, balance: 0 })
    await ask(world.host, shown)
    const claim = { kind: 'claim', origin, amount: 1_250, currency: 156, atc: 9, evidence: shown.id } as const
    const standing = { ...claim, id: 'e-1-claim-01', refund: false }
    expect(await reasonOf(world.host, standing)).toBe('balance-unproven')
    expect((await ask(world.host, { ...claim, id: 'e-1-claim-02', refund: true })).arc).toBe('00')
    expect(await changesIn(world)).toEqual({})
    expect(await reasonOf(world.host, { ...standing, id: 'e-1-claim-03' })).toBe('already-reversed')
    expect((await ask(world.host, advice({ atc: 9, amount: 1_250 }, 'u1'))).arc).toBe('00')
  })
})

async function begun(entry: string): Promise<string> {
  const { pan, psn } = testChips.debit()
  const card = world.references.reference(pan, psn)
  await world.journal.append({ entry, step: 'paying', facts: { flow: 'purchase-flash', card } })
  return card
}

/** A purchase that lies at the terminal for the next upload, as a payment leaves it. */
async function accepted(entry: string, said: ChipSaying & { readonly amount: number }): Promise<void> {
  const chip = testChips.debit()
  const card = await begun(entry)
  const { atc, amount } = said
  await world.purchases.add({
    ...{ entry, card, pan: '622848*********0018', psn: chip.psn, origin, amount, currency: 156, atc },
    chip: chip.says({ kind: 'TC', profile: 'pboc-17', ...said })
  })
  await world.journal.append({ entry, step: 'accepted', facts: {}, closed: 'completed' })
}
