import type { TraceExchange, TraceHeader } from '../../trace/trace'

/** What a packet of command and answer in one piece does not tell: kept in the packet's comment, readable by people. */
export interface PacketNote {
  readonly number: number
  readonly name?: string
  /** Microseconds. */
  readonly duration: number
  /** Bytes of the packet that are the command. */
  readonly commandLength: number
  readonly failure?: string
}

const NOTE = /^#(\d{1,9})(?: ([^,]+))?, (\d{1,12}) us, command (\d{1,6}) bytes(?:, no answer: (.*))?$/

export function packetNote(exchange: TraceExchange): string {
  const { number, name, duration, command, failure } = exchange
  const called = name === undefined || name.includes(',') ? '' : ` ${name}`
  const unanswered = failure === undefined ? '' : `, no answer: ${failure}`
  return `#${number}${called}, ${duration} us, command ${command.length / 2} bytes${unanswered}`
}

/** Undefined for comments of others. */
export function parsePacketNote(comment: string | undefined): PacketNote | undefined {
  const [whole, number, name, duration, length, failure] = NOTE.exec(comment ?? '') ?? []
  if (whole === undefined) return undefined
  return {
    number: Number(number),
    ...(name !== undefined && { name }),
    duration: Number(duration),
    commandLength: Number(length),
    ...(failure !== undefined && { failure })
  }
}

/** Protocol and ATR, which a capture has no field for. */
export function cardNote({ protocol, atr }: TraceHeader): string {
  return atr === '' ? protocol : `${protocol}, ATR ${atr}`
}

export function parseCardNote(description: string | undefined): { protocol?: string; atr?: string } {
  const [, protocol, atr] = /^(T=[01]|raw)(?:, ATR ((?:[0-9A-F]{2})+))?$/.exec(description ?? '') ?? []
  return { ...(protocol !== undefined && { protocol }), ...(atr !== undefined && { atr }) }
}
