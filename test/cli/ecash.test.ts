import { describe, expect, it } from 'vitest'
import type { ActionResult, CardAction, OpenEntry, PurseView } from '../../src-main/contract/ecash'
import type { Workbench } from '../../src-main/composition/workbench'
import { purse } from '../support/fixtures/ecash'
import { fakeWorkbench, run } from './support'

const READER = ['--reader', 'virtual:debit-ecash']
const both = (text: string): { en: string; zh: string } => ({ en: text, zh: `${text}。` })

const done: ActionResult = {
  ...{ action: 'load', outcome: 'done', sentence: both('Loaded'), at: '2026-06-01T04:00:00.000Z' },
  ...{ entry: 'e-1', receipt: true }
}
const openEntry: OpenEntry = {
  ...{
    entry: 'e-2',
    flow: 'load',
    title: both('Load'),
    at: '2026-06-01T04:00:00.000Z',
    pan: '622848*********0018'
  },
  ...{ sentence: both('Not known'), needsCard: true },
  finish: { label: both('Finish'), effect: both('Finishes') },
  reverse: { label: both('Reverse'), effect: both('Reverses') }
}

interface Seen {
  reader?: string
  contactless?: boolean
  actions: CardAction[]
  settled: string[]
}

function workbench(
  options: {
    result?: ActionResult
    open?: OpenEntry[]
    view?: PurseView
    settled?: number
    contactReader?: boolean
  } = {}
): { workbench: Workbench; seen: Seen } {
  const seen: Seen = { actions: [], settled: [] }
  const open = [...(options.open ?? [])]
  const close = (entry: string): void => {
    open.splice(0, open.length, ...open.filter((one) => one.entry !== entry))
  }
  const bench = fakeWorkbench({
    shelf: {
      readerFor: (_name: string, { contactless }: { contactless: boolean }) => {
        seen.contactless = contactless
        return 'debit-ecash'
      }
    },
    readers: {
      snapshot: () => ({
        services: [],
        readers: [{ id: 'virtual:debit-ecash', contactless: options.contactReader !== true }]
      })
    },
    transactions: {
      settleOpen: async () => ({ closed: options.settled ?? 0, failed: [] }),
      openEntries: async () => [...open],
      readPurse: async () => options.view ?? purse,
      settle: async (entry: string, how: string) => {
        seen.settled.push(`${how} ${entry}`)
        close(entry)
        return done
      },
      perform: async (reader: string, action: CardAction) => {
        seen.reader = reader
        seen.actions.push(action)
        if ('entry' in action) close(action.entry)
        return options.result ?? done
      }
    }
  })
  return { workbench: bench, seen }
}

describe('cardwright ecash', () => {
  it.each<[string, string[], CardAction, boolean]>([
    [
      'loads',
      ['load', '--amount', '100', '--from', 'account'],
      { kind: 'load', amount: 100_00, from: 'account' },
      false
    ],
    [
      'loads cash over the air',
      ['load', '--amount', '0.5', '--from', 'cash', '--contactless'],
      { kind: 'load', amount: 50, from: 'cash' },
      true
    ],
    [
      'loads from another card',
      ['load', '--amount', '1', '--from', 'other', '--pan', '6228 4800 0000 0015'],
      { kind: 'load', amount: 100, from: 'other-account', pan: '6228480000000015' },
      false
    ],
    ['loads what is kept', ['load', '--from', 'kept'], { kind: 'load-kept' }, false],
    [
      'unloads',
      ['unload', '--amount', '20', '--to', 'cash'],
      { kind: 'unload', amount: 20_00, to: 'cash' },
      false
    ],
    [
      'pays by flash pay',
      ['pay', '--amount', '12.50'],
      { kind: 'pay', amount: 12_50, mode: 'flash', preset: 'pos' },
      true
    ],
    [
      'pays by contact, online',
      ['pay', '--amount', '12.50', '--contact', '--online'],
      { kind: 'pay', amount: 12_50, mode: 'contact', preset: 'pos', online: true },
      false
    ],
    [
      'sets limits',
      ['limits', '--balance', '500', '--threshold', '0'],
      { kind: 'set-limits', balanceLimit: 500_00, resetThreshold: 0 },
      false
    ],
    ['changes the PIN', ['pin', 'change'], { kind: 'change-pin' }, false],
    ['unblocks the PIN', ['pin', 'unblock'], { kind: 'unblock-pin' }, false],
    ['blocks the application', ['block', 'application'], { kind: 'block-application' }, false],
    ['unblocks it', ['unblock'], { kind: 'unblock-application' }, false],
    ['blocks the card', ['block', 'card', '--yes'], { kind: 'block-card' }, false]
  ])('%s', async (_name, args, action, contactless) => {
    const { workbench: bench, seen } = workbench()
    const { code, out } = await run(['ecash', ...args, ...READER], { workbench: bench })
    expect({ code, actions: seen.actions, contactless: seen.contactless }).toEqual({
      ...{ code: 0, actions: [action], contactless }
    })
    expect(out).toContain('Reference: e-1')
  })

  it('pays by the contacts of a card that was inserted, and says so', async () => {
    const { workbench: bench, seen } = workbench({ contactReader: true })
    const { code, err } = await run(['ecash', 'pay', '--amount', '1', ...READER], { workbench: bench })
    expect({ code, actions: seen.actions }).toMatchObject({ code: 0, actions: [{ mode: 'contact' }] })
    expect(err).toContain('contact reader')
  })

  it('keeps to flash pay where the person insists on it', async () => {
    const { workbench: bench, seen } = workbench({ contactReader: true })
    await run(['ecash', 'pay', '--amount', '1', '--flash', ...READER], { workbench: bench })
    expect(seen.actions).toMatchObject([{ mode: 'flash' }])
  })

  it.each([
    ['pay', '--amount', '1', '--flash', '--contact'],
    ['load', '--from', 'account'],
    ['load', '--amount', '0'],
    ['load', '--amount', '-5'],
    ['load', '--amount', '1.005'],
    ['load', '--amount', '1', '--from', 'nowhere'],
    ['load', '--amount', '1', '--from', 'other'],
    ['load', '--amount', '1', '--from', 'other', '--pan', '12'],
    ['load', '--amount', '1', '--from', 'kept'],
    ['unload', '--amount', '1', '--to', 'nowhere'],
    ['pay'],
    ['pay', '--amount', '1', '--preset', 'none'],
    ['pin', 'forget'],
    ['block', 'everything'],
    ['block', 'card']
  ])('%s %s %s: wrong usage, and no card is touched', async (...args) => {
    const { workbench: bench, seen } = workbench()
    const { code } = await run(['ecash', ...args, ...READER], { workbench: bench })
    expect({ code, actions: seen.actions }).toEqual({ code: 2, actions: [] })
  })

  it('ends with 1 where it was not done, and says what is left', async () => {
    const result: ActionResult = {
      ...done,
      outcome: 'interrupted',
      sentence: both('Pulled'),
      open: openEntry
    }
    const { workbench: bench } = workbench({ result, settled: 1 })
    const { code, out, err } = await run(['ecash', 'load', '--amount', '1', ...READER], { workbench: bench })
    expect(code).toBe(1)
    expect(out).toContain('Pulled')
    expect(out).toContain('e-2')
    expect(err).toContain('1 interrupted entry was settled')
  })

  it('tells the balance, as text and as JSON', async () => {
    const { workbench: bench } = workbench()
    const { out } = await run(['ecash', 'balance', ...READER], { workbench: bench })
    expect(out).toContain('¥119.00')
    const json = await run(['ecash', 'balance', '--json', ...READER], { workbench: bench })
    expect(JSON.parse(json.out)).toMatchObject({ balance: 11900, currency: 'CNY', balanceLimit: 100000 })
  })

  it('prints both logs', async () => {
    const { workbench: bench } = workbench()
    const { out } = await run(['ecash', 'log', ...READER], { workbench: bench, language: 'zh' })
    expect(out).toContain('圈存')
    expect(out).toContain('Metro Line 2')
  })
})

describe('ecash recover', () => {
  it('says that nothing is open', async () => {
    const { workbench: bench } = workbench()
    expect(await run(['ecash', 'recover'], { workbench: bench })).toMatchObject({
      ...{ code: 0, out: 'Nothing is left to be settled.\n' }
    })
  })

  it.each<[string[], CardAction]>([
    [[], { kind: 'finish', entry: 'e-2' }],
    [['--reverse'], { kind: 'reverse', entry: 'e-2' }]
  ])('settles with the card %j', async (flags, action) => {
    const { workbench: bench, seen } = workbench({ open: [openEntry] })
    const { code } = await run(['ecash', 'recover', ...flags, ...READER], { workbench: bench })
    expect({ code, actions: seen.actions }).toEqual({ code: 0, actions: [action] })
  })

  it('settles without the card what needs none, by the one way that there is', async () => {
    const { finish: _finish, ...rest } = openEntry
    const { workbench: bench, seen } = workbench({ open: [{ ...rest, needsCard: false }] })
    const { code } = await run(['ecash', 'recover', ...READER], { workbench: bench })
    expect({ code, settled: seen.settled }).toEqual({ code: 0, settled: ['reverse e-2'] })
  })

  it('hands over the entry that was named, and nothing else', async () => {
    const { workbench: bench, seen } = workbench({ open: [openEntry] })
    const { code } = await run(['ecash', 'recover', 'e-2', '--hand-over'], { workbench: bench })
    expect({ code, settled: seen.settled }).toEqual({ code: 0, settled: ['hand-over e-2'] })
    for (const flags of [['--hand-over'], ['e-2', '--hand-over', '--reverse']]) {
      expect(await run(['ecash', 'recover', ...flags], { workbench: bench })).toMatchObject({ code: 2 })
    }
    expect(seen.settled).toHaveLength(1)
  })

  it('refuses an entry that is not there', async () => {
    const { workbench: bench } = workbench()
    expect(await run(['ecash', 'recover', 'e-9'], { workbench: bench })).toMatchObject({ code: 2 })
  })
})
