import { toHex } from './hex'

/** Decimal digits of a packed number (EMV format n), or undefined where a nibble is not a digit. */
export function bcdDigits(bytes: Uint8Array): string | undefined {
  const digits = toHex(bytes)
  return /^\d*$/.test(digits) ? digits : undefined
}

/** Digits of a compressed numeric field (EMV format cn): trailing F padding removed; undefined if malformed. */
export function compressedDigits(bytes: Uint8Array): string | undefined {
  const digits = toHex(bytes).replace(/F+$/, '')
  return /^\d*$/.test(digits) ? digits : undefined
}

/** `value` as a packed decimal of `length` bytes, left-padded with zeros; throws a fault if it does not fit. */
export function bcdBytes(value: number | string, length: number): Uint8Array {
  const digits = String(value)
  if (!/^\d+$/.test(digits) || digits.length > length * 2) {
    throw new Error(`bcdBytes: the value does not fit ${length} bytes`)
  }
  const padded = digits.padStart(length * 2, '0')
  return Uint8Array.from({ length }, (_, index) =>
    Number.parseInt(padded.slice(index * 2, index * 2 + 2), 16)
  )
}
