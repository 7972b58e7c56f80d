import { parseTraceFile } from '../../trace/format'
import type { ImportProblem, ReadTrace } from './format'
import { lastLine } from './lines'

/** Our own files; undefined where the text is neither a trace as JSON Lines nor one as a JSON array. Never throws. */
export function readCardwright(text: string): (ReadTrace & { id: 'cardwright' | 'json' }) | undefined {
  const trimmed = text.trimStart()
  if (trimmed.startsWith('[')) {
    const read = readArray(trimmed)
    return read && { ...read, id: 'json' }
  }
  if (!trimmed.startsWith('{')) return undefined
  const read = readLines(text)
  return read && { ...read, id: 'cardwright' }
}

function readLines(text: string): ReadTrace | undefined {
  const file = parseTraceFile(text)
  if (file.kind === 'bad') return undefined
  const last = lastLine(text.split(/\r\n|\r|\n/))
  const problems = file.skipped.map(({ line }): ImportProblem => ({
    kind: line === last ? 'cut-off' : 'bad-line',
    place: line
  }))
  return { trace: file.trace, problems }
}

/** An array of what would be the lines. One that was cut off is read as far as it has whole elements. */
function readArray(text: string): ReadTrace | undefined {
  const whole = elements(text)
  const lines = (whole ?? elementsBefore(text) ?? []).map((element) => JSON.stringify(element))
  const read = readLines(lines.join('\n'))
  if (read === undefined || whole !== undefined) return read
  const cut: ImportProblem = { kind: 'cut-off', place: text.trimEnd().split('\n').length }
  return { trace: read.trace, problems: [...read.problems, cut] }
}

function elements(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Elements of a trace hold no objects, so that the last whole one ends with the last closing brace. */
function elementsBefore(text: string): readonly unknown[] | undefined {
  const end = text.lastIndexOf('}')
  return end < 0 ? undefined : elements(`${text.slice(0, end + 1)}]`)
}
