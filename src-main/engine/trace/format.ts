import type { Trace, TraceEntry, TraceHeader } from './trace'

/** What is wrong with a file that was offered as a trace; `line` counts from 1. */
export interface TraceFileProblem {
  readonly kind: 'empty' | 'not-a-trace' | 'unknown-version' | 'bad-line'
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
 * Reads a trace of our own: JSON Lines, with one session after another where the same reader had several cards. Files of
 * others are read by `trace-files`. Never throws.
 */
export function parseTraceFile(text: string): TraceFile {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const first = lines.findIndex((line) => line.trim() !== '')
  return first < 0 ? { kind: 'bad', problem: { kind: 'empty', line: 1 } } : parseJsonLines(lines, first)
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
