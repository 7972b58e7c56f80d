/** A response APDU: `data` without the status word, and SW1 SW2 as one number (0x9000). */
export interface ResponseApdu {
  readonly data: Uint8Array
  readonly sw: number
}

/** Splits response bytes; undefined where there are fewer than two, which no card may answer (ISO/IEC 7816-4, 5.1). */
export function parseResponseApdu(bytes: Uint8Array): ResponseApdu | undefined {
  const sw1 = bytes.at(-2)
  const sw2 = bytes.at(-1)
  if (bytes.length < 2 || sw1 === undefined || sw2 === undefined) return undefined
  return { data: bytes.subarray(0, -2), sw: sw1 * 256 + sw2 }
}

/** Four upper-case digits: `9000`. */
export function swText(sw: number): string {
  return sw.toString(16).toUpperCase().padStart(4, '0')
}
