import { hex } from '../../bytes/hex'
import type { KeyRef } from '../../crypto/key-ref'
import { type Composition, encipher } from '../../key-operations/operation'
import { decimalDigits } from './decimal-digits'
import { leftHalf } from './single-des'

/** What a value is calculated over. */
export interface VerificationValueInput {
  /** 13 to 19 digits. */
  readonly pan: string
  /** 4 digits in the order that the issuer uses: YYMM for CVV and iCVV as on the stripe, MMYY for CVV2 as printed. */
  readonly expiry: string
  /** 3 digits: those of the stripe for CVV, `000` for CVV2, `999` for iCVV. */
  readonly serviceCode: string
}

/**
 * Card verification value, 3 digits (Visa Payment Technology Standards Manual; also CVV2 and iCVV, which differ in the
 * service code): the first block under the left half of the double-length key, mixed with the second, that under the whole
 * key, and of the result the decimal digits. Throws a fault on other lengths.
 */
export function* cardVerificationValue(
  key: KeyRef,
  { pan, expiry, serviceCode }: VerificationValueInput
): Composition<string> {
  const digits = pan + expiry + serviceCode
  if (!/^\d{13,19}$/.test(pan) || !/^\d{4}$/.test(expiry) || !/^\d{3}$/.test(serviceCode)) {
    throw new Error('cardVerificationValue: number, expiry or service code of another length')
  }
  const blocks = hex(digits.padEnd(32, '0'))
  const first = yield* encipher(yield* leftHalf(key), 'ecb', blocks.slice(0, 8))
  const mixed = first.map((byte, index) => byte ^ (blocks[8 + index] ?? 0))
  return decimalDigits(yield* encipher(key, 'ecb', mixed), 3)
}
