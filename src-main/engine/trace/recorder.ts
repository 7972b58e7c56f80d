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
    const logical = this.entry('logical', exchange, masked.command, exchange.response ? masked.response : '')
    const name = exchange.context?.name
    let offset = 0
    const wire = exchange.wire.map((piece) => {
      const data = piece.response?.subarray(0, -2) ?? NO_BYTES
      const answer = masked.response.slice(offset, offset + data.length * 2)
      offset += data.length * 2
      const status = piece.response === undefined ? '' : toHex(piece.response.subarray(data.length))
      return this.entry(
        'wire',
        piece,
        wireCommand(piece.command, exchange.command, masked.command),
        answer + status
      )
    })
    return [logical, ...wire].map((entry) => (name === undefined ? entry : { ...entry, name }))
  }

  private entry(
    tap: TraceExchange['tap'],
    raw: RawExchange,
    command: MaskedHex,
    response: MaskedHex
  ): TraceExchange {
    return {
      type: 'exchange',
      number: this.number,
      tap,
      at: Math.round((raw.at - this.startedAt) / 1000),
      duration: Math.round(raw.duration),
      command,
      response,
      ...(raw.failure !== undefined && { failure: failureText(raw.failure) })
    }
  }
}

/** A retried or Le-less form of the command shares its mask; GET RESPONSE, with another header, carries no data. */
function wireCommand(wire: Uint8Array, logical: Uint8Array, masked: MaskedHex): MaskedHex {
  const clear = toHex(wire)
  if (!startsWith(wire, logical.subarray(0, 4))) return clear
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
