import { describe, expect, it } from 'vitest'
import { cardPaper, type CardPaper } from '../../../../src-main/contract/card-paper'
import { cardPaperHtml } from '../../../../src-main/engine/personalization/papers/card-paper-html'

const card = {
  ...{
    pan: '622848*********0117',
    psn: '00',
    name: '王 <小> & "明"',
    expiry: '2031-11-30',
    account: 'acct-1'
  },
  profile: { en: 'Debit card with e-cash', zh: '借记卡（含电子现金）' },
  test: true
}
const letter: CardPaper = {
  ...{ what: 'letter', card, pin: true, at: '2026-11-25T09:00:00.000Z' },
  limits: { balance: 100_000, transaction: 50_000, cvm: 30_000 }
}
const report: CardPaper = {
  ...{ what: 'report', card, issuer: 'TEST', production: 'card-1', at: '2026-11-25T09:00:00.000Z' },
  sentence: { en: 'The card is made and tested.', zh: '制卡完成并通过检验。' },
  checks: [
    { id: 'a', name: { en: 'Genuine', zh: '认证' }, ok: true },
    { id: 'b', name: { en: 'Trial', zh: '试交易' }, ok: false, detail: { en: 'Declined', zh: '被拒绝' } }
  ],
  findings: [{ level: 'warning', code: 'pin-weak', path: 'pin', text: { en: 'Weak', zh: '过于简单' } }]
}

describe('the letter that goes with a card', () => {
  it('says whose it is, what it can do and how to begin, in either language', () => {
    const en = cardPaperHtml(letter, 'en')
    for (const text of ['622848*********0117', '11/31', '¥1,000.00', '¥500.00', '¥300.00', 'TEST card']) {
      expect(en).toContain(text)
    }
    const zh = cardPaperHtml(letter, 'zh')
    expect(zh).toContain('借记卡（含电子现金）')
    expect(zh).toContain('lang="zh-Hans"')
    expect(zh).not.toContain('Dear')
  })

  it('tells of a PIN only where the card has one', () => {
    expect(cardPaperHtml(letter, 'en')).toContain('Your PIN')
    expect(cardPaperHtml({ ...letter, pin: false }, 'en')).not.toContain('Your PIN')
  })

  it('cannot be asked for with a whole number', () => {
    const whole = { ...letter, card: { ...card, pan: '6228480000000000117' } }
    expect(cardPaper.safeParse(whole).success).toBe(false)
    expect(cardPaper.safeParse(letter).success).toBe(true)
  })
})

describe('the report that stays with the bank', () => {
  it('has every test with its outcome, and what is to be looked at', () => {
    const en = cardPaperHtml(report, 'en')
    expect(en).toContain('Genuine: passed')
    expect(en).toContain('Trial: failed, Declined')
    expect(en).toContain('pin: Weak')
    expect(en).toContain('card-1')
    expect(cardPaperHtml(report, 'zh')).toContain('试交易：未通过，被拒绝')
  })
})

it.each([letter, report])('escapes what people typed, and fetches nothing', (paper) => {
  const html = cardPaperHtml(paper, 'zh')
  expect(html).toContain('王 &lt;小&gt; &amp; &quot;明&quot;')
  expect(html).toContain("default-src 'none'")
  expect(html).not.toMatch(/<script|src=|href=/)
})
