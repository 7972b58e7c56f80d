import { concat, startsWith } from '../bytes/bytes'
import { toHex } from '../bytes/hex'
import type { MaskedHex, TraceExchange } from './trace'
import { Redactor } from './redact'
import type { RawExchange, TappedExchange } from './tapped-exchange'

const NO_BYTES = new Uint8Array(0)

/**
 * Turns what passed the taps into what may be kept: numbered, masked, with times counted from the start of the trace.
 * The mask is found on the joined logical answer and carried back onto the wire pieces, so that a card number split
 * over several GET RESPONSEs is masked in each.
 */
export class ExchangeRecorder {
  private number = 0
  private readonly redactor: Redactor

  /** `startedAt`: microseconds of the clock that the taps use. */
  constructor(
    private readonly startedAt: number,
    options: { readonly reveal: boolean }
  ) {
    this.redactor = new Redactor(options)
  }

  /** The logical exchange first, then its wire exchanges in order. */
  record(exchange: TappedExchange): readonly TraceExchange[] {
    this.number += 1
    const response = exchange.response ?? answerSoFar(exchange.wire)
    const masked = this.redactor.redact(exchange.command, response, exchange.context?.sensitivity)
    const answered = exchange.response ? masked.response : ''
    const entries = [this.entry('logical', exchange, exchange, masked.command, answered)]
    const [only] = exchange.wire
    if (
      exchange.wire.length === 1 &&
      only?.command === exchange.command &&
      only.response === exchange.response
    ) {
      // The usual case: what was sent is what passed the reader.
      entries.push(this.entry('wire', exchange, only, masked.command, answered))
      return entries
    }
    let offset = 0
    for (const piece of exchange.wire) {
      const length = Math.max(0, (piece.response?.length ?? 0) - 2)
      const answer = masked.response.slice(offset, offset + length * 2)
      offset += length * 2
      const status = piece.response === undefined ? '' : toHex(piece.response.subarray(length))
      const command = wireCommand(piece.command, exchange.command, masked.command)
      entries.push(this.entry('wire', exchange, piece, command, answer + status))
    }
    return entries
  }

  private entry(
    tap: TraceExchange['tap'],
    { context }: TappedExchange,
    raw: RawExchange,
    command: MaskedHex,
    response: MaskedHex
  ): TraceExchange {
    const { number } = this
    const at = Math.round((raw.at - this.startedAt) / 1000)
    const duration = Math.round(raw.duration)
    const entry: TraceExchange = { type: 'exchange', number, tap, at, duration, command, response }
    return context === undefined && raw.failure === undefined
      ? entry
      : {
          ...entry,
          ...(context !== undefined && { name: context.name }),
          ...(raw.failure !== undefined && { failure: failureText(raw.failure) })
        }
  }
}

/** A retried or Le-less form of the command shares its mask; GET RESPONSE, with another header, carries no data. */
function wireCommand(wire: Uint8Array, logical: Uint8Array, masked: MaskedHex): MaskedHex {
  const clear = toHex(wire)
  if (!masked.includes('*') || !startsWith(wire, logical.subarray(0, 4))) return clear
  return [...clear].map((nibble, index) => (masked[index] === '*' ? '*' : nibble)).join('')
}

function answerSoFar(wire: readonly RawExchange[]): Uint8Array {
  const data = wire.map((piece) => piece.response?.subarray(0, -2) ?? NO_BYTES)
  return data.some((part) => part.length > 0) ? concat(...data, Uint8Array.of(0, 0)) : NO_BYTES
}

/** The reason, never a localized text of the operating system. */
function failureText(failure: unknown): string {
  if (failure instanceof Error && 'reason' in failure && typeof failure.reason === 'string')
    return failure.reason
  return failure instanceof Error ? failure.name : 'unknown'
}
