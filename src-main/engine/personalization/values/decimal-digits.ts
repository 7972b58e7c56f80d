import { toHex } from '../../bytes/hex'

/** The first `count` digits: those of the hexadecimal form that are decimal, then its letters A to F as 0 to 5. */
export function decimalDigits(bytes: Uint8Array, count: number): string {
  const nibbles = toHex(bytes)
  const letters = nibbles.replace(/\d/g, '').replace(/[A-F]/g, (letter) => String(letter.charCodeAt(0) - 65))
  return (nibbles.replace(/\D/g, '') + letters).slice(0, count)
}
