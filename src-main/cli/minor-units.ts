import { AppFailure } from '../services/app-failure'

/**
 * An amount as people type it (`100`, `12.5`, `12.50`) in minor units of a currency with two decimals. Throws
 * `AppFailure` (amount-invalid) on anything else, zero and more than 12 digits included.
 */
export function minorUnits(text: string): number {
  const [, whole, decimals = ''] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? []
  const amount = whole === undefined ? 0 : Number(whole) * 100 + Number(decimals.padEnd(2, '0'))
  if (amount === 0) throw new AppFailure('amount-invalid')
  return amount
}

/** Minor units with two decimals: `12.50`, `-3.00`. */
export function majorUnits(amount: number): string {
  return (amount / 100).toFixed(2)
}
