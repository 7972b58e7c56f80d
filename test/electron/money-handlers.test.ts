import { beforeEach, describe, expect, it, vi } from 'vitest'
import { calls } from '../../src-main/contract/ipc'
import { moneyHandlers } from '../../src-main/electron/money-handlers'
import * as output from '../../src-main/electron/report-output'

vi.mock('../../src-main/electron/report-output', () => ({
  printHtml: vi.fn(),
  htmlToPdf: vi.fn((html: string) => Promise.resolve(new TextEncoder().encode(`pdf of ${html}`))),
  saveWithDialog: vi.fn()
}))

const transactions = {
  readPurse: vi.fn(),
  start: vi.fn(() => 'job-1'),
  answer: vi.fn(),
  cancel: vi.fn(),
  openEntries: vi.fn(),
  settle: vi.fn(),
  history: vi.fn()
}
const receipts = {
  view: vi.fn(),
  html: vi.fn((entry: string, language: string) => Promise.resolve(`html of ${entry} in ${language}`)),
  text: vi.fn(() => Promise.resolve('text')),
  printed: vi.fn()
}
const money = { desk: { overview: vi.fn() }, purchases: { upload: vi.fn() } }
const handlers = moneyHandlers({ transactions, receipts, money } as never, () => ({}) as never)

beforeEach(() => vi.clearAllMocks())

describe('actions', () => {
  it('begins one and names its job', () => {
    const action = { kind: 'load', amount: 100, from: 'cash' } as const
    expect(handlers['action.start']({ reader: 'virtual:Desk', action })).toEqual({ job: 'job-1' })
    expect(transactions.start).toHaveBeenCalledWith('virtual:Desk', action)
  })

  it('hands on answers, cancels and what is to be settled', () => {
    void handlers['action.answer']({ job: 'job-1', id: 1, reply: { kind: 'pin', pin: '123456' } })
    void handlers['action.cancel']({ job: 'job-1' })
    void handlers['entries.settle']({ entry: 'entry-1', how: 'reverse' })
    void handlers['entries.history']({ most: 50 })
    expect(transactions.answer).toHaveBeenCalledWith('job-1', {
      id: 1,
      reply: { kind: 'pin', pin: '123456' }
    })
    expect(transactions.cancel).toHaveBeenCalledWith('job-1')
    expect(transactions.settle).toHaveBeenCalledWith('entry-1', 'reverse')
    expect(transactions.history).toHaveBeenCalledWith({ most: 50 })
  })

  it('lets no amount in that is not a whole number of fen, nor a PIN that is none', () => {
    const start = calls['action.start'].input
    const load = (amount: unknown) =>
      start.safeParse({ reader: 'virtual:Desk', action: { kind: 'load', amount, from: 'cash' } })
    expect(load(100).success).toBe(true)
    expect(load(0.5).success).toBe(false)
    expect(load('100').success).toBe(false)
    const answer = calls['action.answer'].input
    const reply = (pin: string) => answer.safeParse({ job: 'job-1', id: 1, reply: { kind: 'pin', pin } })
    expect(reply('1234').success).toBe(true)
    expect(reply('12a4').success).toBe(false)
  })
})

describe('receipts', () => {
  it('says that a receipt was printed only where it was', async () => {
    vi.mocked(output.printHtml).mockResolvedValueOnce(true).mockResolvedValueOnce(false)
    const print = () => handlers['receipts.print']({ entry: 'entry-1', language: 'zh' })
    expect(await print()).toEqual({ printed: true })
    expect(output.printHtml).toHaveBeenCalledWith('html of entry-1 in zh')
    expect(await print()).toEqual({ printed: false })
    expect(receipts.printed).toHaveBeenCalledOnce()
  })

  it.each([
    ['txt', 'text'],
    ['html', 'html of e/1 in en'],
    ['pdf', 'pdf of html of e/1 in en']
  ] as const)('saves as %s, under a name that every file system takes', async (format, expected) => {
    vi.mocked(output.saveWithDialog).mockImplementationOnce(async (_parent, { name }, content) => {
      const made = await content()
      expect(typeof made === 'string' ? made : new TextDecoder().decode(made)).toBe(expected)
      return { kind: 'saved', name }
    })
    expect(await handlers['receipts.save']({ entry: 'e/1', format, language: 'en' })).toEqual({
      kind: 'saved',
      name: `receipt-e1.${format}`
    })
  })
})

describe('the desk', () => {
  it('offers terminals in the shape of the contract, the default first', async () => {
    const presets = calls['terminal.presets'].output.parse(await handlers['terminal.presets'](undefined))
    expect(presets[0]?.id).toBe('pos')
  })

  it('asks the issuer’s desk and the purchases', () => {
    void handlers['issuer.overview'](undefined)
    void handlers['purchases.upload'](undefined)
    expect(money.desk.overview).toHaveBeenCalledOnce()
    expect(money.purchases.upload).toHaveBeenCalledOnce()
  })
})
