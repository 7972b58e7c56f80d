import { describe, expect, it } from 'vitest'
import { cardPaper, type CardReceipt } from '../../../src-main/contract/card-paper'
import { cardPaperDocument, cardReceiptView } from '../../../src-main/services/production/card-paper'

const branch = { name: 'TEST BANK', utcOffset: 480 }
const receipt: CardReceipt = {
  what: 'receipt',
  card: {
    ...{ pan: '622848*********0117', psn: '00', name: '王小明', expiry: '2031-11-30', account: 'acct-1' },
    profile: { en: 'Debit card with e-cash', zh: '借记卡（含电子现金）' },
    test: true
  },
  ...{ issuer: 'TEST', production: 'card-0a1b2c3d4e5f', pin: 'letter', deposit: 50_000 },
  at: '2026-11-25T17:30:00.000Z'
}

describe('the receipt for a new card', () => {
  it('says what was handed over, where and when, and what was paid in', () => {
    const en = cardPaperDocument(receipt, branch, 'en')
    const parts = ['622848*********0117', '王小明', '11/31', '¥500.00', 'letter of its own', 'TEST BANK']
    for (const text of [
      ...parts,
      '2026-11-26 01:30',
      'card-0a1b2c3d4e5f',
      'TEST card',
      'Received by the holder'
    ]) {
      expect(en).toContain(text)
    }
    const zh = cardPaperDocument(receipt, branch, 'zh')
    for (const text of ['领卡凭条', '借记卡（含电子现金）', '开户存款', '持卡人签收'])
      expect(zh).toContain(text)
  })

  it('names neither deposit nor PIN nor account where there is none', () => {
    const { deposit: _deposit, pin: _pin, ...rest } = receipt
    const { account: _account, ...card } = rest.card
    const view = cardReceiptView({ ...rest, card: { ...card, test: false } }, branch)
    expect(view.lines.map(({ name }) => name.en)).toEqual([
      ...['Product', 'Card number', 'Holder', 'Good through', 'Issuer', 'Branch', 'Date', 'Reference']
    ])
    expect(view.notes).toHaveLength(1)
  })

  it('cannot be asked for with a whole number, or a moment that is none', () => {
    expect(cardPaper.safeParse(receipt).success).toBe(true)
    const whole = { ...receipt, card: { ...receipt.card, pan: '6228480000000000117' } }
    expect(cardPaper.safeParse(whole).success).toBe(false)
    expect(cardPaper.safeParse({ ...receipt, at: 'yesterday' }).success).toBe(false)
  })

  it('leaves the other papers as they are', () => {
    const { issuer: _issuer, production: _production, deposit: _deposit, pin: _pin, ...rest } = receipt
    const limits = { balance: 1, transaction: 1, cvm: 1 }
    expect(cardPaperDocument({ ...rest, what: 'letter', limits, pin: true }, branch, 'en')).toContain('Dear')
  })
})
