import { describe, expect, it } from 'vitest'
import { bitRows } from '../../../src-renderer/features/card/bit-rows'
import { linesOf, textOf } from '../../../src-renderer/features/card/byte-lines'
import { byPlace } from '../../../src-renderer/features/card/differences'
import { factsOf } from '../../../src-renderer/features/card/key-facts'
import {
  codeName,
  faceOf,
  languageNames,
  outcomeSentence,
  signed,
  unreadParts
} from '../../../src-renderer/features/card/report-words'
import { LanguageState } from '../../../src-renderer/state/language.svelte'
import { blankReport, fullReport, interruptedReport } from '../../support/fixtures/report'

const en = new LanguageState('en')
const zh = new LanguageState('zh')

it('signs an amount with the way the money went, where the record says it', () => {
  const record = { record: 1, amount: { minor: 10000, currency: 'CNY' }, fields: [] }
  expect(signed({ ...record, direction: 'in' }, zh)).toBe('+¥100.00')
  expect(signed({ ...record, direction: 'out' }, zh)).toBe('−¥100.00')
  expect(signed(record, zh)).toBe('¥100.00')
})

describe('the outcome as a sentence', () => {
  it.each([
    [
      fullReport(),
      'Read completely: 3 applications, 39 commands; nothing changed but the transaction counter.'
    ],
    [blankReport(), 'Read completely: no payment application, 5 commands; nothing on the card changed.'],
    [interruptedReport(), 'Interrupted after 5 commands: 1 application seen so far.']
  ])('%#', (report, sentence) => {
    expect(outcomeSentence(report, en)).toBe(sentence)
  })

  it('says in both languages what was not read', () => {
    expect(unreadParts(interruptedReport(), en)).toContain('counters and balances of PBOC DEBIT')
    expect(unreadParts(interruptedReport(), zh)).toContain('PBOC DEBIT 的日志')
  })
})

describe('the drawn card', () => {
  it('shows the first application with a number', () => {
    expect(faceOf(fullReport(), zh)).toEqual({
      tone: 'debit',
      kind: '借记 + 电子现金',
      number: '621094******0011',
      name: '张希文',
      validThru: '12/30',
      contactless: false
    })
  })

  it('shows the family where there is no application', () => {
    expect(faceOf(blankReport(), en)).toMatchObject({ tone: 'plain', kind: 'GlobalPlatform card' })
  })
})

describe('key facts', () => {
  const [debit, credit] = fullReport().applications
  const now = new Date('2026-11-22T12:00:00')

  it('are those the card gives, in the counter’s order', () => {
    const names = factsOf(debit!, en, now).map(({ name }) => name)
    expect(names.slice(0, 4)).toEqual(['Cardholder', 'Card number', 'Sequence number', 'Valid'])
    expect(factsOf(credit!, en, now).some(({ name }) => name === 'Cardholder')).toBe(false)
  })

  it('warn of the last PIN try, a blocked PIN and an expired card', () => {
    const warnings = (change: object) =>
      factsOf({ ...debit!, ...change }, en, now).flatMap(({ warning }) => (warning ? [warning.text] : []))
    expect(warnings({})).toEqual([])
    expect(warnings({ pinTriesLeft: 1 })).toEqual(['Last try'])
    expect(warnings({ pinTriesLeft: 0 })).toEqual(['PIN blocked'])
    expect(warnings({ expiry: '2026-11-21' })).toEqual(['Expired'])
    expect(warnings({ expiry: '2026-11-22' })).toEqual([])
  })
})

describe('names of codes', () => {
  it('follow the language, and survive what is no code', () => {
    expect(codeName('CNY', 'currency', 'zh')).toBe('人民币（CNY）')
    expect(codeName('999', 'currency', 'en')).toBe('999')
    expect(languageNames(['zh', '??'], 'en')).toBe('Chinese, ??')
  })
})

describe('bits', () => {
  it('are counted as specifications do, eight down to one', () => {
    const bit = (mask: number) => ({ byte: 0, mask, value: mask, set: true, name: { en: '', zh: '' } })
    const [row] = bitRows({ name: { en: '', zh: '' }, hex: '7D00', bits: [bit(0x80), bit(0x0f)] })
    expect(row?.bits.join('')).toBe('01111101')
    expect(row?.names.map(({ where }) => where)).toEqual(['b8', 'b4-1'])
  })

  it('stay hidden where the byte is masked', () => {
    const bits = [{ byte: 0, mask: 1, value: 1, set: false, name: { en: '', zh: '' } }]
    expect(bitRows({ name: { en: '', zh: '' }, hex: '*5', bits })[0]?.bits.join('')).toBe('****0101')
  })
})

it('lays bytes in lines, the last one short, with a dot for what has no letter', () => {
  expect(linesOf(['41', '00', '42'], 2)).toEqual([
    { offset: 0, bytes: ['41', '00'] },
    { offset: 2, bytes: ['42'] }
  ])
  expect(textOf(['41', '00', '**'])).toBe('A··')
})

it('gathers differences by place and finds them by tag or value', () => {
  const at = (place: string, tag: string) => ({
    place: { en: place, zh: place },
    name: { en: 'x', zh: 'x' },
    tag
  })
  const all = [at('a', '9F79'), at('b', '9F36'), at('a', '9F17')]
  expect(byPlace(all, '').map(({ place, differences }) => [place.en, differences.length])).toEqual([
    ['a', 2],
    ['b', 1]
  ])
  expect(byPlace(all, '9f36')).toHaveLength(1)
})
