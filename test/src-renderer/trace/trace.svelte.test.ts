import { flushSync } from 'svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import type { TraceEntryView } from '../../../src-main/contract/views'
import { statusOf } from '../../../src-renderer/features/trace/entry-status'
import { treeOfEntry } from '../../../src-renderer/features/trace/explained-tree'
import { createClient } from '../../../src-renderer/ipc/client'
import { TraceState } from '../../../src-renderer/state/trace.svelte'
import { createMockBridge, type MockBridge } from '../../support/mock-bridge'

function entry(id: number, change: Partial<TraceEntryView> = {}): TraceEntryView {
  return {
    id,
    kind: 'exchange',
    tap: 'logical',
    number: id,
    reader: 'Desk',
    at: 1000 + id,
    duration: 4000,
    name: 'GET DATA',
    command: '80CA9F7900',
    response: '9F79060000000286509000',
    summary: { en: 'balance read', zh: '已读取余额' },
    ...change
  }
}

const first = [entry(1, { name: 'SELECT', command: '00A40400' }), entry(2), entry(3, { tap: 'wire' })]
let bridge: MockBridge
let trace: TraceState

beforeEach(async () => {
  bridge = createMockBridge({ answers: { 'trace.entries': () => first } })
  trace = new TraceState(createClient(bridge))
  await trace.load()
})

function shown(): number[] {
  flushSync()
  return trace.shown.map(({ id }) => id)
}

describe('the list', () => {
  it('shows one tap at a time, and events on both', () => {
    bridge.emit('trace.appended', [
      {
        id: 4,
        kind: 'event',
        event: 'removed',
        reader: 'Desk',
        at: 2000,
        summary: { en: 'gone', zh: '已移走' }
      }
    ])
    expect(shown()).toEqual([1, 2, 4])
    trace.tap = 'wire'
    expect(shown()).toEqual([3, 4])
  })

  it.each([
    ['select', [1]],
    ['data 9f79', [2]],
    ['余额', [1, 2]],
    ['get 80ca', [2]],
    ['nothing', []]
  ])('finds %s', (query, ids) => {
    trace.query = query
    expect(shown()).toEqual(ids)
  })

  it('does not lose entries that come while the first ones are fetched', async () => {
    const slow = createMockBridge({
      answers: {
        'trace.entries': () => {
          slow.emit('trace.appended', [entry(2), entry(4)])
          return first
        }
      }
    })
    const state = new TraceState(createClient(slow))
    await state.load()
    expect(state.entries.map(({ id }) => id)).toEqual([1, 2, 3, 4])
  })

  it('is cleared here and in main', async () => {
    await trace.select(2)
    await trace.clear()
    expect(trace).toMatchObject({ entries: [], selected: undefined })
    expect(bridge.called.map(({ name }) => name)).toContain('trace.clear')
  })
})

describe('looking at an entry', () => {
  it('moves within what is shown and explains it', async () => {
    await trace.move(1)
    expect(trace.selected).toBe(1)
    await trace.move(5)
    expect(trace.selected).toBe(2)
    expect(trace.explanation).toBeDefined()
  })

  it('drops an explanation that comes after another entry was chosen', async () => {
    const answers: (() => void)[] = []
    const slow = createMockBridge({
      answers: {
        'trace.entries': () => first,
        'trace.explain': ({ id }) =>
          new Promise((resolve) => {
            answers.push(() =>
              resolve({ command: [], response: [], status: { en: String(id), zh: String(id) } })
            )
          })
      }
    })
    const state = new TraceState(createClient(slow))
    await state.load()
    const looks = [state.select(1), state.select(2)]
    answers[1]?.()
    answers[0]?.()
    await Promise.all(looks)
    expect(state.explanation?.status?.en).toBe('2')
  })

  it('becomes a tree whose fields point into the entry', () => {
    const field = {
      tag: '9F79',
      name: { en: 'E-cash balance', zh: '电子现金余额' },
      hex: '000000028650',
      at: { exchange: 77, part: 'response' as const, offset: 3, length: 6 }
    }
    const tree = treeOfEntry(entry(2), { command: [], response: [field] })
    tree.revealByte(2, 'response', 4)
    expect(tree.selected?.field?.tag).toBe('9F79')
  })
})

describe('status', () => {
  it.each([
    [entry(1), { text: '9000', tone: 'good' }],
    [entry(1, { response: '6A82' }), { text: '6A82', tone: 'warning' }],
    [entry(1, { response: '', failure: 'removed' }), { text: 'removed', tone: 'bad' }]
  ])('%#', (view, status) => {
    expect(statusOf(view)).toEqual(status)
  })
})
