import { beforeEach, describe, expect, it } from 'vitest'
import type { HistoryRow } from '../../../src-main/contract/ecash'
import { createClient } from '../../../src-renderer/ipc/client'
import { EntriesState } from '../../../src-renderer/state/entries.svelte'
import { history, openLoad, openPurchase } from '../../support/fixtures/ecash'
import { createMockBridge, Refusal, type MockBridge } from '../../support/mock-bridge'

const first = history[0]!
const many: HistoryRow[] = Array.from({ length: 120 }, (_, index) => ({ ...first, entry: `e-${index}` }))

let bridge: MockBridge
let entries: EntriesState

beforeEach(() => {
  bridge = createMockBridge({
    ecash: { open: [openPurchase, openLoad] },
    answers: {
      'entries.history': ({ before, most }) => {
        const from = before === undefined ? 0 : many.findIndex(({ entry }) => entry === before) + 1
        return many.slice(from, from + most)
      }
    }
  })
  entries = new EntriesState(createClient(bridge))
})

const called = (name: string) => bridge.called.filter((call) => call.name === name)

describe('open entries', () => {
  it('follow what happens', async () => {
    await entries.load()
    expect(entries.open.map(({ entry }) => entry)).toEqual(['entry-3', 'entry-7'])
    bridge.emit('entries.changed', [openLoad])
    expect(entries.open).toEqual([openLoad])
  })

  it('that need no card are settled once', async () => {
    await entries.load()
    const both = await Promise.all([
      entries.settle('entry-3', 'reverse'),
      entries.settle('entry-3', 'reverse')
    ])
    expect(both.filter(Boolean)).toHaveLength(1)
    expect(called('entries.settle')).toHaveLength(1)
    expect(entries.open).toEqual([openLoad])
    expect(entries.isSettling('entry-3')).toBe(false)
  })

  it('say why they could not be settled', async () => {
    const error = { code: 'host', message: { en: 'silent', zh: '无应答' }, retrySafe: true }
    const silent = createMockBridge({
      answers: {
        'entries.settle': () => {
          throw new Refusal(error)
        }
      }
    })
    const state = new EntriesState(createClient(silent))
    expect(await state.settle('entry-3', 'reverse')).toBeUndefined()
    expect(state).toMatchObject({ error })
    expect(state.isSettling('entry-3')).toBe(false)
  })
})

describe('the history', () => {
  it('comes in parts, newest first, until there is no more', async () => {
    await entries.loadHistory()
    expect(entries.history).toHaveLength(50)
    expect(entries.complete).toBe(false)
    await entries.loadOlder()
    await entries.loadOlder()
    expect(entries.history.map(({ entry }) => entry)).toEqual(many.map(({ entry }) => entry))
    expect(entries.complete).toBe(true)
  })

  it('is fetched only where it is shown, and then follows', async () => {
    bridge.emit('entries.changed', [])
    expect(called('entries.history')).toEqual([])
    await entries.loadHistory()
    await entries.loadOlder()
    bridge.emit('entries.changed', [])
    expect(called('entries.history').at(-1)?.input).toEqual({ most: 100 })
  })
})
