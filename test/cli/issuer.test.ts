import { beforeAll, describe, expect, it } from 'vitest'
import { minorUnits } from '../../src-main/cli/minor-units'
import type { Workbench } from '../../src-main/composition/workbench'
import { createIssuerWorld, type IssuerWorld } from '../support/issuer-world'
import { testChips } from '../support/test-chip'
import { ask, authorise, origin } from '../services/issuer/support'
import { fakeWorkbench, run } from './support'

let world: IssuerWorld
let workbench: Workbench
beforeAll(async () => {
  world = await createIssuerWorld()
  workbench = fakeWorkbench({ money: world })
})
const cardwright = (...argv: string[]) => run(argv, { workbench })
const document = async (...argv: string[]): Promise<Record<string, unknown>> => {
  const { out, code } = await cardwright('issuer', ...argv, '--json')
  return { code, ...(JSON.parse(out) as Record<string, unknown>) }
}

describe('cardwright issuer', () => {
  it('shows accounts and cards, marked TEST, with truncated numbers', async () => {
    const accounts = await cardwright('issuer', 'accounts')
    expect(accounts.code).toBe(0)
    expect(accounts.out).toMatch(/account:test-debit +TEST account: test-debit +10000\.00 +10000\.00/)
    expect(accounts.err).toContain('TEST')
    const cards = await cardwright('issuer', 'cards', '--lang', 'zh')
    expect(cards.out).toMatch(/debit-ecash +622848\*{9}0018 +2035-12 +正常/)
    expect(await document('cards')).toMatchObject({ test: true, cards: [{}, { label: 'debit-ecash' }, {}] })
  })

  it('keeps an amount for a card, shows it on the statement and in a sound ledger', async () => {
    const kept = await cardwright('issuer', 'keep', 'debit-ecash', '12.50')
    expect(kept.out).toBe('12.50 is kept for debit-ecash. It is loaded when the card comes next.\n')
    expect(await document('keep', '0018', '0.5', '--from', 'cash')).toMatchObject({
      code: 0,
      amount: 50,
      kept: 1_300
    })
    const statement = await cardwright('issuer', 'statement', 'account:test-debit', '--most', '1')
    expect(statement.out).toMatch(/kept for the card +-12\.50 +9987\.50 +kept:/)
    const ledger = await cardwright('issuer', 'ledger')
    expect(ledger.code).toBe(0)
    expect(ledger.err).toContain('The ledger is sound')
    expect(await document('ledger', '--most', '2')).toMatchObject({
      sound: true,
      total: 0,
      transfers: [{}, {}]
    })
  })

  it('shows journal entries and their steps, and what is open', async () => {
    const facts = { flow: 'load', pan: '622848*********0018', amount: 10_000 }
    await world.journal.append({ entry: 'e1', step: 'begun', facts })
    await world.journal.append({ entry: 'e2', step: 'begun', facts, closed: 'completed' })
    const all = await cardwright('issuer', 'journal')
    expect(all.out).toMatch(/e1 .*open +load +622848\*{9}0018 +100\.00\n/)
    expect(all.out).toMatch(/e2 .*completed/)
    expect((await cardwright('issuer', 'journal', '--open')).out).not.toContain('e2')
    expect((await cardwright('issuer', 'journal', 'e1')).out).toContain('flow=load')
    expect(await document('journal', 'e2')).toMatchObject({ entry: { closed: 'completed' } })
    expect((await cardwright('issuer', 'journal', 'none')).code).toBe(2)
  })

  it('lists money that lies open, says what settling it will post, and posts that once', async () => {
    const load = authorise(
      { kind: 'load', from: { kind: 'account' } },
      { atc: 9, amount: 4_000 },
      { id: 'e-77-a' }
    )
    await ask(world.host, load)
    await world.journal.append({ entry: 'e-77', step: 'asked', facts: { flow: 'load' } })
    const open = await cardwright('issuer', 'open')
    expect(open.out).toMatch(/e-77 .*622848\*{9}0018 +load +40\.00 +in suspense +open +confirm reverse\n/)
    expect(open.err).toContain('cardwright issuer settle')
    const { open: listed, test } = (await document('open')) as { open: object[]; test: boolean }
    expect(test).toBe(true)
    expect(listed.find((one) => 'entry' in one && one.entry === 'e-77')).toMatchObject({
      amount: 4_000,
      where: 'suspense'
    })
    const silent = await cardwright('issuer', 'settle', 'e-77', 'reverse')
    expect(silent.code).toBe(2)
    expect(silent.err).toContain('Will be posted: 40.00 from suspense:T1:e-77-a to account:test-debit.')
    expect(silent.err).toContain('still open')
    const no = await run(['issuer', 'settle', 'e-77', 'reverse'], { workbench, answer: 'n' })
    expect(no.code).toBe(1)
    expect((await document('open'))['open']).toHaveLength(3)
    const done = await run(['issuer', 'settle', 'e-77', 'reverse'], { workbench, answer: 'y' })
    expect(done.out).toBe('e-77 is settled.\nPosted: 40.00 from suspense:T1:e-77-a to account:test-debit.\n')
    expect(await document('settle', 'e-77', 'reverse', '--yes')).toMatchObject({ code: 0, before: true })
    expect((await cardwright('issuer', 'settle', 'e-77', 'confirm', '--yes')).code).toBe(1)
    expect((await cardwright('issuer', 'ledger')).err).toContain('The ledger is sound')
  })

  it('settles services, which move nothing, and payments that were handed over', async () => {
    const limits = authorise({ kind: 'set-limits', transactionLimit: 50_000 }, { atc: 10 }, { id: 'e-78-a' })
    await ask(world.host, limits)
    const chip = testChips.debit()
    const card = world.references.reference(chip.pan, chip.psn)
    const payment = { flow: 'purchase-flash', card, amount: 1_250, currency: 156, atc: 11 }
    for (const [entry, more] of [
      ['e-79', {}],
      ['e-80', { atc: 12, debited: true, refundDue: true }]
    ] as const) {
      const facts = { ...payment, terminal: 'T1', merchant: 'M1', ...more }
      await world.journal.append({ entry, step: 'handed-over', facts, closed: 'given-up' })
    }
    const { out } = await cardwright('issuer', 'open')
    expect(out).toMatch(/e-78-a .*change of limits +- +on the card +- +confirm reverse\n/)
    expect(out).toMatch(/e-79 .*e-cash payment +12\.50 +in e-cash +given up +confirm reverse\n/)
    expect(out).toMatch(/e-80 .*refunded +12\.50 +in e-cash/)
    const asked = await cardwright('issuer', 'settle', 'e-78-a', 'confirm')
    expect(asked.err).toContain('e-78-a: change of limits for card debit-ecash 622848*********0018.')
    const done = await cardwright('issuer', 'settle', 'e-78-a', 'confirm', '--yes')
    expect(done.out).toContain('The change holds at the issuer from now on.')
    const paid = await cardwright('issuer', 'settle', 'e-79', 'confirm')
    expect(paid.err).toContain('the merchant gets the money')
    expect(paid.err).toContain(`Will be posted: 12.50 from ecash:${card} to merchant:M1.`)
    expect((await cardwright('issuer', 'settle', 'e-79', 'reverse', '--yes')).out).toContain(
      'Nothing is posted.'
    )
    expect(await document('settle', 'e-79', 'reverse', '--yes')).toMatchObject({ code: 0, before: true })
    expect((await cardwright('issuer', 'settle', 'e-80', 'reverse')).err).toContain('kept for the card until')
    expect(await document('settle', 'e-80', 'reverse', '--yes')).toMatchObject({
      ...{ code: 0, where: 'payment' },
      posted: [{ target: `kept:${card}`, amount: 1_250 }]
    })
    expect((await cardwright('issuer', 'ledger')).err).toContain('The ledger is sound')
  })

  it('puts cash into the drawer that the desk works with', async () => {
    expect((await cardwright('issuer', 'accounts')).out).toMatch(/drawer:desk .*-0\.50/)
    const [kept] = (await world.desk.openMoney()).filter(({ amount }) => amount === 50)
    const released = await document('settle', kept?.entry ?? '', 'release', '--yes')
    expect(released).toMatchObject({ code: 0, posted: [{ target: 'drawer:desk', amount: 50 }] })
  })

  it('uploads what waits', async () => {
    expect((await cardwright('issuer', 'upload')).out).toBe('No purchase waits to be uploaded.\n')
    expect(await document('upload')).toMatchObject({ code: 0, uploaded: 0, disputed: [] })
  })

  it('lists purchases that the issuer refused, and sends one again', async () => {
    const chip = testChips.debit()
    expect((await cardwright('issuer', 'purchases')).out).toBe('No purchase waits, and none was refused.\n')
    await world.purchases.add({
      ...{ entry: 'e-9', card: world.references.reference(chip.pan, chip.psn), pan: '622848*********0018' },
      ...{ psn: chip.psn, origin, amount: 700, currency: 156, atc: 30 },
      chip: chip.says({ atc: 30, amount: 700, kind: 'TC', tampered: new Map([[0x9f26, new Uint8Array(8)]]) })
    })
    expect((await cardwright('issuer', 'purchases')).out).toMatch(/e-9 .* 7\.00 +30 +waiting/)
    const uploaded = await cardwright('issuer', 'upload')
    expect(uploaded.code).toBe(1)
    expect(uploaded.err).toContain('The issuer has refused 1 purchase')
    const list = await cardwright('issuer', 'purchases')
    expect(list.out).toMatch(/e-9 .* refused +The cryptogram of the card is wrong/)
    expect(list.err).toContain('--again')
    expect(await document('upload', '--again', 'e-9')).toMatchObject({
      ...{ code: 1, refused: 1 },
      disputed: [{ entry: 'e-9', amount: 700, reason: 'cryptogram-wrong' }]
    })
    expect((await cardwright('issuer', 'upload', '--again', 'none')).code).toBe(2)
    const { disputed } = (await document('purchases')) as { disputed: object[] }
    expect(disputed).toHaveLength(1)
    expect(JSON.stringify(disputed)).not.toContain('9F26')
  })

  it.each([
    [['statement', 'account:none'], 2, 'issuer-account-unknown'],
    [['keep', 'none', '1'], 2, 'issuer-card-unknown'],
    [['keep', 'debit-ecash', '0'], 2, 'amount-invalid'],
    [['keep', 'debit-ecash', '1.234'], 2, 'amount-invalid'],
    [['keep', 'debit-ecash', '-5'], 2, 'amount-invalid'],
    [['keep', 'debit-ecash', '1', '--from', 'air'], 2, 'bad-request'],
    [['keep', 'debit-ecash', '999999'], 1, 'issuer-refused'],
    [['keep', 'ecash', '1'], 1, 'issuer-refused'],
    [['settle', 'none', 'confirm', '--yes'], 2, 'entry-unknown'],
    [['settle', 'none', 'air'], 2, 'bad-request'],
    [['ledger', '--most', '0'], 2, 'bad-request']
  ])('%j ends with %d', async (argv, code, error) => {
    const ran = await run(['issuer', ...argv, '--json'], { workbench })
    expect(ran.code).toBe(code)
    expect(ran.out + ran.err).toContain(error)
  })
})

describe('an amount as people type it', () => {
  it.each([
    ['100', 10_000],
    ['12.5', 1_250],
    ['12.50', 1_250],
    [' 0.01 ', 1],
    ['9999999999.99', 999_999_999_999]
  ])('%s is %d', (text, amount) => expect(minorUnits(text)).toBe(amount))

  it.each(['', '0', '0.00', '-1', '1,5', '1.234', '.5', '1e3', '99999999999', 'x'])('%j is none', (text) =>
    expect(() => minorUnits(text)).toThrow()
  )
})
