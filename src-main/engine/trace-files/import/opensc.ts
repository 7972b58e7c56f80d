import { ByteRows } from './byte-rows'
import { TraceCollector } from './collector'
import type { ReadTrace, TextTraceFormat } from './format'
import { lastLine, timeStamp } from './lines'

/** `Outgoing APDU (5 bytes):`, and `Outgoing APDU data [    5 bytes] =====` of versions before 0.18. */
const HEADING = /(Outgoing|Incoming) APDU (?:data )?[([]\s*(\d{1,6}) bytes[)\]]/
const BYTES_IN_ROW = 16

/** A debug log of OpenSC (`OPENSC_DEBUG=9`, or `-vvv`): headings with a count, then rows of 16 bytes and their characters. */
export const opensc: TextTraceFormat = {
  id: 'opensc',
  recognises: (lines) => lines.some((line) => HEADING.test(line)),
  read: readLines
}

function readLines(lines: readonly string[], name: string): ReadTrace {
  const found = new TraceCollector(name, 'wire')
  let at: number | undefined
  let rows: ByteRows | undefined
  let sent = false
  const end = (): void => {
    if (rows === undefined) return
    const where = { place: rows.place, ...(at !== undefined && { at }) }
    if (sent) found.command(rows.hex(), where)
    else found.answer(rows.hex(), where)
    rows = undefined
  }
  for (const [index, line] of lines.entries()) {
    const heading = HEADING.exec(line)
    if (heading === null && rows !== undefined) {
      if (!rows.take(line.trim(), BYTES_IN_ROW) || rows.whole) end()
      continue
    }
    end()
    at = timeStamp(line) ?? at
    found.readerIs(/\breader '([^']+)'/.exec(line)?.[1])
    if (heading === null) continue
    sent = heading[1] === 'Outgoing'
    rows = new ByteRows(Number(heading[2]), index + 1)
  }
  const cut = rows !== undefined
  end()
  return found.finish(cut ? lastHeading(lines) : lastLine(lines))
}

function lastHeading(lines: readonly string[]): number {
  return lines.findLastIndex((line) => HEADING.test(line)) + 1
}
