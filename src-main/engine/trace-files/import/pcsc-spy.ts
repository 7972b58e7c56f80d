import { ByteRows } from './byte-rows'
import { TraceCollector } from './collector'
import type { ReadTrace, TextTraceFormat } from './format'
import { hexDigits, lastLine } from './lines'

/** A parameter: `i` goes in, `o` comes out. Threads indent their calls. */
const PARAMETER = /^\s*([io]) (\s?)(\S+) ?(.*)$/
const CALL = /^\s*(SCar\w+)\s*$/
/** How a call ended and how long it took, in seconds. */
const RESULT = /^\s*=> .*\[0x([0-9A-Fa-f]{8})\]\)?(?:\s*\[(\d{1,9})\.(\d{6})\])?/
const BYTES_IN_ROW = 16

/** What pcsc-spy prints: every call of an application to PC/SC with its parameters. */
export const pcscSpy: TextTraceFormat = {
  id: 'pcsc-spy',
  recognises: (lines) => lines.some((line) => /^\s*[io] b(?:Send|Recv)Buffer\s*$/.test(line)),
  read: readLines
}

/** What is known of the call that is being read. */
interface Call {
  readonly name: string
  readonly place: number
  length: number
  rows: ByteRows | undefined
  sent: ByteRows | undefined
  received: ByteRows | undefined
}

function readLines(lines: readonly string[], name: string): ReadTrace {
  const found = new TraceCollector(name, 'wire')
  let call: Call | undefined
  for (const [index, line] of lines.entries()) {
    const [, started] = CALL.exec(line) ?? []
    const result = RESULT.exec(line)
    const parameter = PARAMETER.exec(line)
    if (started !== undefined) {
      call = {
        name: started,
        place: index + 1,
        length: 0,
        rows: undefined,
        sent: undefined,
        received: undefined
      }
    } else if (result !== null && call !== undefined) {
      if (call.name === 'SCardTransmit') ended(call, result, found)
      call = undefined
    } else if (parameter !== null) {
      const [, , gap = '', word = '', rest = ''] = parameter
      if (call?.rows !== undefined && gap !== '') call.rows.take(rest, BYTES_IN_ROW)
      else aboutCall(call, word, rest, index + 1, found)
    }
  }
  const last = lastLine(lines)
  // Without its end nobody knows how a call came out.
  if (call?.name === 'SCardTransmit') found.bad(call.place, 'cut-off')
  return found.finish(last)
}

function aboutCall(
  call: Call | undefined,
  word: string,
  rest: string,
  place: number,
  found: TraceCollector
): void {
  switch (word) {
    case 'szReader:':
    case 'mszReaderName':
      found.readerIs(rest)
      return
    case 'dwActiveProtocol:':
      found.protocolIs(/^T=[01]/.exec(rest)?.[0])
      return
    case 'bAtr':
      found.powered(hexDigits(rest))
      return
    case 'bSendLength':
    case 'bRecvLength':
      if (call !== undefined) call.length = Number(/^0x[0-9A-Fa-f]{1,8}/.exec(rest)?.[0] ?? 0)
      return
    case 'bSendBuffer':
    case 'bRecvBuffer':
      if (call === undefined) return
      call.rows = new ByteRows(call.length, place)
      if (word === 'bSendBuffer') call.sent = call.rows
      else call.received = call.rows
  }
}

function ended({ place, sent, received }: Call, result: RegExpExecArray, found: TraceCollector): void {
  const [, code = '', seconds = '0', fraction = '0'] = result
  const command = sent?.hex()
  const duration = Number(seconds) * 1_000_000 + Number(fraction)
  if (command === undefined || command.length < 8) return found.bad(place)
  if (Number.parseInt(code, 16) !== 0)
    return found.exchange({ place, command }, '', duration, { failure: `0x${code.toUpperCase()}` })
  const response = received?.hex()
  if (response === undefined || response.length < 4) return found.bad(received?.place ?? place)
  found.exchange({ place, command }, response, duration)
}
