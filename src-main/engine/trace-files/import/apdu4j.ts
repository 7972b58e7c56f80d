import { TraceCollector } from './collector'
import type { ReadTrace, TextTraceFormat } from './format'
import { hexDigits, lastLine, shortTime } from './lines'

const CONNECT = /SCardConnect\("([^"]*)", [^)]*\) -> (T=[01]|T=CL)?,? ?([0-9A-Fa-f]*)/
/** `A>> T=1 (4+0008) 80500000 08 ... 00`; the second number counts the command's data. */
const SENT = /(?:^|\s)A>> (T=\S+) \(4\+(\d{1,6})\) ?([0-9A-Fa-f ]*)$/
/** `A<< (0018+2) (17ms) 6F10... 9000`; the first number counts the answer's data. */
const ANSWERED = /(?:^|\s)A<< \((\d{1,6})\+2\) \(([^)]*)\) ?([0-9A-Fa-f ]*)$/
/** The shorter form of later versions, without counts. */
const SHORT_SENT = /^>> ([0-9A-Fa-f ]+)$/
const SHORT_ANSWERED = /^<< \((\d[^)]*)\) ([0-9A-Fa-f ]+)$/

/** What GlobalPlatformPro prints with `-d`, and apdu4j's logging reader. */
export const apdu4j: TextTraceFormat = {
  id: 'apdu4j',
  recognises: (lines) =>
    lines.some(
      (line) => /(?:^|\s)A(?:>> T=\S+ \(4\+|<< \(\d+\+2\) )/.test(line) || SHORT_ANSWERED.test(line.trim())
    ),
  read: readLines
}

function readLines(lines: readonly string[], name: string): ReadTrace {
  const found = new TraceCollector(name, 'logical')
  for (const [index, raw] of lines.entries()) {
    const line = raw.trimEnd()
    const place = index + 1
    const connect = CONNECT.exec(line)
    const sent = SENT.exec(line)
    const answered = ANSWERED.exec(line)
    const [, shortSent] = SHORT_SENT.exec(line) ?? []
    const shortAnswered = SHORT_ANSWERED.exec(line)
    if (connect !== null) {
      found.readerIs(connect[1])
      found.protocolIs(connect[2])
      found.powered(connect[3]?.toUpperCase())
    } else if (sent !== null) {
      found.protocolIs(sent[1])
      found.command(atLeast(hexDigits(sent[3]), 4 + Number(sent[2])), { place })
    } else if (answered !== null) {
      found.answer(
        exactly(hexDigits(answered[3]), Number(answered[1]) + 2),
        { place },
        shortTime(answered[2])
      )
    } else if (shortSent !== undefined) {
      found.command(hexDigits(shortSent), { place })
    } else if (shortAnswered !== null) {
      found.answer(hexDigits(shortAnswered[2]), { place }, shortTime(shortAnswered[1]))
    } else if (/(?:^|\s)A(?:>>|<<)/.test(line)) {
      found.bad(place)
    }
  }
  return found.finish(lastLine(lines))
}

function atLeast(digits: string | undefined, bytes: number): string | undefined {
  return digits !== undefined && digits.length >= bytes * 2 ? digits : undefined
}

function exactly(digits: string | undefined, bytes: number): string | undefined {
  return digits?.length === bytes * 2 ? digits : undefined
}
