import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { decodeDgis, encodeDgi } from '../../../src-main/engine/personalization/dgi'

const grouping = fc.record({
  id: fc.integer({ min: 0, max: 0xffff }),
  data: fc.uint8Array({ maxLength: 600 })
})

describe('data groupings', () => {
  it.each([
    [0x9102, 'A5', '910201A5'],
    [0x0101, '00'.repeat(254), `0101FE${'00'.repeat(254)}`],
    [0x0101, '00'.repeat(255), `0101FF00FF${'00'.repeat(255)}`]
  ])('%i', (id, data, expected) => {
    expect(toHex(encodeDgi({ id, data: hex(data) }))).toBe(expected)
  })

  it('read back as they were written', () => {
    fc.assert(
      fc.property(fc.array(grouping), (groupings) => {
        expect(decodeDgis(concat(...groupings.map(encodeDgi)))).toEqual({ groupings })
      })
    )
  })

  it('break where one is cut off, and what came before stays', () => {
    fc.assert(
      fc.property(grouping, fc.nat(), (one, cut) => {
        const bytes = encodeDgi(one)
        const shorter = bytes.slice(0, 1 + (cut % (bytes.length - 1)))
        const { groupings, brokenAt } = decodeDgis(concat(bytes, shorter))
        expect(groupings).toEqual([one])
        expect(brokenAt).toBe(bytes.length)
      })
    )
  })

  it('any bytes are taken', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const { groupings, brokenAt = bytes.length } = decodeDgis(bytes)
        const good = bytes.slice(0, brokenAt)
        // A short length may have been written in the long form.
        expect(concat(...groupings.map(({ data }) => data)).length).toBeLessThanOrEqual(good.length)
      })
    )
  })

  it('has a longest', () => {
    expect(() => encodeDgi({ id: 1, data: new Uint8Array(65_536) })).toThrow(/do not fit/)
  })
})
