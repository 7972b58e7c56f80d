/** The bytes themselves; a fault that names the argument where there are not `length` of them. */
export function checked(name: string, bytes: Uint8Array | undefined, length: number): Uint8Array {
  if (bytes?.length !== length) {
    throw new Error(`${name}: ${bytes === undefined ? 'no' : bytes.length} bytes instead of ${length}`)
  }
  return bytes
}

/** Both mixed (exclusive or); the shorter one counts as followed by zeros. As long as `left`. */
export function mixed(left: Uint8Array, right: Uint8Array): Uint8Array {
  return left.map((byte, index) => byte ^ (right[index] ?? 0))
}

/** The bytes and, after them, the same bytes with every bit turned over. */
export function withComplement(bytes: Uint8Array): Uint8Array {
  const both = new Uint8Array(bytes.length * 2)
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0
    both[index] = byte
    both[bytes.length + index] = byte ^ 0xff
  }
  return both
}
