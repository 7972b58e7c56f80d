import { hex, toHex } from '../../../../engine/bytes/hex'

/** Reference PIN as VERIFY presents it: `2`, its length, its digits, F up to 8 bytes (EMV Book 3, 6.5.12). */
const BLOCK = /^2([4-9A-C])(\d{4,12})F*$/
/** The digits alone, F up to 8 bytes, as some profiles have them. */
const DIGITS = /^(\d{4,12})F+$/
const LENGTH = 8

/**
 * The reference PIN of DGI 8010 in the form of VERIFY. Bytes that are a PIN block are taken as one; else, digits filled with F
 * are made into one. Undefined where they are neither.
 */
export function referencePin(value: Uint8Array): Uint8Array | undefined {
  const text = toHex(value)
  if (value.length !== LENGTH) return undefined
  const [, length = '', digits = ''] = BLOCK.exec(text) ?? []
  if (length !== '' && Number.parseInt(length, 16) === digits.length) return value
  const [, alone] = DIGITS.exec(text) ?? []
  if (alone === undefined) return undefined
  return hex(`2${alone.length.toString(16)}${alone}`.padEnd(LENGTH * 2, 'F'))
}
