import type { Trace } from '../trace/trace'
import { parsePcap } from './capture/pcap'
import { parsePcapng } from './capture/pcapng'
import { decodeTraceText } from './decode-text'
import { apdu4j } from './import/apdu4j'
import { readCapture } from './import/capture'
import { cardpeek } from './import/cardpeek'
import { readCardwright } from './import/cardwright'
import type { ImportProblem, ReadTrace, TextTraceFormat, TraceFormatId } from './import/format'
import { hexLines } from './import/hex-lines'
import { opensc } from './import/opensc'
import { pcscSpy } from './import/pcsc-spy'
import { proxmark } from './import/proxmark'
import { scriptor } from './import/scriptor'

export type ImportedTrace =
  | {
      readonly kind: 'ok'
      readonly format: TraceFormatId
      readonly trace: Trace
      /** What could not be taken over, in the order of the file. */
      readonly problems: readonly ImportProblem[]
    }
  | {
      readonly kind: 'bad'
      /** `no-exchange`: the format is known, but nothing in the file is whole. */
      readonly problem: 'empty' | 'not-a-trace' | 'newer-version' | 'no-exchange'
    }

/** In the order in which they are tried: those with the clearest marks first. */
const TEXT_FORMATS: readonly TextTraceFormat[] = [
  apdu4j,
  pcscSpy,
  opensc,
  proxmark,
  cardpeek,
  scriptor,
  hexLines
]
// eslint-disable-next-line no-control-regex -- colours of terminals
const COLOURS = /\u001B\[[0-9;]*m/g

/**
 * Reads a trace in any format that is known, recognised by its content. `name` stands for the reader where the file
 * names none. What is whole of a damaged file is kept. Never throws.
 */
export function importTrace(bytes: Uint8Array, name: string): ImportedTrace {
  if (bytes.length === 0) return { kind: 'bad', problem: 'empty' }
  const pcapng = parsePcapng(bytes)
  if (pcapng !== undefined) return imported('pcapng', readCapture(pcapng, name))
  const pcap = parsePcap(bytes)
  if (pcap !== undefined) return imported('pcap', readCapture(pcap, name))
  const text = decodeTraceText(bytes)
  const own = readCardwright(text)
  if (own !== undefined) return { kind: 'ok', format: own.id, trace: own.trace, problems: own.problems }
  return importText(text, name)
}

function importText(text: string, name: string): ImportedTrace {
  if (text.trim() === '') return { kind: 'bad', problem: 'empty' }
  if (/^\s*\{[^\n]*"format":"cardwright-trace"/.test(text)) return { kind: 'bad', problem: 'newer-version' }
  const lines = text.replace(COLOURS, '').split(/\r\n|\r|\n/)
  const format = TEXT_FORMATS.find((candidate) => candidate.recognises(lines))
  if (format === undefined) return { kind: 'bad', problem: 'not-a-trace' }
  return imported(format.id, format.read(lines, name))
}

function imported(format: TraceFormatId, { trace, problems }: ReadTrace): ImportedTrace {
  return trace.entries.length === 0
    ? { kind: 'bad', problem: 'no-exchange' }
    : { kind: 'ok', format, trace, problems }
}
