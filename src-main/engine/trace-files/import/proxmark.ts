import { equalBytes } from '../../bytes/bytes'
import { hex } from '../../bytes/hex'
import { TraceCollector } from './collector'
import type { ReadTrace, TextTraceFormat } from './format'
import { type Frame, Iso14443Blocks } from './iso14443-blocks'
import { lastLine } from './lines'

/** `start | end | Rdr |bytes | CRC | annotation`; a further row of a long frame has no times and no source. */
const ROW = /^\s*(\d+|\s*)\s*\|\s*(\d+|\s*)\s*\|\s*(Rdr|Tag|)\s*\|([^|]*)\|/
const HEADING = /^\s*(?:Start|Gap)\s*\|\s*(?:End|Duration)\s*\|\s*Src\s*\|\s*Data/
/** Carrier periods in a microsecond. */
const CARRIER_MHZ = 13.56

/** What a Proxmark3 lists of what it heard: `trace list`, `hf 14a list`, `hf 14b list`. */
export const proxmark: TextTraceFormat = {
  id: 'proxmark3',
  recognises: (lines) =>
    lines.some((line) => HEADING.test(line)) ||
    lines.some((line) => ROW.test(line) && /\| *(?:Rdr|Tag) *\|/.test(line)),
  read: readLines
}

function readLines(lines: readonly string[], name: string): ReadTrace {
  const found = new TraceCollector(name, 'wire')
  const relative = lines.some((line) => /^\s*Gap\s*\|/.test(line))
  const unit = lines.some((line) => /times are in microseconds/i.test(line)) ? 1 : CARRIER_MHZ
  const bare = lines.some((line) => line.includes('ISO7816-4'))
  const blocks = new Iso14443Blocks(found)
  for (const frame of frames(lines, relative, unit, found)) {
    if (bare) {
      if (frame.source === 'Rdr') found.command(frame.digits, frame)
      else found.answer(frame.digits, frame)
    } else blocks.take({ ...frame, bytes: checked(hex(frame.digits)) })
  }
  blocks.end()
  return found.finish(lastLine(lines))
}

interface ListedFrame extends Omit<Frame, 'bytes'> {
  digits: string
}

function frames(
  lines: readonly string[],
  relative: boolean,
  unit: number,
  found: TraceCollector
): ListedFrame[] {
  const list: ListedFrame[] = []
  let clock = 0
  for (const [index, line] of lines.entries()) {
    const row = ROW.exec(line)
    if (row === null) {
      // A row that ends before its bytes do.
      if (/^\s*\d+\s*\|\s*\d+\s*\|/.test(line)) found.bad(index + 1)
      continue
    }
    const [, start = '', end = '', source, data = ''] = row
    const text = data
      .replace(/\(\d\)/g, '')
      .replace(/[\s']+/g, '')
      .toUpperCase()
    if (!/^(?:[0-9A-F]{2}!?)*$/.test(text)) {
      found.bad(index + 1)
      continue
    }
    const digits = text.replaceAll('!', '')
    const last = list.at(-1)
    if (source === 'Rdr' || source === 'Tag') {
      const from = relative ? clock + Number(start) : Number(start)
      clock = relative ? from + Number(end) : Number(end)
      list.push({
        source,
        digits,
        place: index + 1,
        at: Math.round(from / unit),
        end: Math.round(clock / unit)
      })
    } else if (last !== undefined) last.digits += digits
  }
  return list
}

/** The frame without its checksum where it has one; undefined where the bytes do not fit it. */
function checked(frame: Uint8Array): Uint8Array | undefined {
  if (frame.length < 3) return frame
  const [body, sum] = [frame.subarray(0, -2), frame.subarray(-2)]
  return [crc(body, 0x6363, 0), crc(body, 0xffff, 0xffff)].some((own) => equalBytes(own, sum))
    ? body
    : undefined
}

/** CRC_A (start 6363) or CRC_B (start FFFF, inverted) of ISO/IEC 14443-3, Annex B, low byte first. */
function crc(bytes: Uint8Array, start: number, inverted: number): Uint8Array {
  let value = start
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >> 1) ^ 0x8408 : value >> 1
  }
  value ^= inverted
  return Uint8Array.of(value & 0xff, value >> 8)
}
