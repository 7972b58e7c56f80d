import type { Trace, TraceEntry, TraceHeader } from './trace'

/** What is wrong with a file that was offered as a trace; `line` counts from 1. */
export interface TraceFileProblem {
  readonly kind: 'empty' | 'not-a-trace' | 'unknown-version' | 'bad-line' | 'odd-number-of-lines'
  readonly line: number
}

export type TraceFile =
  | {
      readonly kind: 'ok'
      readonly trace: Trace
      /** Lines that could not be read and were left out (a file cut off in the middle). */
      readonly skipped: readonly TraceFileProblem[]
    }
  | { readonly kind: 'bad'; readonly problem: TraceFileProblem }

/** One line of the JSON Lines format, with its line end. */
export function traceLine(entry: TraceHeader | TraceEntry): string {
  return `${JSON.stringify(entry)}\n`
}

/**
 * Reads a trace: our JSON Lines, with one session after another where the same reader had several cards, or plain hexadecimal with commands and answers on alternating lines (`#` begins a
 * remark). Never throws.
 */
export function parseTraceFile(text: string, name: string): TraceFile {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const first = lines.findIndex((line) => line.trim() !== '')
  if (first < 0) return { kind: 'bad', problem: { kind: 'empty', line: 1 } }
  return (lines[first] ?? '').trimStart().startsWith('{')
    ? parseJsonLines(lines, first)
    : parseHexLines(lines, name)
}

function parseJsonLines(lines: readonly string[], first: number): TraceFile {
  const header = parseJson(lines[first] ?? '')
  if (!isRecord(header) || header['format'] !== 'cardwright-trace') {
    return { kind: 'bad', problem: { kind: 'not-a-trace', line: first + 1 } }
  }
  if (header['version'] !== 1) return { kind: 'bad', problem: { kind: 'unknown-version', line: first + 1 } }
  if (!isHeader(header)) return { kind: 'bad', problem: { kind: 'bad-line', line: first + 1 } }
  const entries: TraceEntry[] = []
  const skipped: TraceFileProblem[] = []
  // A further header begins the next session: its times and numbers go on from those before.
  let [later, counted, last] = [0, 0, 0]
  for (let index = first + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    if (line.trim() === '') continue
    const entry = parseJson(line)
    if (isEntry(entry)) {
      const next = moved(entry, later, counted)
      if (next.type === 'exchange') last = Math.max(last, next.number)
      entries.push(next)
    } else if (isHeader(entry) && entry.reader === header.reader) {
      later = Math.max(0, Date.parse(entry.startedAt) - Date.parse(header.startedAt) || 0)
      counted = last
    } else skipped.push({ kind: 'bad-line', line: index + 1 })
  }
  return { kind: 'ok', trace: { header, entries }, skipped }
}

function moved(entry: TraceEntry, later: number, counted: number): TraceEntry {
  const at = entry.at + later
  return entry.type === 'event' ? { ...entry, at } : { ...entry, at, number: entry.number + counted }
}

const HEX_LINE = /^(?:[0-9A-F]{2})+$/

function parseHexLines(lines: readonly string[], name: string): TraceFile {
  const found: { hex: string; line: number }[] = []
  for (const [index, line] of lines.entries()) {
    const hex = line.replace(/#.*$/, '').replace(/\s+/g, '').toUpperCase()
    if (hex === '') continue
    if (!HEX_LINE.test(hex)) {
      return {
        kind: 'bad',
        problem: { kind: found.length === 0 ? 'not-a-trace' : 'bad-line', line: index + 1 }
      }
    }
    found.push({ hex, line: index + 1 })
  }
  if (found.length === 0) return { kind: 'bad', problem: { kind: 'empty', line: 1 } }
  const skipped: TraceFileProblem[] = []
  const entries: TraceEntry[] = []
  for (let index = 0; index < found.length; index += 2) {
    const command = found[index]
    const response = found[index + 1]
    if (command === undefined) break
    if (response === undefined) {
      skipped.push({ kind: 'odd-number-of-lines', line: command.line })
      break
    }
    if (command.hex.length < 8) return { kind: 'bad', problem: { kind: 'not-a-trace', line: command.line } }
    entries.push({
      type: 'exchange',
      number: index / 2 + 1,
      tap: 'logical',
      at: 0,
      duration: 0,
      command: command.hex,
      response: response.hex
    })
  }
  const header: TraceHeader = {
    type: 'header',
    format: 'cardwright-trace',
    version: 1,
    reader: name,
    atr: '',
    protocol: 'T=1',
    startedAt: '1970-01-01T00:00:00.000Z',
    revealed: true
  }
  return { kind: 'ok', trace: { header, entries }, skipped }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isHeader(value: unknown): value is TraceHeader {
  if (!isRecord(value)) return false
  const texts = ['reader', 'atr', 'startedAt'].every((name) => typeof value[name] === 'string')
  const protocol = value['protocol'] === 'T=0' || value['protocol'] === 'T=1' || value['protocol'] === 'raw'
  return (
    texts &&
    protocol &&
    /^(?:[0-9A-F]{2})*$/.test(String(value['atr'])) &&
    typeof value['revealed'] === 'boolean'
  )
}

function isEntry(value: unknown): value is TraceEntry {
  if (!isRecord(value) || typeof value['at'] !== 'number') return false
  if (value['type'] === 'event') return ['connected', 'reset', 'removed'].includes(String(value['event']))
  return (
    value['type'] === 'exchange' &&
    typeof value['number'] === 'number' &&
    (value['tap'] === 'logical' || value['tap'] === 'wire') &&
    typeof value['duration'] === 'number' &&
    isMaskedHex(value['command']) &&
    isMaskedHex(value['response']) &&
    (value['name'] === undefined || typeof value['name'] === 'string') &&
    (value['failure'] === undefined || typeof value['failure'] === 'string')
  )
}

function isMaskedHex(value: unknown): boolean {
  return typeof value === 'string' && /^(?:[0-9A-F*]{2})*$/.test(value)
}
