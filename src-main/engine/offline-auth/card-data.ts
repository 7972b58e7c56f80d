import type { CaKeyLookup } from './ca-key'
import type { StaticData } from './static-data'

/** The value of a data object, where it was read from the card. */
export type TagLookup = (tag: number) => Uint8Array | undefined

/** What all methods look at. */
export interface CardData {
  /** AID of the selected application; its first five bytes are the RID. */
  readonly aid: Uint8Array
  /** What was read: certificates and their parts, PAN, AIP (as 82), 9F4A. */
  readonly objects: TagLookup
  readonly staticData: StaticData
  readonly caKeys: CaKeyLookup
  /** The terminal's date, YYMMDD. */
  readonly date: string
}

/**
 * The card number's digits, one number each, from 5A or, on contactless cards without it, from track 2 (57). None where
 * something else than F fills 5A.
 */
export function panDigits(objects: TagLookup): Uint8Array | undefined {
  const pan = objects(0x5a)
  if (pan !== undefined) return filledDigits(pan) ?? new Uint8Array(0)
  const track2 = objects(0x57)
  return track2 === undefined ? undefined : digitsOf(track2)
}

/** The digits of a compressed number (EMV format cn), one number each; undefined where all behind them is not F. */
export function filledDigits(bytes: Uint8Array): Uint8Array | undefined {
  const digits = digitsOf(bytes)
  return nibblesOf(bytes)
    .subarray(digits.length)
    .every((nibble) => nibble === 0x0f)
    ? digits
    : undefined
}

/** Up to the first nibble that is no digit. */
function digitsOf(bytes: Uint8Array): Uint8Array {
  const nibbles = nibblesOf(bytes)
  const end = nibbles.findIndex((nibble) => nibble > 9)
  return end === -1 ? nibbles : nibbles.subarray(0, end)
}

function nibblesOf(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: bytes.length * 2 }, (_, index) => {
    const byte = bytes[index >> 1] ?? 0
    return index % 2 === 0 ? byte >> 4 : byte & 0x0f
  })
}
