import { bcdBytes, bcdDigits } from '../../../engine/bytes/bcd'
import type { MemoryArea } from '../../memory/memory-area'
import { objectCell } from './pboc-cells'

const AMOUNT_BYTES = 6

/** Minor units of an amount in format n; undefined where it is absent or not decimal. */
export function minorUnits(amount: Uint8Array | undefined): number | undefined {
  const digits = amount && bcdDigits(amount)
  return digits === undefined || digits === '' ? undefined : Number(digits)
}

/** Minor units of an internal data object; undefined where the card has none. */
export function readAmount(memory: MemoryArea, tag: number): number | undefined {
  return minorUnits(memory.read(objectCell(tag)))
}

/** Minor units as the 6 bytes of format n12. */
export function amountBytes(value: number): Uint8Array {
  return bcdBytes(value, AMOUNT_BYTES)
}
