import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import { openChannel } from '../../../src-main/engine/channel/open-channel'
import type { TraceEntry, TraceHeader } from '../../../src-main/engine/trace/trace'
import { Interruption } from '../../../src-main/engine/workflow/interruption'
import { SessionRecording } from '../../../src-main/services/sessions/session-recording'

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

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function recording() {
  const entries: TraceEntry[] = []
  let time = 0
  const session = new SessionRecording(
    header,
    (_header, more) => entries.push(...more),
    () => (time += 1000)
  )
  return { entries, session }
}

describe('SessionRecording', () => {
  it('writes after a moment, in order, masked', async () => {
    const { entries, session } = recording()
    const reader = { transceive: () => Promise.resolve(hex('5A0862284800000000129000')) }
    const channel = openChannel(reader, 'T=1', session.taps)
    await channel.transceive(hex('00B2010C00'))
    await channel.transceive(hex('00B2020C00'))
    expect(entries.map(({ type }) => type)).toEqual(['event'])
    await vi.advanceTimersByTimeAsync(50)
    expect(
      entries.map((entry) => (entry.type === 'exchange' ? [entry.number, entry.tap] : entry.event))
    ).toEqual(['connected', [1, 'logical'], [1, 'wire'], [2, 'logical'], [2, 'wire']])
    expect(JSON.stringify(entries)).toContain('622848******0012')
    expect(session.durations()).toHaveLength(2)
  })

  it('writes what still waits when it is flushed, and each exchange once', async () => {
    const { entries, session } = recording()
    const channel = openChannel({ transceive: () => Promise.resolve(hex('9000')) }, 'T=1', session.taps)
    await channel.transceive(hex('00A4040000'))
    session.flush()
    expect(entries).toHaveLength(3)
    await vi.advanceTimersByTimeAsync(50)
    expect(entries).toHaveLength(3)
  })

  it('tells that the card was removed, after the command that noticed', async () => {
    const { entries, session } = recording()
    const reader = { transceive: () => Promise.reject(new Interruption('card-removed')) }
    await expect(openChannel(reader, 'T=1', session.taps).transceive(hex('00A4040000'))).rejects.toThrow()
    session.flush()
    expect(entries.at(-1)).toMatchObject({ type: 'event', event: 'removed' })
    expect(entries.at(-2)).toMatchObject({ type: 'exchange', failure: 'card-removed', response: '' })
  })
})
