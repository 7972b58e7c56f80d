import { TraceCollector } from './collector'
import type { ReadTrace, TextTraceFormat } from './format'
import { hexDigits, lastLine } from './lines'

/** The answer's end: bytes, then what the status word means. */
const ANSWER_END = /^(<)? ?((?:[0-9A-Fa-f]{2} )*[0-9A-Fa-f]{2}) : \S/
const SENT = /^> ((?:[0-9A-Fa-f]{2} ?)+)$/
const BYTES = /^(<)? ?((?:[0-9A-Fa-f]{2} ?)+)$/

/** What pcsc-tools' scriptor prints: `> command`, `< answer : meaning`, long answers over several lines. */
export const scriptor: TextTraceFormat = {
  id: 'scriptor',
  recognises: (lines) => lines.some((line) => line.startsWith('<') && ANSWER_END.test(line)),
  read: readLines
}

function readLines(lines: readonly string[], name: string): ReadTrace {
  const found = new TraceCollector(name, 'wire')
  let begun: string | undefined
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim()
    const place = index + 1
    const [, command] = SENT.exec(line) ?? []
    const end = ANSWER_END.exec(line)
    const piece = BYTES.exec(line)
    if (command !== undefined) {
      begun = undefined
      found.command(hexDigits(command), { place })
    } else if (end !== null && (end[1] === '<' || begun !== undefined)) {
      found.answer(hexDigits(`${end[1] === '<' ? '' : (begun ?? '')}${end[2] ?? ''}`), { place })
      begun = undefined
    } else if (piece !== null && (piece[1] === '<' || begun !== undefined)) {
      begun = `${piece[1] === '<' ? '' : (begun ?? '')}${piece[2] ?? ''}`
    } else if (!aboutCard(line, found) && /^[<>]/.test(line)) found.bad(place)
  }
  return found.finish(lastLine(lines))
}

/** What scriptor says of reader, protocol and reset; false where the line is none of these. */
function aboutCard(line: string, found: TraceCollector): boolean {
  const [, protocol] = /^Using (T=[01]) protocol/.exec(line) ?? []
  const [, reader] = /^(?:Using given card reader: |No reader given: using )(.+)$/.exec(line) ?? []
  const [, atr] = /^< OK: ([0-9A-Fa-f ]+)$/.exec(line) ?? []
  found.protocolIs(protocol)
  found.readerIs(reader)
  found.powered(hexDigits(atr), 'reset')
  return /^(?:> RESET|< (?:OK|KO):)/.test(line)
}
