/** A record that the AFL names. */
export interface LocatedRecord {
  readonly sfi: number
  readonly record: number
  /** It takes part in offline data authentication. */
  readonly signed: boolean
}

export type AflReading =
  | { readonly kind: 'ok'; readonly records: readonly LocatedRecord[] }
  /** Which entry, from 1; a transaction ends with it (EMV Book 3, 10.2). */
  | { readonly kind: 'bad'; readonly entry: number }

/** More records than any card in earnest has. */
const MOST_RECORDS = 100

/**
 * The records of an application file locator (94) in the order of reading (EMV Book 3, 10.2). A transaction takes no AFL
 * that is wrong in any entry. Never throws.
 */
export function readAfl(afl: Uint8Array): AflReading {
  if (afl.length === 0 || afl.length % 4 !== 0) return { kind: 'bad', entry: Math.ceil(afl.length / 4) }
  const records: LocatedRecord[] = []
  for (let offset = 0; offset < afl.length; offset += 4) {
    const entry = offset / 4 + 1
    const [place = 0, first = 0, last = 0, signed = 0] = afl.subarray(offset, offset + 4)
    const sfi = place >> 3
    const count = last - first + 1
    const wrong = (place & 0x07) !== 0 || sfi < 1 || sfi > 30 || first === 0 || count < 1 || signed > count
    if (wrong || records.length + count > MOST_RECORDS) return { kind: 'bad', entry }
    for (let index = 0; index < count; index += 1) {
      records.push({ sfi, record: first + index, signed: index < signed })
    }
  }
  return { kind: 'ok', records }
}
