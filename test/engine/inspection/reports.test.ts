import { describe, expect, it } from 'vitest'
import { compareReports } from '../../../src-main/engine/inspection/compare'
import { displayWidth } from '../../../src-main/engine/inspection/display-width'
import { reportHtml } from '../../../src-main/engine/inspection/report-html'
import { reportText } from '../../../src-main/engine/inspection/report-text'
import { ScriptedChannel } from '../../support/scripted-channel'
import { data, DEBIT, debitCard, inspect, ISD, ok, PAN } from './support'

async function report(change: (card: ReturnType<typeof debitCard>) => void = () => undefined) {
  const card = debitCard()
  change(card)
  return inspect(new ScriptedChannel(card))
}

function answering(answers: Record<string, string>): (card: ReturnType<typeof debitCard>) => void {
  return (card) => {
    const own = card[DEBIT]!
    card[DEBIT] = { ...own, answers: { ...own.answers, ...answers } }
  }
}

describe('compareReports', () => {
  it('finds nothing between two readings of the same', async () => {
    expect(compareReports(await report(), await report())).toEqual([])
  })

  it('finds counters and balances that moved', async () => {
    const later = answering({
      '80CA9F3600': ok(data(0x9f36, '0008')),
      '80CA9F7900': ok(data(0x9f79, '000000002345'))
    })
    expect(compareReports(await report(), await report(later))).toMatchObject([
      { tag: '9F36', leftHex: '0007', rightHex: '0008', place: { en: '借记卡' } },
      { tag: '9F79', left: { en: '¥123.45' }, right: { en: '¥23.45' } }
    ])
  })

  it('does not care in which record something lies, or in which format the options come', async () => {
    const moved = answering({
      '80A800000E830C00000000000000015626112200': ok(
        data(0x77, data(0x82, '5C00'), data(0x94, '0801020110010101'))
      ),
      '00B2010C00': debitCard()[DEBIT]!.answers['00B2020C00']!,
      '00B2020C00': debitCard()[DEBIT]!.answers['00B2010C00']!
    })
    expect(compareReports(await report(), await report(moved))).toEqual([])
  })

  it('tells log records by what they say', async () => {
    const older = debitCard()[DEBIT]!.answers['00B2015C00']!
    const newer = answering({ '00B2015C00': older.replace('261121', '261122'), '00B2025C00': older })
    const differences = compareReports(await report(), await report(newer))
    expect(differences).toHaveLength(1)
    expect(differences[0]).toMatchObject({
      name: { en: 'Transaction log' },
      right: { en: expect.stringContaining('2026-11-22') as string }
    })
  })

  it('names applications and security domains that only one has', async () => {
    const { [ISD]: _gone, ...rest } = debitCard()
    const without = await inspect(new ScriptedChannel(rest))
    expect(compareReports(await report(), without)).toMatchObject([
      { name: { en: 'Issuer security domain' }, left: { en: 'there' }, right: { en: 'not there' } }
    ])
    const empty = await inspect(new ScriptedChannel({}))
    expect(compareReports(empty, await report()).map(({ name }) => name.en)).toEqual([
      'Application',
      'Issuer security domain'
    ])
  })
})

describe('reportHtml', () => {
  it('is one document without script or anything to fetch', async () => {
    const html = reportHtml(await report(), 'en')
    expect(html).toMatch(/^<!doctype html>/)
    expect(html).not.toMatch(/<script|javascript:|src=|href=|url\(|@import/i)
    expect(html).toContain('¥123.45')
    expect(html).toContain('张三')
    expect(html).toContain('6210 94** **** 0011')
    expect(html).not.toContain(PAN)
  })

  it('speaks both languages', async () => {
    expect(reportHtml(await report(), 'zh')).toContain('<html lang="zh-Hans">')
    expect(reportHtml(await report(), 'zh')).toContain('电子现金')
    expect(reportHtml(await report(), 'en')).toContain('Transaction log')
  })

  it('escapes what the card says', async () => {
    const evil = toHexText('<img src=x onerror="1">&\'')
    const html = reportHtml(
      await report(answering({ '00B2010C00': ok(data(0x70, data(0x5f20, evil))) })),
      'en'
    )
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img src=x onerror=&quot;1&quot;&gt;&amp;&#39;')
  })

  it('has balanced elements', async () => {
    const html = reportHtml(await report(), 'en')
    for (const element of [
      'div',
      'ul',
      'li',
      'details',
      'summary',
      'table',
      'dl',
      'section',
      'span',
      'code',
      'h2',
      'p'
    ]) {
      const count = (pattern: RegExp): number => html.match(pattern)?.length ?? 0
      expect(count(new RegExp(`<${element}[ >]`, 'g')), element).toBe(count(new RegExp(`</${element}>`, 'g')))
    }
  })
})

describe('reportText', () => {
  it.each(['en', 'zh'] as const)('%s fits the terminal', async (language) => {
    for (const width of [60, 80, 120]) {
      const text = reportText(await report(), language, { width })
      const tooWide = text.split('\n').filter((line) => displayWidth(line) > width)
      expect(tooWide).toEqual([])
    }
  })

  it('says what is on the card', async () => {
    const text = reportText(await report(), 'en')
    for (const words of [
      '6210 94** **** 0011',
      '张三',
      '¥123.45',
      '2030-12-31',
      'Transaction log',
      'SCP02 i=55',
      'note: '
    ]) {
      expect(text).toContain(words)
    }
  })
})

function toHexText(text: string): string {
  return [...text]
    .map((character) => character.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
}
