import { TraceCollector } from './collector'
import type { ReadTrace, TextTraceFormat } from './format'
import { lastLine, shortTime } from './lines'

const LINE = /^(?:(>{1,2}|->|=>|C:)|(<{1,2}|<-|<=|R:))?\s*((?:[0-9A-F*]{2}[\s:]*)+)$/i

/**
 * Bare hexadecimal: commands after `>` and answers after `<`, or both on alternating lines; `#` begins a remark. `*`
 * stands for a masked digit. Remarks may tell more (`# ATR: 3B00`, `# PROTOCOL: T=1`, `# 24ms`), as in dumps of apdu4j.
 */
export const hexLines: TextTraceFormat = {
  id: 'hex',
  recognises: (lines) => {
    const first = lines.find((line) => withoutRemark(line) !== '')
    return first !== undefined && (digitsOf(first)?.digits.length ?? 0) >= 8
  },
  read: readLines
}

function readLines(lines: readonly string[], name: string): ReadTrace {
  const found = new TraceCollector(name, 'logical')
  let isCommand = true
  let time: number | undefined
  for (const [index, line] of lines.entries()) {
    const place = index + 1
    time = remark(line, found) ?? time
    if (withoutRemark(line) === '') continue
    const read = digitsOf(line)
    if (read?.side === 'command' || (read?.side === undefined && isCommand)) {
      found.command(read?.digits, { place })
      isCommand = false
    } else {
      found.answer(read?.digits, { place }, time)
      isCommand = true
      time = undefined
    }
  }
  return found.finish(lastLine(lines))
}

function digitsOf(line: string): { side: 'command' | 'answer' | undefined; digits: string } | undefined {
  const [, command, answer, bytes] = LINE.exec(withoutRemark(line)) ?? []
  if (bytes === undefined) return undefined
  const side = command !== undefined ? 'command' : answer !== undefined ? 'answer' : undefined
  return { side, digits: bytes.replace(/[\s:]+/g, '').toUpperCase() }
}

function withoutRemark(line: string): string {
  return line.replace(/#.*$/, '').trim()
}

/** Takes over what a remark tells of the card; the time of the next answer in microseconds, where it is about that. */
function remark(line: string, found: TraceCollector): number | undefined {
  const text = /^\s*#\s*(.*)$/.exec(line)?.[1]?.trim() ?? ''
  const [, atr] = /^ATR: ?((?:[0-9A-F]{2})+)$/i.exec(text) ?? []
  const [, protocol] = /^PROTOCOL: ?(T=[01])$/i.exec(text) ?? []
  const [, reader] = /^(?:Using|READER:) (.+)$/.exec(text) ?? []
  const [, duration] = /^(?:Received in )?((?:\d+s)?\d+ms)$/.exec(text) ?? []
  found.powered(atr?.toUpperCase())
  found.protocolIs(protocol)
  found.readerIs(reader)
  return shortTime(duration)
}
