import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import aids from '../../../resources/dictionaries/aids.json'
import bits from '../../../resources/dictionaries/bits.json'
import commands from '../../../resources/dictionaries/commands.json'
import countries from '../../../resources/dictionaries/countries.json'
import currencies from '../../../resources/dictionaries/currencies.json'
import keyTypes from '../../../resources/dictionaries/key-types.json'
import languages from '../../../resources/dictionaries/languages.json'
import rids from '../../../resources/dictionaries/rids.json'
import statusWords from '../../../resources/dictionaries/status-words.json'
import emv from '../../../resources/dictionaries/tags/emv.json'
import globalPlatform from '../../../resources/dictionaries/tags/globalplatform.json'
import iso7816 from '../../../resources/dictionaries/tags/iso7816.json'
import kernels from '../../../resources/dictionaries/tags/kernels.json'
import pboc from '../../../resources/dictionaries/tags/pboc.json'
import { hex } from '../../../src-main/engine/bytes/hex'
import { maskedHexOf, maskPan, sensitiveNibbles } from '../../../src-main/engine/tlv/masking'
import { bitTable, fitsLength, tagEntries, tagEntry } from '../../../src-main/engine/tlv/tag-dictionary'
import { decodeTlv, tagBytes } from '../../../src-main/engine/tlv/tlv'

const hexBytes = z.string().regex(/^(?:[0-9A-F]{2})+$/)
const text = z.strictObject({
  en: z
    .string()
    .min(1)
    .regex(/^[^\p{Script=Han}]+$/u),
  // Chinese, but for names that are the same in both languages.
  zh: z.string().min(1)
})
const codes = z.record(hexBytes, text)
const formats = z.enum(['n', 'cn', 'b', 'a', 'an', 'ans', 'dol', 'tlv'])
const tag = z.strictObject({
  tag: hexBytes,
  name: text,
  format: formats,
  kind: z
    .enum([
      'amount',
      'date-yymmdd',
      'time-hhmmss',
      'pan',
      'track2',
      'text',
      'name',
      'country',
      'country-alpha',
      'currency',
      'currency-list',
      'number',
      'digits',
      'bits',
      'dol',
      'tag-list',
      'afl',
      'cvm-list',
      'cvm-results',
      'cid',
      'iad',
      'aid',
      'code',
      'language',
      'log-entry',
      'cplc',
      'certificate',
      'oid',
      'service-code',
      'priority',
      'script-results',
      'issuer-authentication',
      'key-information',
      'privileges',
      'version'
    ])
    .optional(),
  length: z.union([z.number().int(), z.tuple([z.number().int(), z.number().int()])]).optional(),
  meaning: text,
  source: z.string().min(5),
  bits: z.enum(Object.keys(bits) as [string, ...string[]]).optional(),
  codes: codes.optional(),
  sensitive: z.enum(['pan', 'all']).optional(),
  rids: z.array(hexBytes).min(1).optional(),
  within: z.array(hexBytes).min(1).optional()
})
const bit = z.union([
  z.strictObject({ byte: z.number().int().min(1), bit: z.number().int().min(1).max(8), name: text }),
  z.strictObject({ byte: z.number().int().min(1), mask: hexBytes, value: hexBytes, name: text })
])
const command = z.strictObject({
  name: z.string().regex(/^[A-Z][A-Z/ -]+$/),
  class: z.enum(['iso', 'own', 'any', 'reader']),
  ins: hexBytes,
  p1: hexBytes.optional(),
  p2: hexBytes.optional(),
  lc: z.number().int().optional(),
  title: text,
  source: z.string().min(5),
  data: z.enum([
    'none',
    'raw',
    'tlv',
    'select',
    'aid',
    'gpo',
    'cdol',
    'ddol',
    'issuer-authentication',
    'scp-external-authenticate',
    'host-challenge',
    'install',
    'put-data',
    'mac',
    'secret'
  ]),
  response: z.enum([
    'none',
    'raw',
    'tlv',
    'record',
    'processing-options',
    'application-cryptogram',
    'dynamic-signature',
    'challenge',
    'initialize-update',
    'uid',
    'ats',
    'block',
    'firmware',
    'picc-parameters',
    'led-state'
  ]),
  p1Codes: codes.optional(),
  p2Codes: codes.optional()
})
const aid = z.strictObject({
  aid: hexBytes,
  kind: z.enum([
    'debit',
    'credit',
    'quasi-credit',
    'e-cash',
    'payment',
    'directory',
    'security-domain',
    'transit',
    'telecom',
    'identity',
    'nfc',
    'other'
  ]),
  name: text,
  source: z.string().min(3),
  probe: z.literal(true).optional()
})
const status = z.strictObject({
  sw: z.string().regex(/^[69][0-9A-F](?:[0-9A-F]{2}|[0-9A-F]x|xx)$/),
  text,
  source: z.string().min(5),
  commands: z.array(z.string()).min(1).optional()
})

const files = { emv, pboc, kernels, globalplatform: globalPlatform, iso7816 }
const unique = (keys: readonly string[]): void =>
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])

describe('dictionary files', () => {
  it.each(Object.entries(files))('tags/%s.json has the shape of a tag file', (_, rows) => {
    for (const row of rows) expect(tag.safeParse(row).error?.message, row.tag).toBeUndefined()
  })

  it('explains no tag twice in the same place', () => {
    const keys = Object.values(files).flat() as readonly { tag: string; rids?: string[]; within?: string[] }[]
    unique(
      keys.flatMap((row) =>
        (row.rids ?? ['']).flatMap((rid) => (row.within ?? ['']).map((outer) => `${row.tag}/${rid}/${outer}`))
      )
    )
  })

  it.each(Object.entries(files))('tags/%s.json holds tags as they are written on the wire', (_, rows) => {
    for (const row of rows) {
      // Asked for with GET DATA; 2F00 is no tag of an answer, and FF is filler for decodeTlv.
      if (row.tag === '2F00' || row.tag === 'FF21') continue
      const [node] = decodeTlv(hex(`${row.tag}00`)).nodes
      expect(node?.tag.toString(16).toUpperCase().padStart(row.tag.length, '0')).toBe(row.tag)
      // Templates are constructed, others primitive.
      expect((row.format === 'tlv') === (node?.children !== undefined), row.tag).toBe(true)
    }
  })

  it('names bits once, within the length of their element', () => {
    for (const [name, rows] of Object.entries(bits)) {
      for (const row of rows) expect(bit.safeParse(row).error?.message, name).toBeUndefined()
      unique(bitTable(name).map(({ byte, mask, value }) => `${byte}/${mask}/${value ?? mask}`))
    }
    for (const { bits: meanings = [], length } of tagEntries) {
      for (const { byte } of meanings) expect(byte).toBeLessThanOrEqual(length?.max ?? 0)
    }
  })

  it('other files have their shapes, without duplicates', () => {
    for (const row of commands) expect(command.safeParse(row).error?.message, row.name).toBeUndefined()
    unique(
      commands.map((row) =>
        [row.class, row.ins, 'p1' in row ? row.p1 : '', 'lc' in row ? row.lc : ''].join('/')
      )
    )
    for (const row of aids) expect(aid.safeParse(row).error?.message, row.aid).toBeUndefined()
    unique(aids.map((row) => row.aid))
    for (const row of statusWords) expect(status.safeParse(row).error?.message, row.sw).toBeUndefined()
    const names = new Set(commands.map(({ name }) => name))
    const keys = statusWords.flatMap((row) =>
      ('commands' in row ? row.commands : ['']).map((name) => `${row.sw}/${name}`)
    )
    unique(keys)
    for (const row of statusWords)
      for (const name of 'commands' in row ? row.commands : []) expect(names).toContain(name)
    for (const row of rids)
      expect(z.strictObject({ rid: hexBytes.length(10), name: text }).safeParse(row).error).toBeUndefined()
    unique(rids.map(({ rid }) => rid))
    for (const key of Object.keys(keyTypes)) expect(key).toMatch(/^[0-9A-F]{2}$/)
  })

  it('currencies, countries and languages are complete and unambiguous', () => {
    const han = /\p{Script=Han}/u
    for (const [numeric, alpha, digits, en, zh] of currencies as [string, string, number, string, string][]) {
      expect([numeric, alpha, String(digits), en].join('|')).toMatch(/^\d{3}\|[A-Z]{3}\|[0-4]\|.+/)
      expect(zh).toBeTruthy()
    }
    for (const [numeric, two, three, en, zh] of countries as [string, string, string, string, string][]) {
      expect([numeric, two, three, en].join('|')).toMatch(/^\d{3}\|[A-Z]{2}\|[A-Z]{3}\|.+/)
      expect(zh).toMatch(han)
    }
    unique(currencies.map(([numeric]) => String(numeric)))
    unique(currencies.map(([, alpha]) => String(alpha)))
    unique(countries.map(([numeric]) => numeric!))
    expect(currencies.length).toBeGreaterThan(170)
    expect(countries).toHaveLength(249)
    expect(Object.keys(languages).length).toBeGreaterThan(180)
    for (const [key, names] of Object.entries(languages)) expect([key.length, names.length]).toEqual([2, 2])
  })
})

describe('tagEntry', () => {
  it('knows the contact tags of EMV Book 3, Annex A', () => {
    const wanted =
      '42 4F 50 57 5A 5F20 5F24 5F25 5F28 5F2A 5F2D 5F30 5F34 5F36 5F50 5F53 5F54 5F55 5F56 61 6F 70 71 72 73 77 80 81 82 83 84 ' +
      '86 87 88 89 8A 8C 8D 8E 8F 90 91 92 93 94 95 97 98 99 9A 9B 9C 9D 9F01 9F02 9F03 9F04 9F05 9F06 9F07 9F08 9F09 9F0B ' +
      '9F0D 9F0E 9F0F 9F10 9F11 9F12 9F13 9F14 9F15 9F16 9F17 9F18 9F1A 9F1B 9F1C 9F1D 9F1E 9F1F 9F20 9F21 9F22 9F23 9F26 ' +
      '9F27 9F2D 9F2E 9F2F 9F32 9F33 9F34 9F35 9F36 9F37 9F38 9F39 9F3A 9F3B 9F3C 9F3D 9F40 9F41 9F42 9F43 9F44 9F45 9F46 ' +
      '9F47 9F48 9F49 9F4A 9F4B 9F4C 9F4D 9F4E 9F4F A5 BF0C'
    for (const one of wanted.split(' ')) expect(tagEntry(Number.parseInt(one, 16)), one).toBeDefined()
  })

  it('tells apart what shares a number', () => {
    const name = (...args: Parameters<typeof tagEntry>): string | undefined => tagEntry(...args)?.name.en
    expect(name(0x9f6b, { rid: 'A000000333010101' })).toBe('Card CVM limit')
    expect(name(0x9f6b, { rid: 'A000000004' })).toBe('Track 2 data')
    expect(name(0x9f6b, { length: 6 })).toBe('Card CVM limit')
    expect(name(0x9f6b, { length: 19 })).toBe('Track 2 data')
    expect(name(0x73, { within: 0x61 })).toBe('Directory discretionary template')
    expect(name(0x73, { within: 0x66 })).toBe('Card recognition data')
    expect(name(0x66)).toBe('Card data')
    expect(name(0x66, { within: 0x73 })).toBe('Card and chip details')
    expect(name(0x82, { within: 0x62 })).toBe('File descriptor')
    expect(name(0xc4, { within: 0xe3 })).toBe('Load file of the application')
    expect(name(0x84, { within: 0x6f })).toBe('Dedicated file (DF) name')
    expect(name(0x82, { length: 3 })).toBe('Application interchange profile (AIP)')
    expect(name(0xdf99)).toBeUndefined()
  })

  it('gives lengths as limits', () => {
    expect(fitsLength(tagEntry(0x9f36)!, 2)).toBe(true)
    expect(fitsLength(tagEntry(0x9f36)!, 3)).toBe(false)
    expect(tagBytes(tagEntry(0x9f79)!.tag)).toEqual(hex('9F79'))
  })
})

describe('masking', () => {
  it.each([
    ['6210948000000011', '621094******0011'],
    ['123456789012', '123456**9012'],
    ['12345678901', '***********'],
    ['', '']
  ])('truncates %s', (digits, shown) => {
    expect(maskPan(digits)).toBe(shown)
  })

  it('leaves what is not sensitive, and everything when revealing', () => {
    expect(sensitiveNibbles(0x9f36, hex('0001'))).toEqual([])
    expect(maskedHexOf(0x5a, hex('6210948000000011'), true)).toBe('6210948000000011')
    expect(maskedHexOf(0x99, hex('241234FFFFFFFFFF'), false)).toBe('*'.repeat(16))
  })

  it('leaves an RSA certificate readable and truncates the number in an SM2 one', () => {
    const rsa = `6A${'04'.repeat(175)}`
    expect(maskedHexOf(0x9f46, hex(rsa), false)).toBe(rsa)
    const sm2 = `146210948000000011FFFF${'AB'.repeat(137)}`
    expect(maskedHexOf(0x9f46, hex(sm2), false)).toBe(`14621094******0011FFFF${'AB'.repeat(137)}`)
  })
})
