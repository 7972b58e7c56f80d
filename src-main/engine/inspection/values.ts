import type { Money } from '../../contract/report'
import { bcdDigits, compressedDigits } from '../bytes/bcd'
import { uint } from '../bytes/bytes'
import { toHex } from '../bytes/hex'
import { currencyOf } from '../trace/explain/values/money'
import { track2Of } from '../trace/explain/values/pan'
import type { DataObjects } from './data-objects'

/** Currency as reports name it: ISO 4217 letters where known, else the card's three digits; CNY where it says none. */
export function currencyName(code: Uint8Array | undefined): string {
  if (code === undefined || code.every((byte) => byte === 0)) return 'CNY'
  const digits = toHex(code)
  return currencyOf(digits)?.alpha ?? digits.slice(-3)
}

/** An amount in packed decimal (format n12) as minor units; undefined where its nibbles are not digits. */
export function moneyOf(value: Uint8Array | undefined, currency: string): Money | undefined {
  const digits = value === undefined || value.length === 0 ? undefined : bcdDigits(value)
  return digits === undefined || digits.length > 12 ? undefined : { minor: Number(digits), currency }
}

/** A counter of up to six binary bytes. */
export function counterOf(value: Uint8Array | undefined): number | undefined {
  return value === undefined || value.length === 0 || value.length > 6 ? undefined : uint(value)
}

/** Application PAN (5A), else that of track 2 (57), in clear. */
export function panOf(data: DataObjects): string | undefined {
  const own = data.get(0x5a)
  const digits = own && compressedDigits(own)
  if (digits !== undefined && digits.length > 0) return digits
  const track2 = data.get(0x57)
  return track2 && track2Of(track2)?.pan
}
