import { hex } from '../../bytes/hex'
import type { KeyRef } from '../../crypto/key-ref'
import type { Secret } from '../../crypto/secret'
import { type Composition, encipher } from '../../key-operations/operation'
import { decimalDigits } from './decimal-digits'

/**
 * PIN verification value, 4 digits, by Visa's method: 11 digits of the card number before its check digit, the key index
 * (1 digit), the first 4 digits of the PIN, enciphered under the double-length key; of the result the decimal digits.
 * Throws a fault on other lengths.
 */
export function* pinVerificationValue(
  key: KeyRef,
  pan: string,
  keyIndex: string,
  pin: Secret
): Composition<string> {
  if (!/^\d{12,19}$/.test(pan) || !/^\d$/.test(keyIndex) || pin.length < 4) {
    throw new Error('pinVerificationValue: number, index or PIN of another length')
  }
  const block = pin.use((digits) =>
    hex(pan.slice(-12, -1) + keyIndex + String.fromCharCode(...digits.subarray(0, 4)))
  )
  const enciphered = yield* encipher(key, 'ecb', block)
  block.fill(0)
  return decimalDigits(enciphered, 4)
}
