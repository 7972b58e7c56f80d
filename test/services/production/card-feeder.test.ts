import { describe, expect, it } from 'vitest'
import { ReaderFeeder } from '../../../src-main/services/production/card-feeder'
import type { ReaderRegistry } from '../../../src-main/services/readers/reader-registry'
import type { ShelfService } from '../../../src-main/services/shelf/shelf-service'

type Shelf = Pick<ShelfService, 'feed' | 'list'>
const name = { en: 'card', zh: '卡片' }

/** Readers whose cards a test puts on and takes off. */
function table(inside?: { kind: 'blank' | 'ecash'; pan?: string }) {
  const listeners = new Set<() => void>()
  const state = { presence: 'empty' as 'empty' | 'present', cardCount: 0, fed: 0 }
  const put = (presence: typeof state.presence): void => {
    if (presence === 'present') state.cardCount += 1
    state.presence = presence
    for (const listener of [...listeners]) listener()
  }
  const lying = { card: inside }
  if (inside !== undefined) put('present')
  const readers = {
    find: () => state,
    onChange: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  } as unknown as ReaderRegistry
  const shelf: Shelf = {
    list: () =>
      lying.card === undefined ? [] : [{ ...lying.card, id: 'card', name, reader: 'virtual:Desk' }],
    feed: () => {
      state.fed += 1
      lying.card = { kind: 'blank' }
      put('present')
      return []
    }
  }
  return { state, put, feeder: new ReaderFeeder(readers, shelf), listeners }
}

const signal = () => new AbortController().signal

describe('a real reader', () => {
  it('gives each card once, and waits for the next', async () => {
    const { put, feeder, listeners } = table()
    put('present')
    expect(await feeder.next('pcsc:A', 'card', signal())).toBe(true)
    let second = false
    const waiting = feeder.next('pcsc:A', 'card', signal()).then((came) => (second = came))
    let off = false
    const taken = feeder.taken('pcsc:A', signal()).then(() => (off = true))
    await Promise.resolve()
    expect([second, off]).toEqual([false, false])
    put('empty')
    await taken
    expect(second).toBe(false)
    put('present')
    await waiting
    expect([second, off]).toEqual([true, true])
    expect(listeners.size).toBe(0)
  })

  it('is called off', async () => {
    const { put, feeder } = table()
    const stop = new AbortController()
    const waiting = feeder.next('pcsc:A', 'card', stop.signal)
    stop.abort()
    expect(await waiting).toBe(false)
    put('present')
    await feeder.next('pcsc:A', 'card', signal())
    await feeder.taken('pcsc:A', stop.signal)
  })
})

describe('a virtual reader', () => {
  it('begins with the blank card that lies there', async () => {
    const { state, feeder } = table({ kind: 'blank' })
    expect(await feeder.next('virtual:Desk', 'card', signal())).toBe(true)
    expect(state.fed).toBe(0)
    await feeder.taken('virtual:Desk', signal())
    expect(await feeder.next('virtual:Desk', 'card', signal())).toBe(true)
    expect(state.fed).toBe(1)
  })

  it.each([
    ['with a card of another kind in it', { kind: 'ecash' as const, pan: '622848*********0117' }],
    ['with a card in it that was blank once', { kind: 'blank' as const, pan: '622848*********0117' }],
    ['without a card', undefined]
  ])('gets a blank one first: %s', async (_, inside) => {
    const { state, feeder } = table(inside)
    expect(await feeder.next('virtual:Desk', 'card', signal())).toBe(true)
    expect(state.fed).toBe(1)
  })
})
