import { expect, test } from 'vitest'
import { moneyDirection } from '../../../src-main/engine/inspection/money-direction'

const yuan = (amount: number) => ({ minor: amount * 100, currency: 'CNY' })

test.each([
  ['00', 'out'],
  ['01', 'out'],
  ['09', 'out'],
  ['17', 'out'],
  ['20', 'in'],
  ['21', 'in'],
  ['60', 'in'],
  ['62', 'in'],
  ['63', 'in'],
  ['31', undefined],
  ['40', undefined],
  ['50', undefined],
  [undefined, undefined]
] as const)('transaction type %s: %s', (type, direction) => {
  expect(moneyDirection(type, undefined, undefined)).toBe(direction)
})

test('the balances know better than the type: a load, an unload, and a write that changed nothing', () => {
  expect(moneyDirection(undefined, yuan(10), yuan(60))).toBe('in')
  expect(moneyDirection('60', yuan(60), yuan(0))).toBe('out')
  expect(moneyDirection('60', yuan(60), yuan(60))).toBeUndefined()
})
