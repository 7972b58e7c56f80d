/** One array holding all parts in order. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}

/** Whether both hold the same bytes. Not constant-time: never for secrets. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index])
}

/** Whether `bytes` begins with `prefix`. */
export function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return bytes.length >= prefix.length && prefix.every((byte, index) => byte === bytes[index])
}

/** Unsigned big-endian number of up to 6 bytes; throws a fault beyond, where a double would lose digits. */
export function uint(bytes: Uint8Array): number {
  if (bytes.length > 6) throw new Error(`uint: ${bytes.length} bytes do not fit a number`)
  return bytes.reduce((value, byte) => value * 256 + byte, 0)
}

/** `value` as `length` big-endian bytes; throws a fault if it does not fit. */
export function uintBytes(value: number, length: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** length) {
    throw new Error(`uintBytes: ${value} does not fit ${length} bytes`)
  }
  const bytes = new Uint8Array(length)
  for (let index = length - 1, rest = value; index >= 0; index -= 1) {
    bytes[index] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return bytes
}
