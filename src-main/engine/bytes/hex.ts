const HEX_PAIR = Array.from({ length: 256 }, (_, value) => value.toString(16).toUpperCase().padStart(2, '0'))

/** Upper-case hexadecimal without separators; the empty string for no bytes. */
export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += HEX_PAIR[byte] ?? ''
  return text
}

/** Outcome of reading hexadecimal that a person or a file supplied. `at` is the index of the first bad character. */
export type HexOutcome =
  | { readonly kind: 'ok'; readonly bytes: Uint8Array }
  | { readonly kind: 'bad-digit'; readonly at: number; readonly character: string }
  | { readonly kind: 'odd-length'; readonly digits: number }

const SEPARATOR = /[\s:_-]/
const DIGIT = /[0-9a-fA-F]/

/**
 * Reads hexadecimal as people write it: either case, with spaces, line breaks, colons, dashes or underscores
 * between digits. Never throws; bad input is described by where it is.
 */
export function parseHex(text: string): HexOutcome {
  let digits = ''
  let at = 0
  for (const character of text) {
    if (DIGIT.test(character)) digits += character
    else if (!SEPARATOR.test(character)) return { kind: 'bad-digit', at, character }
    at += character.length
  }
  if (digits.length % 2 !== 0) return { kind: 'odd-length', digits: digits.length }
  const bytes = new Uint8Array(digits.length / 2)
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16)
  }
  return { kind: 'ok', bytes }
}

/** Bytes of a hexadecimal literal in our own code. Throws a fault on anything that is not hexadecimal. */
export function hex(literal: string): Uint8Array {
  const outcome = parseHex(literal)
  if (outcome.kind !== 'ok') throw new Error(`not a hexadecimal literal (${outcome.kind})`)
  return outcome.bytes
}
