import { describe, expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { explainData, explainTag } from '../../../../src-main/engine/trace/explain/explain-data'
import { decodeDol } from '../../../../src-main/engine/tlv/dol'
import { explainDolData } from '../../../../src-main/engine/trace/explain/explain-dol-data'
import { decodeAfl } from '../../../../src-main/engine/trace/explain/values/afl'
import { aidEntry, aidName, knownAids } from '../../../../src-main/engine/trace/explain/values/aid'
import { setBits, tvrConditions } from '../../../../src-main/engine/trace/explain/values/bits'
import { amountText, currencyOf } from '../../../../src-main/engine/trace/explain/values/money'
import { serviceCodeText } from '../../../../src-main/engine/trace/explain/values/pan'
import { countryOf } from '../../../../src-main/engine/trace/explain/values/places'
import { keyInformation, oidText } from '../../../../src-main/engine/trace/explain/values/platform'
import fciVectors from '../../../vectors/explain/fci.json'
import structureVectors from '../../../vectors/explain/structures.json'
import valueVectors from '../../../vectors/explain/values.json'
import { walkFields } from './support'

interface ValueVector {
  readonly name: string
  readonly tag: string
  readonly hex: string
  readonly rid?: string
  readonly currency?: string
  readonly reveal?: boolean
  readonly value?: { readonly en: string; readonly zh: string }
  readonly problem?: string
  readonly shown?: string
  readonly set?: readonly string[]
}

describe('values of data elements', () => {
  it.each(valueVectors.vectors as readonly ValueVector[])('$tag $name', (vector) => {
    const { tag, rid, currency, reveal = false } = vector
    const field = explainTag(Number.parseInt(tag, 16), hex(vector.hex), { rid, currency, reveal })
    if (vector.value !== undefined) expect(field.value).toEqual(vector.value)
    if (vector.shown !== undefined) expect(field.hex).toBe(vector.shown)
    expect(field.problem?.en).toBe(vector.problem)
    if (vector.set !== undefined) {
      const set = field.bits?.filter((bit) => bit.set)
      expect(set?.map(({ byte, mask }) => `${byte}:${mask.toString(16).padStart(2, '0')}`)).toEqual(
        vector.set
      )
    }
  })
})

describe('structured values', () => {
  it.each(structureVectors.vectors)('$tag $name', ({ tag, hex: digits, currency, children }) => {
    const field = explainTag(Number.parseInt(tag, 16), hex(digits), {
      currency,
      reveal: false,
      at: { exchange: 3, part: 'response', offset: 10 }
    })
    expect(field.children?.map(({ value }) => value?.en ?? '')).toEqual(children)
    // The children's bytes, put together, are the value's own, each at its place.
    expect(field.children?.map((child) => child.hex).join('')).toBe(digits)
    for (const child of field.children ?? []) {
      const from = (child.at?.offset ?? 0) - 10
      expect(digits.slice(from * 2, (from + (child.at?.length ?? 0)) * 2)).toBe(child.hex)
    }
  })
})

describe('places of values', () => {
  it.each(fciVectors.vectors)('$name', ({ hex: digits, places }) => {
    const fields = explainData(hex(digits), {
      reveal: true,
      at: { exchange: 1, part: 'response', offset: 0 }
    })
    const found = [...walkFields(fields)].filter(({ tag }) => tag !== undefined)
    expect(found.map(({ tag, at }) => [tag, at?.offset, at?.length])).toEqual(places)
    for (const { hex: own, at } of found) {
      expect(digits.slice((at?.offset ?? 0) * 2, ((at?.offset ?? 0) + (at?.length ?? 0)) * 2)).toBe(own)
    }
  })
})

describe('data that fill a list', () => {
  const format = decodeDol(hex('9A039F21039F02069F03069F1A025F2A029F4E149C019F3602')).entries
  const merchant = 'B1B1BEA9B3ACCAD0' + '20'.repeat(12)
  const log = hex(`260101 120000 000000000797 000000000000 0156 0156 ${merchant} 00 0036`)

  it('takes a log record apart, with the currency that it names', () => {
    const fields = explainDolData(format, log, {
      reveal: false,
      at: { exchange: 2, part: 'response', offset: 0 }
    })
    expect(fields.map(({ value }) => value?.en)).toEqual([
      '2026-01-01',
      '12:00:00',
      '¥7.97',
      '¥0.00',
      'China (CN)',
      'CNY (Chinese Yuan)',
      '北京超市',
      'goods or services',
      '54'
    ])
    expect(fields.at(-1)?.at).toEqual({ exchange: 2, part: 'response', offset: 43, length: 2 })
  })

  it('says what is missing and what is too much', () => {
    const short = explainDolData(format, log.subarray(0, 7), { reveal: false })
    expect(short.map(({ problem }) => problem !== undefined)).toEqual([
      false,
      false,
      ...Array<boolean>(7).fill(true)
    ])
    const long = explainDolData([{ tag: 0x9a, length: 3, offset: 0 }], hex('260101FFEE'), { reveal: false })
    expect(long.at(-1)).toMatchObject({ hex: 'FFEE', name: { en: 'Bytes beyond the list' } })
  })
})

describe('file locators', () => {
  it.each([
    ['', 'empty', 0],
    ['080101', 'not-multiple-of-four', 0],
    ['00010100', 'bad-sfi', 0],
    ['F8010100', 'bad-sfi', 0],
    ['09010100', 'bad-sfi', 0],
    ['08000100', 'record-zero', 0],
    ['08010100 08030200', 'last-before-first', 1],
    ['08010102', 'oda-beyond-records', 0]
  ])('%s: %s', (bytes, kind, entry) => {
    expect(decodeAfl(hex(bytes)).problems).toEqual([{ kind, entry }])
  })

  it('the same record twice is no problem of its own', () => {
    expect(decodeAfl(hex('0801010108010101')).problems).toEqual([])
  })
})

describe('decoders', () => {
  it('knows currencies and countries by each of their codes', () => {
    expect(currencyOf('0156')).toBe(currencyOf('CNY'))
    expect(currencyOf('156')).toMatchObject({ alpha: 'CNY', digits: 2, name: { zh: '人民币' } })
    expect(currencyOf('999')).toMatchObject({ alpha: 'XXX' })
    expect(currencyOf('000')).toBeUndefined()
    expect(countryOf('0156')).toBe(countryOf('CHN'))
    expect(countryOf('40')).toMatchObject({ alpha2: 'AT', name: { en: 'Austria', zh: '奥地利' } })
  })

  it('writes amounts of any size and sign', () => {
    expect(amountText(5, 'CNY').en).toBe('¥0.05')
    expect(amountText(-123456, 'CNY').en).toBe('-¥1,234.56')
    expect(amountText('999999999999', 'USD').en).toBe('USD 9,999,999,999.99')
    expect(amountText(0, '0001').en).toBe('0.00 (unknown currency 0001)')
  })

  it('reads service codes digit by digit', () => {
    expect(serviceCodeText('621')?.zh).toBe('621（仅限国内，应使用芯片；须联机授权；无限制）')
    expect(serviceCodeText('62')).toBeUndefined()
    expect(serviceCodeText('62A')).toBeUndefined()
  })

  it('names applications by the longest known beginning, else by provider', () => {
    expect(aidEntry('A000000333010101')).toMatchObject({ kind: 'debit' })
    expect(aidName('A0000003339999')?.zh).toBe('银联')
    expect(aidName('A000000384FF')?.en).toBe('eftpos Australia')
    expect(aidName('F000000001')).toBeUndefined()
    expect(knownAids.filter(({ probe }) => probe).map(({ aid }) => aid)).toContain('A000000333010106')
  })

  it('puts terminal verification results into words', () => {
    expect(tvrConditions(hex('8000000000')).map(({ en }) => en)).toEqual([
      'offline data authentication was not performed'
    ])
    expect(tvrConditions(hex('0000'))).toEqual([])
  })

  it('keeps bits of the RID that was selected', () => {
    expect(setBits(0x9f6c, hex('8000'), 'A000000333').filter(({ set }) => set)).toHaveLength(1)
    expect(setBits(0x9f6c, hex('0001'), 'A000000004')).toEqual([])
  })

  it('reads object identifiers', () => {
    expect(oidText(hex('2A864886FC6B01'))).toBe('1.2.840.114283.1')
    expect(oidText(hex('8837'))).toBe('2.999')
    expect(oidText(hex('2A86'))).toBeUndefined()
    expect(oidText(hex(''))).toBeUndefined()
  })

  it('reads keys in both forms', () => {
    expect(keyInformation(hex('01208010'))).toMatchObject({
      id: 1,
      version: 0x20,
      components: [{ typeName: 'DES', length: 16 }]
    })
    expect(keyInformation(hex('0130FF880010011801 00'))).toMatchObject({
      components: [{ type: 'FF88', typeName: 'AES', length: 16 }]
    })
    expect(keyInformation(hex('012080'))).toMatchObject({ cutOff: true })
    expect(keyInformation(hex('01'))).toBeUndefined()
  })
})
