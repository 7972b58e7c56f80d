import { expect, it } from 'vitest'
import { ReceiptSession } from '../../../src-renderer/features/receipt/receipt-session.svelte'
import { createClient } from '../../../src-renderer/ipc/client'
import { createMockBridge, Refusal } from '../../support/mock-bridge'

it('is seen, printed as often as it is wanted, and saved', async () => {
  const bridge = createMockBridge()
  const session = new ReceiptSession(createClient(bridge), 'entry-8')
  await session.load()
  expect(session.view?.entry).toBe('entry-8')
  expect(session.printed).toBe(false)
  expect(await session.print('zh')).toBe(true)
  expect(await session.print('zh')).toBe(true)
  expect(session.printed).toBe(true)
  expect(bridge.called.filter(({ name }) => name === 'receipts.print')).toHaveLength(2)
  expect(await session.save('pdf', 'en')).toBe('receipt.pdf')
})

it('is not printed where the person closes the print dialogue', async () => {
  const bridge = createMockBridge({ answers: { 'receipts.print': () => ({ printed: false }) } })
  const session = new ReceiptSession(createClient(bridge), 'entry-8')
  expect(await session.print('en')).toBe(false)
  expect(session).toMatchObject({ printed: false, error: undefined })
})

it('says why it could not be printed', async () => {
  const error = { code: 'print', message: { en: 'no printer', zh: '没有打印机' }, retrySafe: true }
  const bridge = createMockBridge({
    answers: {
      'receipts.print': () => {
        throw new Refusal(error)
      },
      'receipts.save': () => ({ kind: 'cancelled' })
    }
  })
  const session = new ReceiptSession(createClient(bridge), 'entry-8')
  expect(await session.print('en')).toBe(false)
  expect(session).toMatchObject({ error, printed: false })
  expect(await session.save('txt', 'en')).toBeUndefined()
  expect(session.error).toBeUndefined()
})
