import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { TraceFile } from '../../src-main/cli/trace-file'
import { parseTraceFile } from '../../src-main/engine/trace/format'
import type { TraceEntry, TraceHeader } from '../../src-main/engine/trace/trace'

const folder = mkdtempSync(join(tmpdir(), 'cardwright-trace-'))
afterAll(() => rmSync(folder, { recursive: true }))

const header: TraceHeader = {
  type: 'header',
  format: 'cardwright-trace',
  version: 1,
  reader: 'R',
  atr: '3B00',
  protocol: 'T=1',
  startedAt: '2026-11-22T00:00:00.000Z',
  revealed: false
}
const event: TraceEntry = { type: 'event', at: 0, event: 'connected' }

test('each entry is in the file as soon as it happened, for its owner only', () => {
  const path = join(folder, 'a.jsonl')
  const file = new TraceFile(path, false)
  file.append(header, [event])
  expect(parseTraceFile(readFileSync(path, 'utf8'), 'a')).toMatchObject({
    trace: { header, entries: [event] },
    skipped: []
  })
  file.append(header, [event, event])
  file.close()
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(5)
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('an existing file is kept, unless it is to be overwritten; then it is made private', () => {
  const path = join(folder, 'b.jsonl')
  writeFileSync(path, 'precious', { mode: 0o644 })
  expect(() => new TraceFile(path, false)).toThrow(
    expect.objectContaining({ code: 'file-not-written' }) as Error
  )
  expect(readFileSync(path, 'utf8')).toBe('precious')
  new TraceFile(path, true).close()
  expect(readFileSync(path, 'utf8')).toBe('')
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('a full disk does not stop the card, and is told at the end', () => {
  const file = new TraceFile('/dev/full', true)
  expect(() => file.append(header, [event])).not.toThrow()
  expect(() => file.close()).toThrow(expect.objectContaining({ code: 'file-not-written' }) as Error)
})

test('a device keeps its permissions', () => {
  const before = statSync('/dev/null').mode
  new TraceFile('/dev/null', true).close()
  expect(statSync('/dev/null').mode).toBe(before)
})
