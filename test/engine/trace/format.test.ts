import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTraceFile, traceLine } from '../../../src-main/engine/trace/format'
import type { TraceEntry, TraceHeader } from '../../../src-main/engine/trace/trace'

const header: TraceHeader = {
  type: 'header',
  format: 'cardwright-trace',
  version: 1,
  reader: 'Virtual PCD 00 00',
  atr: '3B00',
  protocol: 'T=1',
  startedAt: '2026-11-22T08:00:00.000Z',
  revealed: false
}
const exchange: TraceEntry = {
  type: 'exchange',
  number: 1,
  tap: 'logical',
  at: 3,
  duration: 210,
  name: 'SELECT',
  command: '00A4040000',
  response: '6F**9000'
}
const event: TraceEntry = { type: 'event', at: 0, event: 'connected', atr: '3B00' }

describe('the JSON Lines format', () => {
  it('reads back what was written', () => {
    const file = parseTraceFile([header, event, exchange].map(traceLine).join(''))
    expect(file).toEqual({ kind: 'ok', trace: { header, entries: [event, exchange] }, skipped: [] })
  })

  it('keeps what is whole of a file cut off in the middle', () => {
    const whole = [header, exchange, exchange].map(traceLine).join('')
    const file = parseTraceFile(whole.slice(0, -20))
    expect(file.kind === 'ok' && file.trace.entries).toEqual([exchange])
    expect(file.kind === 'ok' && file.skipped).toEqual([{ kind: 'bad-line', line: 3 }])
  })

  it('goes on with the next card of the same reader, and leaves out what another one told', () => {
    const later = { ...header, startedAt: '2026-11-22T08:01:00.000Z' }
    const other = { ...header, reader: 'Other' }
    const lines = [header, exchange, exchange, later, event, exchange, other].map(traceLine)
    const file = parseTraceFile(lines.join(''))
    expect(file.kind === 'ok' && file.trace.entries.slice(2)).toEqual([
      { ...event, at: 60_000 },
      { ...exchange, at: 60_003, number: 2 }
    ])
    expect(file.kind === 'ok' && file.skipped).toEqual([{ kind: 'bad-line', line: 7 }])
  })

  it.each([
    ['an empty file', '', 'empty'],
    ['another JSON file', '{"hello":1}', 'not-a-trace'],
    ['a newer version', traceLine({ ...header, version: 2 } as never), 'unknown-version'],
    ['prose', 'Dear card,\nhow are you', 'not-a-trace']
  ])('refuses %s', (_name, text, kind) => {
    expect(parseTraceFile(text)).toMatchObject({ kind: 'bad', problem: { kind } })
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseTraceFile(text)))
    fc.assert(fc.property(fc.json(), (text) => void parseTraceFile(text)))
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (entry) => {
        parseTraceFile(`${traceLine(header)}${JSON.stringify({ ...exchange, ...entry })}`)
      })
    )
  })
})
