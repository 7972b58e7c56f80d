import type { CardProtocol, MaskedHex, TraceEntry, TraceExchange } from '../../trace/trace'
import type { ImportProblem, ReadTrace } from './format'

/** Where and when something stood in a file. */
export interface FoundAt {
  /** Line or packet, counted from 1. */
  readonly place: number
  /** Microseconds on the file's own clock, where it has one. */
  readonly at?: number
}

interface Sent extends FoundAt {
  readonly command: MaskedHex
}

/** Shorter is no command, and no answer. */
const SHORTEST_COMMAND = 8
const SHORTEST_ANSWER = 4
const INS_GET_RESPONSE = /^..C0/

/** Puts commands and answers together, in the order in which a file has them, and notes what is not whole. */
export class TraceCollector {
  private readonly entries: TraceEntry[] = []
  private readonly problems: ImportProblem[] = []
  private sent: Sent | undefined
  private count = 0
  /** Microseconds; where the next exchange begins if the file has no clock. */
  private clock = 0
  private reader: string | undefined
  private atr: MaskedHex = ''
  private protocol: CardProtocol | undefined

  /** `tap`: whether the file's program saw what the reader carried, or whole commands and answers. */
  constructor(
    private readonly name: string,
    private readonly tap: TraceExchange['tap']
  ) {}

  readerIs(name: string | undefined): void {
    if (name !== undefined && name.trim() !== '') this.reader ??= name.trim()
  }

  protocolIs(protocol: string | undefined): void {
    if (protocol === 'T=0' || protocol === 'T=1' || protocol === 'raw') this.protocol ??= protocol
  }

  /** As hexadecimal digits. */
  atrIs(atr: string | undefined): void {
    if (atr !== undefined && this.atr === '') this.atr = atr
  }

  /** The card was powered or reset; `atr` as hexadecimal digits. */
  powered(atr: string | undefined, event: 'connected' | 'reset' = 'connected', at = this.clock): void {
    if (atr === undefined || !/^(?:[0-9A-F]{2})+$/.test(atr)) return
    this.atrIs(atr)
    this.entries.push({ type: 'event', at, event, atr })
  }

  command(command: MaskedHex | undefined, found: FoundAt): void {
    this.unanswered()
    if (command === undefined || command.length < SHORTEST_COMMAND) this.bad(found.place)
    else this.sent = { ...found, command }
  }

  /** `duration`: microseconds, where the file tells; else counted from the command where both have times. */
  answer(response: MaskedHex | undefined, found: FoundAt, duration?: number): void {
    const { sent } = this
    this.sent = undefined
    if (response === undefined || response.length < SHORTEST_ANSWER) this.bad(found.place)
    else if (sent === undefined) this.problems.push({ kind: 'no-command', place: found.place })
    else this.exchange(sent, response, duration ?? timeBetween(sent, found))
  }

  /** An exchange that the file has in one piece. `response` is empty where no answer came. */
  exchange(
    sent: Sent,
    response: MaskedHex,
    duration: number,
    known: { readonly number?: number; readonly name?: string; readonly failure?: string } = {}
  ): void {
    const { number = this.count + 1, ...rest } = known
    this.count = number
    const { command, at = this.clock } = sent
    this.clock = at + duration
    this.entries.push({ type: 'exchange', number, tap: this.tap, at, duration, command, response, ...rest })
  }

  bad(place: number, kind: ImportProblem['kind'] = 'bad-line'): void {
    this.problems.push({ kind, place })
  }

  /** `last`: the last place of the file that has anything; what is not whole there was cut off. */
  finish(last: number): ReadTrace {
    if (this.sent !== undefined) this.problems.push({ kind: 'cut-off', place: this.sent.place })
    this.sent = undefined
    const isCut = ({ kind, place }: ImportProblem): boolean =>
      kind === 'cut-off' || (place === last && kind !== 'no-command')
    const problems = this.problems.filter((problem) => !isCut(problem))
    const ends = this.problems.filter(isCut).map(({ place }) => place)
    if (ends.length > 0) problems.push({ kind: 'cut-off', place: Math.max(...ends) })
    // A trace's clock starts at a whole millisecond; files without dates start at 0.
    const first = this.entries.reduce((earliest, { at }) => Math.min(earliest, at), Infinity)
    const start = Number.isFinite(first) ? Math.floor(first / 1000) : 0
    const entries = this.entries.map((entry) => ({
      ...entry,
      at: Math.max(0, Math.round(entry.at - start * 1000) / 1000)
    }))
    return { trace: { header: this.header(start), entries }, problems }
  }

  private header(start: number): ReadTrace['trace']['header'] {
    return {
      type: 'header',
      format: 'cardwright-trace',
      version: 1,
      reader: this.reader ?? this.name,
      atr: this.atr,
      protocol: this.protocol ?? this.guessedProtocol(),
      startedAt: new Date(isDate(start) ? start : 0).toISOString(),
      revealed: true
    }
  }

  /** Where answers were fetched, the card spoke T=0; a replay then has to fetch them too. */
  private guessedProtocol(): CardProtocol {
    const fetched = this.entries.some((entry) => entry.type === 'exchange' && isPiece(entry))
    return this.tap === 'wire' && fetched ? 'T=0' : 'T=1'
  }

  private unanswered(): void {
    const { sent } = this
    this.sent = undefined
    if (sent === undefined) return
    this.problems.push({ kind: 'no-answer', place: sent.place })
    this.exchange(sent, '', 0)
  }
}

function isPiece({ command, response }: TraceExchange): boolean {
  return INS_GET_RESPONSE.test(command) || /^6[1C]..$/.test(response)
}

function timeBetween(sent: FoundAt, answered: FoundAt): number {
  return sent.at === undefined || answered.at === undefined ? 0 : Math.max(0, answered.at - sent.at)
}

/** What a date can tell, in milliseconds since 1970. */
function isDate(milliseconds: number): boolean {
  return milliseconds > 0 && milliseconds < 8.64e15
}
