import { concat } from '../../../engine/bytes/bytes'

/** A data grouping of the personalization (EMV CPS 1.1, 3.2). */
export interface DataGrouping {
  /** Data grouping identifier: 0 to FFFF. */
  readonly id: number
  readonly value: Uint8Array
}

/** Identifier, and a length of one byte or of FF with two more. */
const SHORT_HEADER = 3
const LONG_HEADER = 5
const LONG = 0xff

/** Reads data groupings out of commands, each of which holds several, a part of one, or both. */
export class DataGroupingReader {
  #rest: Uint8Array = new Uint8Array(0)

  /** Whether the last grouping is not complete yet. */
  get isWaiting(): boolean {
    return this.#rest.length > 0
  }

  /** The groupings that are complete with these bytes. */
  add(data: Uint8Array): DataGrouping[] {
    let rest = concat(this.#rest, data)
    const complete: DataGrouping[] = []
    for (let next = first(rest); next !== undefined; next = first(rest)) {
      complete.push(next.grouping)
      rest = rest.slice(next.end)
    }
    this.#rest = rest
    return complete
  }
}

function first(bytes: Uint8Array): { readonly grouping: DataGrouping; readonly end: number } | undefined {
  const [high = 0, low = 0, short = 0, longHigh = 0, longLow = 0] = bytes
  const header = bytes.length >= SHORT_HEADER && short === LONG ? LONG_HEADER : SHORT_HEADER
  if (bytes.length < header) return undefined
  const end = header + (short === LONG ? longHigh * 256 + longLow : short)
  if (bytes.length < end) return undefined
  return { grouping: { id: high * 256 + low, value: bytes.slice(header, end) }, end }
}
