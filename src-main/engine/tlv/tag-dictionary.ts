import type { LocalText } from '../../texts/local-text'

/** EMV Book 3, 4.3: n packed decimal, cn compressed (F-padded), b binary, a/an/ans text, dol a data object list. */
export type DataFormat = 'n' | 'cn' | 'b' | 'a' | 'an' | 'ans' | 'dol' | 'tlv'

/** How a value is best shown; more than a format can say. */
export type ValueKind =
  | 'amount'
  | 'date-yymmdd'
  | 'time-hhmmss'
  | 'pan'
  | 'track2'
  | 'text'
  | 'name'
  | 'country'
  | 'currency'
  | 'number'
  | 'bits'
  | 'dol'
  | 'afl'
  | 'cvm-list'
  | 'cid'
  | 'iad'
  | 'aid'
  | 'code'
  | 'language'
  | 'log-entry'
  | 'cplc'
  | 'certificate'
  | 'oid'

/** One bit, or one value of a masked field, of a bit-coded data element. Byte 1 is the first; bit 8 the highest. */
export interface BitMeaning {
  readonly byte: number
  /** Bits that this meaning is about, as a mask within the byte. */
  readonly mask: number
  /** The value under the mask; the whole mask where absent (one flag bit set). */
  readonly value?: number
  readonly name: LocalText
}

export interface TagEntry {
  readonly tag: number
  readonly name: LocalText
  readonly format: DataFormat
  readonly kind?: ValueKind
  /** Bytes: exact, or from-to. */
  readonly length?: { readonly min: number; readonly max: number }
  readonly meaning: LocalText
  /** Specification and section, e.g. `EMV Book 3, Annex A` or `JR/T 0025, e-cash`. */
  readonly source: string
  readonly bits?: readonly BitMeaning[]
  /** Values that mean something by name: value in hex to text. */
  readonly codes?: Readonly<Record<string, LocalText>>
  /** Never recorded in clear: `pan` keeps the first six and last four digits, `all` keeps the length only. */
  readonly sensitive?: 'pan' | 'all'
  /** Only within applications of this registered application provider (hex prefix of the AID). */
  readonly rid?: string
}
