import { expect, it } from 'vitest'
import { ReceiptService } from '../../../src-main/services/transactions/receipt-service'
import { moneyDesk } from '../../support/money-desk'

const PAN = '6228480000000000018'

it('a receipt is there once money has moved, again and again, and never tells the number', async () => {
  const desk = await moneyDesk()
  const receipts = new ReceiptService({ journal: desk.world.journal, utcOffset: 480, test: true })
  const load = await desk.perform({ kind: 'load', amount: 100_00, from: 'cash' })
  const text = await receipts.text(load.entry!, 'en')
  for (const part of [
    'Load with cash',
    '622848*********0018',
    '¥100.00',
    '¥188.00',
    '2026-06-01 12:00:00',
    load.entry!,
    'TEST'
  ]) {
    expect(text).toContain(part)
  }
  expect(text).not.toContain('Copy')
  await receipts.printed(load.entry!)
  expect(await receipts.text(load.entry!, 'zh')).toContain('重印')
  const html = await receipts.html(load.entry!, 'zh')
  expect(html).toContain("default-src 'none'")
  expect(html).toContain('圈存（现金）')
  expect(`${text}${html}`).not.toContain(PAN)
}, 30_000)

it('there is none for what moved nothing, or is not known', async () => {
  const desk = await moneyDesk()
  const receipts = new ReceiptService({ journal: desk.world.journal, utcOffset: 480, test: true })
  const service = await desk.perform({ kind: 'set-limits', transactionLimit: 500_00 })
  await expect(receipts.view(service.entry!)).rejects.toMatchObject({ code: 'no-receipt' })
  await expect(receipts.view('e-none')).rejects.toMatchObject({ code: 'entry-unknown' })
}, 30_000)
