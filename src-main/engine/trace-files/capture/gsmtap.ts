import { uint, uintBytes, concat } from '../../bytes/bytes'

/**
 * GSMTAP, version 2 (Osmocom): a header of 16 bytes before what was heard. Of the types only SIM (4) carries
 * exchanges of a card: command and answer in one packet (subtype 0), or an ATR (subtype 1).
 */
export interface GsmtapPacket {
  readonly subtype: number
  /** Counts exchanges. */
  readonly frame: number
  readonly payload: Uint8Array
}

export const GSMTAP_PORT = 4729
export const SUBTYPE_APDU = 0
export const SUBTYPE_ATR = 1
const VERSION = 2
/** In words of 32 bits. */
const HEADER_WORDS = 4
const TYPE_SIM = 4

export function gsmtapBytes({ subtype, frame, payload }: GsmtapPacket): Uint8Array {
  const radio = new Uint8Array(5)
  const rest = Uint8Array.of(subtype, 0, 0, 0)
  return concat(Uint8Array.of(VERSION, HEADER_WORDS, TYPE_SIM), radio, uintBytes(frame, 4), rest, payload)
}

/** Undefined for what is no GSMTAP of a SIM. */
export function parseGsmtap(bytes: Uint8Array): GsmtapPacket | undefined {
  const [version, words = 0, type] = bytes
  const header = words * 4
  if (version !== VERSION || type !== TYPE_SIM || words < HEADER_WORDS || bytes.length < header)
    return undefined
  return { subtype: bytes[12] ?? 0, frame: uint(bytes.subarray(8, 12)), payload: bytes.subarray(header) }
}
