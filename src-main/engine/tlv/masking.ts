import { toHex } from '../bytes/hex'
import { tagEntries, tagEntry, type TagScope } from './tag-dictionary'

/** Digits of a card number that stay readable. */
const FIRST = 6
const LAST = 4
/** A shorter number would be readable from what is kept. */
const SHORTEST = 12

const TAG_ICC_CERTIFICATE = 0x9f46
/** SM2 ICC public key certificate: format 14, then the card number in 10 bytes, in clear; 148 bytes with a P-256 key. */
const SM2_ICC_FORMAT = 0x14
const SM2_ICC_LENGTH = 148

/** Every recorded data object passes here, and nearly all of them are none of these. */
const sensitiveTags: ReadonlySet<number> = new Set([
  TAG_ICC_CERTIFICATE,
  ...tagEntries.filter(({ sensitive }) => sensitive !== undefined).map(({ tag }) => tag)
])

/** Nibbles `from` (inclusive) to `to` (exclusive) of a value, counted from its first. */
export interface NibbleRange {
  readonly from: number
  readonly to: number
}

const NOTHING: readonly NibbleRange[] = []

/**
 * The nibbles of a tag's value that must not be recorded in clear: of a card number all but the first six and the
 * last four digits; of track 2 also everything after the service code; of an SM2 certificate the card number in it.
 * Empty for what may be seen.
 */
export function sensitiveNibbles(
  tag: number,
  value: Uint8Array,
  scope: TagScope = {}
): readonly NibbleRange[] {
  if (!sensitiveTags.has(tag)) return NOTHING
  if (tag === TAG_ICC_CERTIFICATE) return certificateNibbles(value)
  const sensitive = tagEntry(tag, { length: value.length, ...scope })?.sensitive
  if (sensitive === undefined) return NOTHING
  const digits = toHex(value)
  return sensitive === 'all' ? [{ from: 0, to: digits.length }] : panNibbles(digits)
}

/** Upper-case hex of a tag's value with sensitive nibbles as `*`; in clear where `reveal`. Lengths stay. */
export function maskedHexOf(tag: number, value: Uint8Array, reveal: boolean, scope: TagScope = {}): string {
  const digits = toHex(value)
  return reveal ? digits : maskRanges(digits, sensitiveNibbles(tag, value, scope))
}

/** A card number with all but the first six and last four digits as `*`; a short one is masked whole. */
export function maskPan(digits: string): string {
  return maskRanges(digits, [hiddenOf(digits.length)])
}

function panNibbles(digits: string): NibbleRange[] {
  const length = /^\d*/.exec(digits)?.[0].length ?? 0
  const separator = digits[length]
  const hidden = hiddenOf(length)
  if (separator === undefined || /^F*$/.test(digits.slice(length))) return [hidden]
  // Track 2: separator, YYMM, service code, then discretionary data. Anything else after the digits is not understood.
  const shown = separator === 'D' ? length + 1 + 4 + 3 : length
  return [hidden, { from: Math.min(shown, digits.length), to: digits.length }]
}

function certificateNibbles(value: Uint8Array): NibbleRange[] {
  if (value[0] !== SM2_ICC_FORMAT || value.length !== SM2_ICC_LENGTH) return []
  const pan = toHex(value.subarray(1, 11)).replace(/F+$/, '')
  const { from, to } = hiddenOf(pan.length)
  return [{ from: from + 2, to: to + 2 }]
}

function hiddenOf(length: number): NibbleRange {
  return length < SHORTEST ? { from: 0, to: length } : { from: FIRST, to: length - LAST }
}

/** Digits with the nibbles of all ranges as `*`; ranges may overlap. */
export function maskRanges(digits: string, ranges: readonly NibbleRange[]): string {
  return ranges.reduce(
    (text, { from, to }) =>
      to <= from ? text : text.slice(0, from) + '*'.repeat(to - from) + text.slice(to),
    digits
  )
}
