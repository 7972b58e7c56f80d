import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountText, cleanAmount, isAmountText, minorOf } from '../../../src-renderer/ui/amount-text'

describe('an amount as it is typed', () => {
  it.each([
    ['１００。５', '100.5'],
    ['¥1,000.50', '1000.50'],
    [' 12 ', '12'],
    ['-5', '5'],
    ['abc', '']
  ])('reads %s as %s', (typed, plain) => {
    expect(cleanAmount(typed)).toBe(plain)
  })

  it.each([
    ['', 2, true],
    ['12.', 2, true],
    ['.5', 2, true],
    ['12.345', 2, false],
    ['1.2.3', 2, false],
    ['12.', 0, false],
    ['12345678', 2, true],
    ['123456789', 2, false]
  ])('%s with %i decimals: %s', (text, decimals, possible) => {
    expect(isAmountText(text, decimals)).toBe(possible)
  })

  it.each([
    ['', 2, 0],
    ['12', 2, 1200],
    ['12.5', 2, 1250],
    ['.05', 2, 5],
    ['12', 0, 12],
    ['1.234', 3, 1234]
  ])('%s with %i decimals is %i minor units', (text, decimals, minor) => {
    expect(minorOf(text, decimals)).toBe(minor)
  })

  it('comes back from its minor units', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999_999_999 }),
        fc.integer({ min: 2, max: 3 }),
        (minor, decimals) => {
          const text = amountText(minor, decimals)
          expect(isAmountText(text, decimals)).toBe(true)
          expect(minorOf(text, decimals)).toBe(minor)
        }
      )
    )
    expect(amountText(1200, 2)).toBe('12')
    expect(amountText(1205, 2)).toBe('12.05')
    expect(amountText(5, 0)).toBe('5')
  })
})
