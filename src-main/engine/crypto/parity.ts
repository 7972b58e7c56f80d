import { equalInConstantTime } from './constant-time'

const ODD = Uint8Array.from({ length: 256 }, (_, byte) => {
  let bits = byte >> 1
  bits ^= bits >> 4
  bits ^= bits >> 2
  bits ^= bits >> 1
  return (byte & 0xfe) | (~bits & 1)
})

/** The bytes of a DES key with the lowest bit of each set so that the byte has an odd number of ones (FIPS 46-3). */
export function withOddParity(key: Uint8Array): Uint8Array {
  const adjusted = new Uint8Array(key)
  adjustParity(adjusted)
  return adjusted
}

/** The same in place. */
export function adjustParity(key: Uint8Array): void {
  for (let index = 0; index < key.length; index += 1) key[index] = ODD[key[index] ?? 0] ?? 0
}

/** Whether both bytes name the same DES key: the cipher ignores the parity bits, so they do not count here either. */
export function sameDesKey(left: Uint8Array, right: Uint8Array): boolean {
  return equalInConstantTime(withOddParity(left), withOddParity(right))
}
