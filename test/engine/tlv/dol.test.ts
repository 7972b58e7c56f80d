import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { decodeDol, fillDol } from '../../../src-main/engine/tlv/dol'
import { tagBytes } from '../../../src-main/engine/tlv/tlv'

const entry = fc.record({
  tag: fc.constantFrom(0x95, 0x9a, 0x9c, 0x9f02, 0x9f37, 0x5f2a, 0xdf69, 0xdf8101),
  length: fc.integer({ min: 0, max: 0x7f })
})

describe('decodeDol', () => {
  it('reads back every list', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
        const bytes = concat(
          ...entries.map(({ tag, length }) => concat(tagBytes(tag), Uint8Array.of(length)))
        )
        const decoded = decodeDol(bytes)
        expect(decoded.brokenAt).toBeUndefined()
        expect(decoded.entries.map(({ tag, length }) => ({ tag, length }))).toEqual(entries)
      })
    )
  })

  it('never throws, and says where a list breaks off', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 260 }), (bytes) => {
        const { entries, brokenAt } = decodeDol(bytes)
        for (const { offset } of entries) expect(offset).toBeLessThan(brokenAt ?? bytes.length)
        if (brokenAt !== undefined) expect(brokenAt).toBeLessThan(bytes.length)
      })
    )
  })

  it.each([
    ['9F02069F', 3],
    ['9F0206 95', 3],
    ['9F0281', 0],
    ['9F818181810101', 0]
  ])('breaks off: %s', (bytes, brokenAt) => {
    expect(decodeDol(hex(bytes)).brokenAt).toBe(brokenAt)
  })
})

describe('fillDol (EMV Book 3, 5.4)', () => {
  const fill = (
    length: number,
    value: string | undefined,
    format: 'n' | 'cn' | 'b' | 'an' | undefined
  ): string =>
    toHex(
      fillDol(
        [{ tag: 0x9f02, length, offset: 0 }],
        () => (value === undefined ? undefined : hex(value)),
        () => format
      )
    )

  it.each([
    [6, '0797', 'n', '000000000797'],
    [2, '000000000797', 'n', '0797'],
    [4, '1234', 'cn', '1234FFFF'],
    [1, '1234', 'cn', '12'],
    [4, 'AABB', 'b', 'AABB0000'],
    [2, 'AABBCC', 'b', 'AABB'],
    [4, '4142', 'an', '41420000'],
    [2, '4142', undefined, '4142'],
    [3, undefined, 'n', '000000'],
    [0, 'AA', 'b', '']
  ] as const)('%i bytes of %s in format %s', (length, value, format, filled) => {
    expect(fill(length, value, format)).toBe(filled)
  })

  it('has the length that the list asks for, whatever the values', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), fc.uint8Array({ maxLength: 200 }), (entries, value) => {
        const list = entries.map((one) => ({ ...one, offset: 0 }))
        const filled = fillDol(
          list,
          (tag) => (tag % 2 === 0 ? value : undefined),
          () => 'n'
        )
        expect(filled).toHaveLength(entries.reduce((sum, { length }) => sum + length, 0))
      })
    )
  })
})
