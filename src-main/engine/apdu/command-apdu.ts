import { concat, uintBytes } from '../bytes/bytes'

/**
 * A command APDU before it is encoded (ISO/IEC 7816-4, 5.1).
 * `data` is the command data field, 0 to 65535 bytes. `ne` is the maximum number of response bytes expected:
 * 0 for none, 256 for a short Le of 00, 65536 for an extended Le of 0000.
 */
export interface CommandApdu {
  readonly cla: number
  readonly ins: number
  readonly p1: number
  readonly p2: number
  readonly data: Uint8Array
  readonly ne: number
}

const NO_DATA = new Uint8Array(0)

/** A checked, frozen command APDU. Throws a fault where a field is out of range. */
export function commandApdu(fields: {
  cla: number
  ins: number
  p1: number
  p2: number
  data?: Uint8Array
  ne?: number
}): CommandApdu {
  const { cla, ins, p1, p2, data = NO_DATA, ne = 0 } = fields
  for (const [name, value] of Object.entries({ cla, ins, p1, p2 })) {
    if (!Number.isInteger(value) || value < 0 || value > 0xff) throw new Error(`APDU ${name} is not a byte`)
  }
  if (data.length > 0xffff) throw new Error(`APDU data of ${data.length} bytes is longer than 65535`)
  if (!Number.isInteger(ne) || ne < 0 || ne > 0x10000) throw new Error('APDU ne is not within 0 to 65536')
  return Object.freeze({ cla, ins, p1, p2, data, ne })
}

/** The bytes on the wire: case 1 to 4, short where it fits and extended otherwise (ISO/IEC 7816-4, 5.1). */
export function encodeCommandApdu({ cla, ins, p1, p2, data, ne }: CommandApdu): Uint8Array {
  const header = Uint8Array.of(cla, ins, p1, p2)
  const extended = data.length > 0xff || ne > 0x100
  if (!extended) {
    const lc = data.length > 0 ? Uint8Array.of(data.length) : NO_DATA
    const le = ne > 0 ? Uint8Array.of(ne & 0xff) : NO_DATA // Le 00 stands for 256
    return concat(header, lc, data, le)
  }
  // The extended marker 00 is written once, before whichever length comes first.
  const le = ne > 0 ? uintBytes(ne % 0x10000, 2) : NO_DATA
  if (data.length === 0) return concat(header, Uint8Array.of(0), le)
  return concat(header, Uint8Array.of(0), uintBytes(data.length, 2), data, le)
}

export type ParsedCommandApdu =
  | { readonly kind: 'ok'; readonly apdu: CommandApdu; readonly extended: boolean }
  | { readonly kind: 'too-short'; readonly length: number }
  | { readonly kind: 'length-mismatch'; readonly lc: number; readonly available: number }

/** Reads command bytes that a person, a script or a host supplied. Never throws. */
export function parseCommandApdu(bytes: Uint8Array): ParsedCommandApdu {
  const [cla, ins, p1, p2, p3] = bytes
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) {
    return { kind: 'too-short', length: bytes.length }
  }
  const done = (data: Uint8Array, ne: number, extended: boolean): ParsedCommandApdu => ({
    kind: 'ok',
    apdu: commandApdu({ cla, ins, p1, p2, data, ne }),
    extended
  })
  if (p3 === undefined) return done(NO_DATA, 0, false)
  const body = bytes.subarray(5)
  if (bytes.length === 5) return done(NO_DATA, p3 === 0 ? 0x100 : p3, false)
  if (p3 !== 0) {
    if (body.length === p3) return done(body, 0, false)
    const le = body[p3]
    if (body.length === p3 + 1 && le !== undefined)
      return done(body.subarray(0, p3), le === 0 ? 0x100 : le, false)
    return { kind: 'length-mismatch', lc: p3, available: body.length }
  }
  const [high, low] = body
  if (high === undefined || low === undefined)
    return { kind: 'length-mismatch', lc: 0, available: body.length }
  const length = high * 256 + low
  const rest = body.subarray(2)
  if (rest.length === 0) return done(NO_DATA, length === 0 ? 0x10000 : length, true)
  if (rest.length === length) return done(rest, 0, true)
  const [leHigh, leLow] = rest.subarray(length)
  if (rest.length === length + 2 && leHigh !== undefined && leLow !== undefined) {
    return done(rest.subarray(0, length), leHigh * 256 + leLow || 0x10000, true)
  }
  return { kind: 'length-mismatch', lc: length, available: rest.length }
}
