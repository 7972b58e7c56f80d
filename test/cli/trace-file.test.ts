import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { TraceFile } from '../../src-main/cli/trace-file'
import { pathsFor, TraceFiles } from '../../src-main/cli/trace-files'
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
  expect(parseTraceFile(readFileSync(path, 'utf8'))).toMatchObject({
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

test('of several readers each has a file of its own', () => {
  const path = join(folder, 'batch.jsonl')
  const files = new TraceFiles(path, false, ['ACS ACR122U 00 00', 'ACS ACR122U 01 00'])
  const second = { ...header, reader: 'ACS ACR122U 01 00' }
  files.append({ ...header, reader: 'ACS ACR122U 00 00' }, [event])
  files.append(second, [event, event])
  files.append({ ...header, reader: 'another' }, [event])
  files.close()
  const of = (name: string): string => readFileSync(join(folder, name), 'utf8')
  expect(of('batch-acs-acr122u-00-00.jsonl').split('\n')).toHaveLength(3)
  expect(parseTraceFile(of('batch-acs-acr122u-01-00.jsonl'))).toMatchObject({
    trace: { header: second, entries: [event, event] },
    skipped: []
  })
  expect(() => new TraceFiles(path, false, ['ACS ACR122U 00 00'])).toThrow(
    expect.objectContaining({ code: 'file-not-written' }) as Error
  )
})

test('readers whose names come out alike have different files', () => {
  expect([...pathsFor('/x/t.jsonl', ['A b', 'a-b', '读卡器', '//']).values()]).toEqual([
    ...['/x/t-a-b.jsonl', '/x/t-a-b-2.jsonl', '/x/t-读卡器.jsonl', '/x/t-reader.jsonl']
  ])
})
