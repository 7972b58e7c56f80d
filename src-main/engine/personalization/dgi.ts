import { concat, uint, uintBytes } from '../bytes/bytes'

/** A data grouping as STORE DATA carries it (EMV Card Personalization Specification 1.1, 2.2). */
export interface Dgi {
  /** 2 bytes. */
  readonly id: number
  readonly data: Uint8Array
}

/** The length byte that says that two bytes of length follow. */
const LONG = 0xff
const MOST = 0xffff

/** Identifier, length and data. Lengths from 255 on take FF and two bytes. A fault on more than 65,535 bytes. */
export function encodeDgi({ id, data }: Dgi): Uint8Array {
  if (data.length > MOST) throw new Error(`encodeDgi: ${data.length} bytes do not fit`)
  const length =
    data.length < LONG ? Uint8Array.of(data.length) : concat(Uint8Array.of(LONG), uintBytes(data.length, 2))
  return concat(uintBytes(id, 2), length, data)
}

/** Data groupings one after the other; `brokenAt` is where the rest stops being one. */
export interface DgiDecoding {
  readonly groupings: readonly Dgi[]
  readonly brokenAt?: number
}

/** Reads data groupings. Never throws. */
export function decodeDgis(bytes: Uint8Array): DgiDecoding {
  const groupings: Dgi[] = []
  let at = 0
  while (at < bytes.length) {
    const short = bytes[at + 2]
    const head = short === LONG ? 5 : 3
    if (short === undefined || at + head > bytes.length) return { groupings, brokenAt: at }
    const length = short === LONG ? uint(bytes.subarray(at + 3, at + 5)) : short
    const end = at + head + length
    if (end > bytes.length) return { groupings, brokenAt: at }
    groupings.push({ id: uint(bytes.subarray(at, at + 2)), data: bytes.slice(at + head, end) })
    at = end
  }
  return { groupings }
}
