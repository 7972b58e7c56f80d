import { describe, expect, it } from 'vitest'
import type { ActionResult, CardAction, CardReply } from '../../src-main/contract/ecash'
import type { TransactionStory } from '../../src-main/contract/payment'
import { storyText } from '../../src-main/cli/output/story-text'
import type { Workbench } from '../../src-main/composition/workbench'
import { fakeWorkbench, run } from './support'

const both = (text: string): { en: string; zh: string } => ({ en: text, zh: `${text}。` })

const story: TransactionStory = {
  ...{ mode: 'flash', path: 'ecash', outcome: 'approved-offline', sentence: both('Paid') },
  ...{ startedAt: '2026-05-20T02:00:00.000Z', amount: 1250, currency: 156 },
  card: { aid: 'A000000333010101', label: 'DEBIT\u001b[31m', pan: '622848*********0018', psn: '01' },
  ...{ atc: 9, cryptogram: { kind: 'TC', hex: '0102030405060708' }, balanceBefore: 8800, balanceAfter: 7550 },
  ...{ tvr: '0000000000', tsi: 'A000', odaMs: 1.6, durationMs: 80, apdus: 8 },
  decisions: [
    {
      ...{ phase: 'completion', title: both('Completion'), text: both('Paid'), effect: 'ok', at: 3 },
      reasons: [{ text: both('because'), tag: '9F10', hex: '07', section: 'JR/T 0025' }, { text: both('so') }]
    }
  ]
}

const done: ActionResult = {
  ...{
    action: 'pay',
    outcome: 'done',
    sentence: both('Paid'),
    at: '2026-05-20T02:00:00.000Z',
    receipt: true
  },
  story
}

interface Asked {
  reader?: string
  action?: CardAction
  reply?: CardReply
}

/** A workbench whose one card action comes out as told. */
function workbench(result: ActionResult, asked: Asked = {}): Workbench {
  return fakeWorkbench({
    shelf: { readerFor: () => 'debit-ecash' },
    transactions: {
      perform: async (
        reader: string,
        action: CardAction,
        how: { ask: (question: unknown) => Promise<CardReply> }
      ) => {
        asked.reader = reader
        asked.action = action
        asked.reply = await how.ask({ kind: 'pin', purpose: 'online' })
        return result
      }
    }
  })
}

const READER = ['--reader', 'virtual:debit-ecash']

describe('transact', () => {
  it('pays by flash pay, and tells the story', async () => {
    const asked: Asked = {}
    const args = ['transact', '--amount', '12.50', '--contactless', '--preset', 'metro-gate', ...READER]
    const { code, out } = await run(args, { workbench: workbench(done, asked) })
    expect(code).toBe(0)
    expect(asked).toEqual({
      reader: 'virtual:debit-ecash',
      action: { kind: 'pay', amount: 1250, mode: 'flash', preset: 'metro-gate' },
      reply: { kind: 'cancelled' }
    })
    expect(out).toBe(storyText(story, 'en'))
  })

  it('pays by contact at the shop terminal where nothing else was said, online where demanded', async () => {
    const asked: Asked = {}
    await run(['transact', '--amount', '3', '--online', ...READER], { workbench: workbench(done, asked) })
    expect(asked.action).toEqual({ kind: 'pay', amount: 300, mode: 'contact', preset: 'pos', online: true })
  })

  it('prints the whole result as JSON', async () => {
    const { out } = await run(['transact', '--json', '--amount', '3', ...READER], {
      workbench: workbench(done)
    })
    expect(JSON.parse(out)).toEqual(done)
  })

  it('ends with 1 where nothing was paid, and says why where it never began', async () => {
    const { story: _told, ...untold } = done
    const refused: ActionResult = {
      ...untold,
      outcome: 'refused',
      sentence: both('Open entry'),
      advice: both('Finish it')
    }
    const { code, out } = await run(['transact', '--amount', '3', ...READER], {
      workbench: workbench(refused)
    })
    expect({ code, out }).toEqual({ code: 1, out: 'Open entry\nFinish it\n' })
  })

  it.each([
    ['no amount', []],
    ['zero', ['--amount', '0']],
    ['less than nothing', ['--amount', '-1']],
    ['three decimals', ['--amount', '1.005']],
    ['a word', ['--amount', 'much']],
    ['a terminal that there is not', ['--amount', '1', '--preset', 'atm']],
    ['a descriptor that is not open', ['--amount', '1', '--pin-fd', '99999']]
  ])('refuses %s before any reader is touched', async (_name, args) => {
    const { code, err } = await run(['transact', ...args, ...READER], { workbench: fakeWorkbench({}) })
    expect(code).toBe(2)
    expect(err).not.toBe('')
  })
})

it('tells a story line by line, without what could move the cursor', () => {
  const lines = storyText(story, 'en').split('\n')
  expect(lines).toEqual([
    ...['Paid', '', 'Amount: ¥12.50', 'Card: 622848*********0018  DEBIT\uFFFD[31m  A000000333010101'],
    ...['Paid from: e-cash on the card', 'E-cash balance: ¥88.00 -> ¥75.50', 'Transaction counter: 9'],
    ...['Cryptogram: TC 0102030405060708', 'TVR 0000000000  TSI A000', ''],
    ...['+ Completion: Paid', '    because  [9F10 07; JR/T 0025]', '    so', ''],
    ...['8 commands, 80 ms, of which 2 ms to check that the card is genuine', '']
  ])
})
