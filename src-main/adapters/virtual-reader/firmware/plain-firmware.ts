import { parseCommandApdu } from '../../../engine/apdu/command-apdu'
import { concat, uintBytes } from '../../../engine/bytes/bytes'
import type { ReaderFirmware, ReaderHardware } from './reader-firmware'

const SW = {
  ok: 0x9000,
  wrongLength: 0x6700,
  notSupported: 0x6a81,
  unknown: 0x6d00,
  wrongClass: 0x6e00,
  failed: 0x6300
}

/** Short APDU with Lc, 255 bytes of data and Le. */
export const SHORT_APDU = 261
/** Extended APDU: header, 00, Lc, 65535 bytes, Le. */
const EXTENDED_APDU = 65_544

/** A contact reader: it has no pseudo-APDUs and no escape commands. */
export const contactFirmware: ReaderFirmware = {
  maxCommand: EXTENDED_APDU,
  pseudoApdu: () => Promise.resolve(statusBytes(SW.wrongClass)),
  control: () => Promise.resolve(undefined)
}

/** A contactless reader that answers the pseudo-APDUs which PC/SC part 3 asks of every reader. */
export const contactlessFirmware: ReaderFirmware = {
  maxCommand: EXTENDED_APDU,
  pseudoApdu: (command, reader) => Promise.resolve(pcscPart3(command, reader)),
  control: () => Promise.resolve(undefined)
}

/**
 * GET DATA of PC/SC part 3 (3.2.2.1.3): UID (P1 00) or ATS (P1 01). 6300 without a card, 6Cxx where Le is too short, 6A81
 * for another P1. Key, read and write commands are for storage cards, which a bank card is not: 6A81.
 */
export function pcscPart3(bytes: Uint8Array, { card }: ReaderHardware): Uint8Array {
  const parsed = parseCommandApdu(bytes)
  if (parsed.kind !== 'ok') return statusBytes(SW.wrongLength)
  const { ins, p1, p2, ne } = parsed.apdu
  if ([0x82, 0x86, 0x88, 0xb0, 0xd6, 0xd7].includes(ins)) return statusBytes(SW.notSupported)
  if (ins !== 0xca) return statusBytes(SW.unknown)
  if (p1 > 1 || p2 !== 0) return statusBytes(SW.notSupported)
  if (card === undefined) return statusBytes(SW.failed)
  const data = p1 === 0 ? card.uid : card.ats
  if (ne !== 0 && ne < data.length) return statusBytes(0x6c00 | data.length)
  return concat(data, statusBytes(SW.ok))
}

export function statusBytes(sw: number): Uint8Array {
  return uintBytes(sw, 2)
}
