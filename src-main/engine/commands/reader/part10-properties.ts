/** What a reader says of itself by FEATURE_GET_TLV_PROPERTIES (PC/SC part 10, 2.6.14). What it leaves out is absent. */
export interface TlvProperties {
  readonly lcdLayout?: number
  readonly entryValidationCondition?: number
  readonly timeOut2?: number
  readonly lcdMaxCharacters?: number
  readonly lcdMaxLines?: number
  readonly minPinSize?: number
  readonly maxPinSize?: number
  readonly firmwareId?: string
  readonly ppduSupport?: number
  /** 0: short APDUs only; 10000h and more: extended length, with this as the longest. */
  readonly maxApduDataSize?: number
  readonly idVendor?: number
  readonly idProduct?: number
  /** True where the answer ended in the middle of a property; what came before is kept. */
  readonly malformed: boolean
}

const numbers = {
  0x01: 'lcdLayout',
  0x02: 'entryValidationCondition',
  0x03: 'timeOut2',
  0x04: 'lcdMaxCharacters',
  0x05: 'lcdMaxLines',
  0x06: 'minPinSize',
  0x07: 'maxPinSize',
  0x09: 'ppduSupport',
  0x0a: 'maxApduDataSize',
  0x0b: 'idVendor',
  0x0c: 'idProduct'
} as const satisfies Record<number, keyof TlvProperties>
const firmwareTag = 0x08

/**
 * Reads the properties: tag, length, value, numbers little-endian of one to four bytes. Tags that are not in the table
 * are passed over. Never throws.
 */
export function parseTlvProperties(answer: Uint8Array): TlvProperties {
  const found: Partial<Record<(typeof numbers)[keyof typeof numbers], number>> = {}
  let firmwareId: string | undefined
  let malformed = false
  for (let at = 0; at < answer.length;) {
    const tag = answer[at] ?? 0
    const length = answer[at + 1]
    const value = answer.subarray(at + 2, at + 2 + (length ?? 0))
    if (length === undefined || value.length !== length) {
      malformed = true
      break
    }
    if (tag === firmwareTag) firmwareId = String.fromCharCode(...value)
    else if (tag in numbers && length >= 1 && length <= 4) {
      found[numbers[tag as keyof typeof numbers]] = littleEndian(value)
    }
    at += 2 + length
  }
  return { ...found, ...(firmwareId !== undefined && { firmwareId }), malformed }
}

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0)
}
