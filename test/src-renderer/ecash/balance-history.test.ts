import { describe, expect, it } from 'vitest'
import type { PurseLogRow, PurseView } from '../../../src-main/contract/ecash'
import { balanceHistory } from '../../../src-renderer/features/ecash/balance-history'
import { purse } from '../../support/fixtures/ecash'

function buy(amount: number, atc: number, currency = 156): PurseLogRow {
  return { kind: 'purchase', amount, currency, atc }
}

function load(amount: number, before: number, atc: number): PurseLogRow {
  return { kind: 'load', amount, currency: 156, before, after: before + amount, atc }
}

function afters(view: Partial<PurseView>): readonly (number | undefined)[] {
  return balanceHistory({ ...purse, ...view }).map(({ after }) => after)
}

describe('the balance after each entry of the logs', () => {
  it('is stated by loads and reckoned for purchases between known balances', () => {
    expect(
      afters({
        balance: 170,
        loads: [load(100, 80, 4), load(100, 0, 1)],
        transactions: [buy(10, 5), buy(5, 3), buy(15, 2)]
      })
    ).toEqual([100, 85, 80, 180, 170])
  })

  it('is not known where a purchase was paid from the account', () => {
    expect(
      afters({ balance: 90, loads: [load(100, 0, 1)], transactions: [buy(10, 3), buy(500, 2)] })
    ).toEqual([100, undefined, undefined])
  })

  it('is not known before the first balance that the card states', () => {
    expect(afters({ balance: 60, loads: [load(50, 20, 2)], transactions: [buy(10, 3), buy(30, 1)] })).toEqual(
      [undefined, 70, 60]
    )
    expect(afters({ balance: 60, loads: [], transactions: [buy(10, 1)] })).toEqual([undefined])
  })

  it('leaves out other currencies and what moved nothing', () => {
    expect(
      balanceHistory({
        ...purse,
        balance: 0,
        loads: [],
        transactions: [buy(10, 3, 840), buy(0, 2), { ...buy(7, 1), kind: 'other' }]
      })
    ).toEqual([])
  })

  it('shows a load once that stands in both logs', () => {
    const both = (row: PurseLogRow): PurseLogRow => ({ ...row, before: undefined, after: undefined })
    const loads = [load(100, 0, 1)]
    expect(afters({ balance: 100, loads, transactions: loads.map(both) })).toEqual([100])
    const untimed = { kind: 'load', amount: 100, currency: 156, at: '2026-01-01T10:00:00' } as const
    expect(
      afters({ balance: 100, loads: [{ ...untimed, before: 0, after: 100 }], transactions: [untimed] })
    ).toEqual([100])
    // A card without a load log has it in the other one.
    expect(afters({ balance: 100, loads: [], transactions: [untimed] })).toEqual([undefined])
  })

  it('is ordered by the counter of the card, by time where there is none', () => {
    const at = (time: string, amount: number): PurseLogRow => ({
      kind: 'purchase',
      amount,
      currency: 156,
      at: time
    })
    const view = { loads: [], transactions: [at('2026-01-02T00:00:00', 2), at('2026-01-01T00:00:00', 1)] }
    expect(balanceHistory({ ...purse, ...view }).map(({ change }) => change)).toEqual([-1, -2])
  })

  it('shows the fixture as a person would reckon it', () => {
    expect(afters({}).at(-1)).toBe(purse.balance)
  })
})
