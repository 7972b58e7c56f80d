import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toHex } from '../../../src-main/engine/bytes/hex'
import { concealNumbers } from '../../../src-main/engine/inspection/conceal'
import { displayWidth, padded, wrapped } from '../../../src-main/engine/inspection/display-width'
import { MOST_RECORDS, planRecords } from '../../../src-main/engine/inspection/plan-records'
import { pdolData } from '../../../src-main/engine/inspection/terminal-profile'
import { decodeDol } from '../../../src-main/engine/tlv/dol'
import { hex } from '../../../src-main/engine/bytes/hex'
import { NOON } from './support'

describe('planRecords', () => {
  it('names each record once, in order', () => {
    expect(planRecords(hex('0801020110010100')).entries).toEqual([
      [
        { sfi: 1, record: 1 },
        { sfi: 1, record: 2 }
      ],
      [{ sfi: 2, record: 1 }]
    ])
  })

  it('is bounded and names nothing twice, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 252 }), (afl) => {
        const places = planRecords(afl).entries.flat()
        expect(places.length).toBeLessThanOrEqual(MOST_RECORDS)
        expect(new Set(places.map(({ sfi, record }) => sfi * 1000 + record)).size).toBe(places.length)
        for (const { sfi, record } of places) {
          expect(sfi).toBeGreaterThanOrEqual(1)
          expect(sfi).toBeLessThanOrEqual(30)
          expect(record).toBeGreaterThanOrEqual(1)
        }
      })
    )
  })
})

describe('pdolData', () => {
  it('offers amounts of zero, no e-cash, and no flash pay', () => {
    const { entries } = decodeDol(hex('9F66049F02069F03069F1A0295055F2A029A039C019F37049F7A01'))
    expect(toHex(pdolData(entries, NOON))).toBe(
      [
        '46800000',
        '000000000000',
        '000000000000',
        '0156',
        '0000000000',
        '0156',
        '261122',
        '00',
        '00000000',
        '00'
      ].join('')
    )
  })

  it('never sets the qPBOC bit, whatever the length asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), (length) => {
        const [ttq = 0] = pdolData([{ tag: 0x9f66, length, offset: 0 }], NOON)
        expect(ttq & 0x20).toBe(0)
      })
    )
  })
})

describe('concealNumbers', () => {
  it('truncates digits, grouped digits and characters in hex, wherever they are', () => {
    const ascii = '36323130393438303030303030303131'
    const concealed = concealNumbers(
      { a: ['x6210948000000011y'], b: { c: '6210 9480 0000 0011' }, d: ascii, e: 3 },
      ['6210948000000011']
    )
    expect(concealed).toEqual({
      a: ['x621094******0011y'],
      b: { c: '6210 94** **** 0011' },
      d: `363231303934${'*'.repeat(12)}30303131`,
      e: 3
    })
  })

  it('leaves short numbers alone', () => {
    expect(concealNumbers('12345678', ['12345678'])).toBe('12345678')
  })
})

describe('display width', () => {
  it('counts Chinese characters as two columns', () => {
    expect(displayWidth('abc')).toBe(3)
    expect(displayWidth('余额：')).toBe(6)
    expect(padded('余额', 6)).toBe('余额  ')
  })

  it('wraps at spaces and between Chinese characters, never wider than asked', () => {
    expect(wrapped('one two three', 8)).toEqual(['one two', 'three'])
    expect(wrapped('发卡行行为代码', 6)).toEqual(['发卡行', '行为代', '码'])
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'bc', ' ', '卡', '，', 'word') }),
        fc.integer({ min: 2, max: 30 }),
        (text, width) => {
          for (const line of wrapped(text, width)) expect(displayWidth(line)).toBeLessThanOrEqual(width)
        }
      )
    )
  })
})
