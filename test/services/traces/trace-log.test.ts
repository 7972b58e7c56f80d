import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TraceEntry, TraceHeader } from '../../../src-main/engine/trace/trace'
import { TraceLog, type LoggedEntry } from '../../../src-main/services/traces/trace-log'

const header: TraceHeader = {
  type: 'header',
  format: 'cardwright-trace',
  version: 1,
  reader: 'Desk',
  atr: '3B00',
  protocol: 'T=1',
  startedAt: '2026-11-22T08:00:00.000Z',
  revealed: false
}
const entry: TraceEntry = { type: 'event', at: 0, event: 'connected' }

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => void vi.useRealTimers())

describe('TraceLog', () => {
  it('tells what arrived in one batch', () => {
    const batches: (readonly LoggedEntry[])[] = []
    const log = new TraceLog((entries) => batches.push(entries))
    log.append(header, [entry, entry])
    log.append(header, [entry])
    expect(batches).toHaveLength(0)
    vi.advanceTimersByTime(100)
    expect(batches.map((batch) => batch.map(({ id }) => id))).toEqual([[1, 2, 3]])
    vi.advanceTimersByTime(1000)
    expect(batches).toHaveLength(1)
  })

  it('forgets the oldest entries first and all of them when cleared', () => {
    const log = new TraceLog()
    log.append(
      header,
      Array.from({ length: 50_010 }, () => entry)
    )
    expect(log.entries()).toHaveLength(50_000)
    expect(log.find(10)).toBeUndefined()
    expect(log.find(11)?.id).toBe(11)
    log.clear()
    expect(log.entries()).toHaveLength(0)
  })
})
