import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bcdBytes, bcdDigits, compressedDigits } from '../../../src-main/engine/bytes/bcd'
import { concat, equalBytes, startsWith, uint, uintBytes } from '../../../src-main/engine/bytes/bytes'
import { hex, parseHex, toHex } from '../../../src-main/engine/bytes/hex'

const bytes = fc.uint8Array({ maxLength: 200 })

describe('hex', () => {
  it('reads back what it wrote, in either case and with separators', () => {
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom('', ' ', ':', '-', '_', '\n'),
        fc.boolean(),
        (value, separator, lower) => {
          const written = (toHex(value).match(/../g) ?? []).join(separator)
          expect(parseHex(lower ? written.toLowerCase() : written)).toEqual({ kind: 'ok', bytes: value })
        }
      )
    )
  })

  it('never throws on what a person typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(['ok', 'bad-digit', 'odd-length']).toContain(parseHex(text).kind)
      })
    )
  })

  it('says where the first bad character is', () => {
    expect(parseHex('00 A4 0X')).toEqual({ kind: 'bad-digit', at: 7, character: 'X' })
    expect(parseHex('00😀')).toEqual({ kind: 'bad-digit', at: 2, character: '😀' })
    expect(parseHex('00A')).toEqual({ kind: 'odd-length', digits: 3 })
    expect(() => hex('0')).toThrow(/not a hexadecimal literal/)
  })
})

describe('bytes', () => {
  it('joins, compares and finds beginnings', () => {
    fc.assert(
      fc.property(bytes, bytes, (left, right) => {
        const joined = concat(left, right)
        expect(toHex(joined)).toBe(toHex(left) + toHex(right))
        expect(startsWith(joined, left)).toBe(true)
        expect(equalBytes(left, right)).toBe(toHex(left) === toHex(right))
      })
    )
    expect(startsWith(hex('A0'), hex('A000'))).toBe(false)
  })

  it('writes numbers and reads them back', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 48 - 1 }), (value) => {
        expect(uint(uintBytes(value, 6))).toBe(value)
      })
    )
    expect(() => uint(new Uint8Array(7))).toThrow(/7 bytes/)
    expect(() => uintBytes(256, 1)).toThrow(/does not fit/)
    expect(() => uintBytes(-1, 1)).toThrow(/does not fit/)
  })
})

describe('packed decimals', () => {
  it('writes digits and reads them back', () => {
    fc.assert(
      fc.property(fc.nat({ max: 999_999_999_999 }), (value) => {
        expect(Number(bcdDigits(bcdBytes(value, 6)))).toBe(value)
      })
    )
    expect(toHex(bcdBytes('797', 6))).toBe('000000000797')
    expect(() => bcdBytes(100, 1)).toThrow(/does not fit/)
    expect(() => bcdBytes('1A', 1)).toThrow(/does not fit/)
  })

  it('refuses nibbles that are no digits', () => {
    expect(bcdDigits(hex('12A4'))).toBeUndefined()
    expect(bcdDigits(hex(''))).toBe('')
    expect(compressedDigits(hex('62284F'))).toBe('62284')
    expect(compressedDigits(hex('62F84F'))).toBeUndefined()
    expect(compressedDigits(hex('FFFF'))).toBe('')
  })
})
