import { bcdBytes, bcdDigits } from '../bytes/bcd'

/** The largest amount that 12 digits hold. */
const MOST = 999_999_999_999

/** Whether the number is an amount in minor units as 9F02 can say it. */
export function isAmount(amount: number): boolean {
  return Number.isSafeInteger(amount) && amount >= 0 && amount <= MOST
}

/** Minor units as 6 bytes of packed digits (format n12). */
export function amountBytes(amount: number): Uint8Array {
  return bcdBytes(amount, 6)
}

/** Minor units of packed digits, up to 6 bytes; undefined where a nibble is no digit or there are more bytes. */
export function amountOf(bytes: Uint8Array | undefined): number | undefined {
  if (bytes === undefined || bytes.length === 0 || bytes.length > 6) return undefined
  const digits = bcdDigits(bytes)
  return digits === undefined ? undefined : Number(digits)
}
