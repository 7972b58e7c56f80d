import { describe, expect, it } from 'vitest'
import {
  amountProblem,
  balanceAfter,
  groupedPan,
  isPan,
  mostPossible,
  plainPan,
  quickAmounts,
  sourcesOf,
  targetsOf
} from '../../../src-renderer/features/ecash/form-rules'
import { checkLimits } from '../../../src-renderer/features/ecash/limits'
import { purse } from '../../support/fixtures/ecash'

const ecashOnly = { ...purse, card: { ...purse.card, account: 'ecash' as const } }
const poor = { ...purse, issuer: { test: true, available: 5000, kept: 0 } }
const full = { ...purse, balance: 100000 }

describe('what is refused in place, before anything is sent', () => {
  it.each([
    ['nothing entered', purse, 'load', 0, 'account', undefined],
    ['exactly what fits', purse, 'load', 88100, 'account', undefined],
    ['one cent more than fits', purse, 'load', 88101, 'account', 'ecash.overBalanceLimit'],
    ['a full card', full, 'load', 0, 'account', 'ecash.cardFull'],
    ['all that the account has', poor, 'load', 5000, 'account', undefined],
    ['more than the account has', poor, 'load', 5001, 'account', 'ecash.overAvailable'],
    ['the same in cash', poor, 'load', 5001, 'cash', undefined],
    ['unloading everything', purse, 'unload', 11900, 'cash', undefined],
    ['unloading more', purse, 'unload', 11901, 'account', 'ecash.overBalance'],
    ['unloading an empty card', { ...purse, balance: 0 }, 'unload', 0, 'cash', 'ecash.nothingToUnload']
  ] as const)('%s', (_, view, task, amount, source, key) => {
    expect(amountProblem(view, task, amount, source)?.key).toBe(key)
  })

  it('says how much would be possible', () => {
    expect(amountProblem(purse, 'load', 90000, 'account')?.amounts).toEqual({ amount: 88100, limit: 100000 })
    expect(mostPossible(purse, 'load', 'account')).toBe(88100)
    expect(mostPossible(poor, 'load', 'account')).toBe(5000)
    expect(mostPossible(poor, 'load', 'cash')).toBe(88100)
    expect(mostPossible(purse, 'unload', 'cash')).toBe(11900)
  })
})

it('offers an account only where the card has one', () => {
  expect(sourcesOf(purse)).toEqual(['account', 'other-account', 'cash'])
  expect(sourcesOf(ecashOnly)).toEqual(['cash', 'other-account'])
  expect(targetsOf(purse)).toEqual(['account', 'cash'])
  expect(targetsOf(ecashOnly)).toEqual(['cash'])
})

it('offers round sums that are possible, in the decimals of the currency', () => {
  expect(quickAmounts(30000, 2)).toEqual([5000, 10000, 20000])
  expect(quickAmounts(100, 0)).toEqual([50, 100])
  expect(balanceAfter(purse, 'load', 100)).toBe(12000)
  expect(balanceAfter(purse, 'unload', 100)).toBe(11800)
})

it('takes a card number with spaces, also in full-width digits', () => {
  expect(isPan('6228 4800 1234 5678')).toBe(true)
  expect(isPan('6228 4800 12')).toBe(false)
  expect(plainPan('６２２８ 4800-12')).toBe('6228480012')
  expect(groupedPan('62284800123x')).toBe('6228 4800 123')
})

describe('new limits', () => {
  const texts = { balanceLimit: '1000', transactionLimit: '500', resetThreshold: '20' }

  it('writes only what is changed', () => {
    expect(checkLimits(purse, texts, 2)).toEqual({ problems: {}, action: undefined })
    expect(checkLimits(purse, { ...texts, balanceLimit: '2,000.50' }, 2).action).toEqual({
      kind: 'set-limits',
      balanceLimit: 200050
    })
    expect(checkLimits(purse, { ...texts, resetThreshold: '0' }, 2).action).toEqual({
      kind: 'set-limits',
      resetThreshold: 0
    })
  })

  it.each([
    [{ balanceLimit: '100' }, 'balanceLimit', 'counter.limitsBelowBalance'],
    [{ balanceLimit: '' }, 'balanceLimit', 'counter.limitsWrong'],
    [{ transactionLimit: '1.234' }, 'transactionLimit', 'counter.limitsWrong'],
    [{ transactionLimit: '1000.01' }, 'transactionLimit', 'counter.limitsOver']
  ] as const)('refuses %o', (change, field, problem) => {
    const { problems, action } = checkLimits(purse, { ...texts, ...change }, 2)
    expect(problems[field]).toBe(problem)
    expect(action).toBeUndefined()
  })
})
