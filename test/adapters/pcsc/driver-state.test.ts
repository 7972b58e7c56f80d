import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DriverState } from '../../../src-main/adapters/pcsc/driver-state'
import type { ReaderState } from '../../../src-main/adapters/pcsc/reader-state'
import type { DriverSnapshot } from '../../../src-main/services/readers/reader-driver'

const CARD: ReaderState = { kind: 'here', presence: 'present', inUse: false, exclusive: false, events: 1 }

let told: DriverSnapshot[]
let state: DriverState
beforeEach(() => {
  vi.useFakeTimers()
  told = []
  state = new DriverState((snapshot) => told.push(snapshot))
})
afterEach(() => {
  state.stop()
  vi.useRealTimers()
})

describe('the first snapshot', () => {
  it('waits for the readers to come in', () => {
    state.service('running')
    vi.advanceTimersByTime(50)
    state.observe('Reader', { ...CARD, presence: 'empty' })
    expect(told).toEqual([])
    vi.advanceTimersByTime(100)
    expect(told).toMatchObject([{ service: 'running', readers: [{ name: 'Reader', presence: 'empty' }] }])
  })

  it('waits for a card whose ATR is being read, and never tells that there is none', () => {
    state.service('running')
    const cardCount = state.observe('Reader', CARD, { hold: true }) ?? 0
    vi.advanceTimersByTime(1_000)
    expect(told).toEqual([])
    state.release('Reader', cardCount, { atr: Uint8Array.of(0x3b, 0x00) })
    vi.advanceTimersByTime(20)
    expect(told).toMatchObject([{ readers: [{ presence: 'present', atr: '3B00' }] }])
  })

  it('hears what came in while the process was busy', () => {
    // Timers that are due come first, then what the service said meanwhile.
    setTimeout(() => setImmediate(() => state.observe('Reader', CARD)), 120)
    state.service('running')
    vi.advanceTimersByTime(200)
    expect(told).toMatchObject([{ readers: [{ presence: 'present' }] }])
  })

  it('does not wait for a card that hangs', () => {
    state.service('running')
    state.observe('Reader', CARD, { hold: true })
    vi.advanceTimersByTime(3_000)
    expect(told).toHaveLength(1)
  })
})
