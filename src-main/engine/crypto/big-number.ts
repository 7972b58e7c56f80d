import { toHex } from '../bytes/hex'

/** Unsigned big-endian bytes as a number; no bytes are zero. */
export function bigNumber(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`)
}

/** `value` as `length` big-endian bytes; a fault if it does not fit. */
export function bigNumberBytes(value: bigint, length: number): Uint8Array {
  const digits = value.toString(16).padStart(length * 2, '0')
  if (value < 0n || digits.length > length * 2) throw new Error(`the number does not fit ${length} bytes`)
  return Uint8Array.from({ length }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16)
  )
}

/** The number of bits without leading zeros; 0 of zero. */
export function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length
}

/** `base` to the power of `exponent`, modulo `modulus`. Not constant-time: public numbers only. */
export function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result % modulus
}

/** What `value` must be multiplied with to give 1 modulo `modulus`; undefined where there is no such number. */
export function inverseModulo(value: bigint, modulus: bigint): bigint | undefined {
  let [low, high] = [((value % modulus) + modulus) % modulus, modulus]
  let [x, y] = [1n, 0n]
  while (low > 0n) {
    const quotient = high / low
    ;[low, high] = [high - quotient * low, low]
    ;[x, y] = [y - quotient * x, x]
  }
  return high === 1n ? ((y % modulus) + modulus) % modulus : undefined
}
