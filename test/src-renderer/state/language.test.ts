import { describe, expect, it } from 'vitest'
import { windowTexts } from '../../../src-main/texts/window/index'
import { LanguageState } from '../../../src-renderer/state/language.svelte'

describe('sentences', () => {
  it('are in the current language, and in the other one at once after a switch', () => {
    const language = new LanguageState('en')
    expect(language.t('frame.pageSettings')).toBe('Settings')
    language.use('zh')
    expect(language.t('frame.pageSettings')).toBe('设置')
    expect(language.pick({ en: 'one', zh: '一' })).toBe('一')
    expect(language.both('frame.pageSettings')).toEqual({ en: 'Settings', zh: '设置' })
  })

  it('fill in names without escaping them', () => {
    const language = new LanguageState('en')
    expect(language.t('readers.menu', { name: 'A & <B>' })).toBe('Actions for A & <B>')
  })

  it.each([
    ['en', 1, '1 problem to solve'],
    ['en', 2, '2 problems to solve'],
    ['zh', 1, '1 个问题待解决'],
    ['zh', 2, '2 个问题待解决']
  ] as const)('count in %s: %i', (name, count, text) => {
    expect(new LanguageState(name).t('doctor.problems', { count })).toBe(text)
  })
})

describe('catalogs', () => {
  const placeholders = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort()
  const rows = Object.entries(windowTexts.en).flatMap(([feature, texts]) =>
    Object.keys(texts).map((key) => [feature, key] as const)
  )

  it.each(rows)('%s.%s is there in both languages and fills in the same', (feature, key) => {
    const en = windowTexts.en[feature]?.[key] ?? ''
    const zh = windowTexts.zh[feature]?.[key] ?? ''
    expect(en.trim()).not.toBe('')
    expect(zh.trim()).not.toBe('')
    expect(placeholders(zh)).toEqual(placeholders(en))
  })
})

describe('formats', () => {
  const en = new LanguageState('en')
  const zh = new LanguageState('zh')

  it.each([
    [{ minor: 8850, currency: 'CNY' }, '¥88.50', '¥88.50'],
    [{ minor: -1, currency: 'CNY' }, '-¥0.01', '-¥0.01'],
    [{ minor: 1_234_500, currency: 'USD' }, '$12,345.00', '$12,345.00'],
    [{ minor: 500, currency: 'JPY' }, '¥500', '¥500'],
    [{ minor: 1, currency: '998' }, '998 0.01', '998 0.01']
  ] as const)('money %o', (money, inEnglish, inChinese) => {
    expect(en.money(money)).toBe(inEnglish)
    expect(zh.money(money)).toBe(inChinese)
  })

  it('writes calendar dates whatever the time zone, and leaves alone what is none', () => {
    expect(en.date('2030-12-31')).toBe('Dec 31, 2030')
    expect(zh.date('2030-12-31')).toBe('2030年12月31日')
    expect(en.date('2030-02-9x')).toBe('2030-02-9x')
  })

  it.each([
    [175, '175 µs'],
    [12_340, '12.3 ms'],
    [1_500_000, '1.5 s']
  ])('duration %i', (microseconds, text) => {
    expect(en.duration(microseconds)).toBe(text)
  })
})
