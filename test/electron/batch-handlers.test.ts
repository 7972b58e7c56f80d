import { describe, expect, it, vi } from 'vitest'
import { calls } from '../../src-main/contract/ipc'
import { batchHandlers } from '../../src-main/electron/batch-handlers'
import type { BatchOrder } from '../../src-main/services/production/batch-order'
import type { Workbench } from '../../src-main/composition/workbench'
import { printHtml, saveWithDialog } from '../../src-main/electron/report-output'
import { reconciliation, running } from '../support/fixtures/batch'

vi.mock('../../src-main/electron/report-output', () => ({
  printHtml: vi.fn(() => Promise.resolve(true)),
  htmlToPdf: vi.fn((html: string) => Promise.resolve(new TextEncoder().encode(`pdf of ${html}`))),
  saveWithDialog: vi.fn()
}))

const TEXT = 'expiry,effective,name,document.type,document.number\n2035-12-31,2026-01-01,ZHANG SAN,02,E1\n'
const wish = { profile: 'debit-ecash', file: { name: 'list.csv', text: TEXT } }

/** The handlers on a batch service that makes nothing. */
function handlers(done: Partial<{ reconciliation: typeof reconciliation }> = {}) {
  const orders: BatchOrder[] = []
  let stopped = 0
  const batch = {
    check: () => Promise.resolve([]),
    madeBefore: () => Promise.resolve(new Set<number>()),
    start: (order: BatchOrder) => {
      orders.push(order)
      return Promise.resolve(running)
    },
    rest: () => Promise.resolve(running),
    stop: () => (stopped += 1),
    current: () => Promise.resolve(undefined),
    reconciliation: () => Promise.resolve(done.reconciliation)
  }
  const workbench = { production: { batch } } as unknown as Workbench
  return { orders, stopped: () => stopped, calls: batchHandlers(workbench, () => ({}) as never) }
}

describe('the calls about a batch', () => {
  it('answer in the shapes of the contract', async () => {
    const { calls: call } = handlers({ reconciliation })
    calls['batch.check'].output.parse(await call['batch.check'](wish))
    calls['batch.start'].output.parse(await call['batch.start']({ wish, readers: ['virtual:Desk'] }))
    calls['batch.rest'].output.parse(await call['batch.rest']({ readers: ['virtual:Desk'] }))
    expect(await call['batch.reconciliation']()).toEqual(reconciliation)
    calls['batch.reconciliation'].output.parse(reconciliation)
  })

  it('begin the batch of the file that was checked, over the readers that were chosen', async () => {
    const { calls: call, orders } = handlers()
    await call['batch.start']({ wish: { ...wish, lot: 'lot-1' }, readers: ['virtual:Desk', 'pcsc:A'] })
    expect(orders).toEqual([
      {
        profile: 'debit-ecash',
        lot: 'lot-1',
        readers: ['virtual:Desk', 'pcsc:A'],
        applicants: [expect.objectContaining({ name: 'ZHANG SAN', document: { type: '02', number: 'E1' } })]
      }
    ])
  })

  it('print and save what the batch came to, and an example of a list', async () => {
    const { calls: call } = handlers({ reconciliation })
    expect(await call['batch.print']({ language: 'zh' })).toEqual({ printed: true })
    expect(vi.mocked(printHtml).mock.lastCall?.[0]).toContain('批量制卡报告')
    const saved = async (): Promise<unknown> => vi.mocked(saveWithDialog).mock.lastCall?.[2]()
    await call['batch.save']({ format: 'html', language: 'en' })
    expect(await saved()).toContain('Report on a batch')
    await call['batch.example']({ profile: 'debit-ecash', format: 'csv' })
    expect(vi.mocked(saveWithDialog).mock.lastCall?.[1].name).toBe('applicants.csv')
    expect(await saved()).toContain('document.number')
  })

  it('say that there is none, and make no paper of none', async () => {
    const { calls: call, stopped } = handlers()
    expect(await call['batch.current']()).toBeNull()
    expect(await call['batch.reconciliation']()).toBeNull()
    await expect(call['batch.print']({ language: 'en' })).rejects.toThrow('batch-unknown')
    await expect(call['batch.save']({ format: 'pdf', language: 'en' })).rejects.toThrow('batch-unknown')
    await call['batch.stop']()
    expect(stopped()).toBe(1)
  })
})
