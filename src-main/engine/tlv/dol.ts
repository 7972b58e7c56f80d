import { concat } from '../bytes/bytes'
import type { DataFormat } from './tag-dictionary'

/** One entry of a data object list: a tag and how many bytes of it are wanted (EMV Book 3, 5.4). */
export interface DolEntry {
  readonly tag: number
  readonly length: number
  /** Offset of the entry within the list. */
  readonly offset: number
}

export interface DolDecoding {
  readonly entries: readonly DolEntry[]
  /** Offset at which the list stops making sense; absent for a well-formed list. */
  readonly brokenAt?: number
}

/** Reads a data object list (PDOL, CDOL, DDOL, log format). Never throws. */
export function decodeDol(bytes: Uint8Array): DolDecoding {
  const entries: DolEntry[] = []
  let at = 0
  while (at < bytes.length) {
    const offset = at
    const first = bytes[at] ?? 0
    let tag = first
    at += 1
    if ((first & 0x1f) === 0x1f) {
      let next: number | undefined
      do {
        next = bytes[at]
        if (next === undefined || at - offset >= 4) return { entries, brokenAt: offset }
        tag = tag * 256 + next
        at += 1
      } while ((next & 0x80) !== 0)
    }
    const length = bytes[at]
    // Lengths above 7F would be BER long form, which a DOL does not use: no data element is that long.
    if (length === undefined || length >= 0x80) return { entries, brokenAt: offset }
    entries.push({ tag, length, offset })
    at += 1
  }
  return { entries }
}

/**
 * The concatenated values that a DOL asks for (EMV Book 3, 5.4): a missing value is zeros; one too long keeps its
 * rightmost bytes for format n and its leftmost otherwise; one too short is padded left with 00 for n, right with FF
 * for cn, right with 00 otherwise.
 */
export function fillDol(
  entries: readonly DolEntry[],
  valueOf: (tag: number) => Uint8Array | undefined,
  formatOf: (tag: number) => DataFormat | undefined
): Uint8Array {
  return concat(...entries.map(({ tag, length }) => fit(valueOf(tag), length, formatOf(tag))))
}

function fit(value: Uint8Array | undefined, length: number, format: DataFormat | undefined): Uint8Array {
  if (value === undefined) return new Uint8Array(length)
  if (value.length === length) return value
  const numeric = format === 'n'
  if (value.length > length)
    return numeric ? value.subarray(value.length - length) : value.subarray(0, length)
  const padded = new Uint8Array(length).fill(format === 'cn' ? 0xff : 0x00)
  padded.set(value, numeric ? length - value.length : 0)
  return padded
}
