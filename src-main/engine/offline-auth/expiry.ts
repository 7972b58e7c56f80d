import { toHex } from '../bytes/hex'
import type { Problem } from './authentication'

/** Years 50 to 99 belong to the last century (EMV Book 4, 6.7.3). */
const PIVOT = 50

/** A date of two-digit year, month and (for YYMMDD) day as a number that grows with time. */
function ordinal(year: number, rest: string): number {
  return (year < PIVOT ? year + 100 : year) * 10 ** rest.length + Number(rest)
}

/** Whether a day, YYMMDD, lies after another. */
export function isAfter(date: string, limit: string): boolean {
  return ordinal(Number(date.slice(0, 2)), date.slice(2)) > ordinal(Number(limit.slice(0, 2)), limit.slice(2))
}

/** Checks a certificate's expiry, MMYY in packed digits: it is good to the last day of that month. */
export function expiryProblem(mmyy: Uint8Array, date: string): Problem | undefined {
  const expiry = toHex(mmyy)
  if (!/^(?:0[1-9]|1[0-2])\d\d$/.test(expiry)) return { kind: 'expiry-unreadable', expiry }
  const month = expiry.slice(0, 2)
  const year = expiry.slice(2)
  return isAfter(date.slice(0, 4), `${year}${month}`) ? { kind: 'expired', expiry } : undefined
}
