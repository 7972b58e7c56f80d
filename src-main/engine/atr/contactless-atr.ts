import { startsWith, uint } from '../bytes/bytes'
import { hex } from '../bytes/hex'
import type { Atr } from './parse-atr'

/** PC/SC part 3, 3.1.3.2.3: what a reader makes up for a contactless card, which has no ATR of its own. */
export type ContactlessAtr =
  /** ISO/IEC 14443-4: historical bytes of the ATS (type A), or ATQB data in 8 bytes (type B). */
  | { readonly kind: 'iso14443-4'; readonly historical: Uint8Array; readonly mayBeTypeB: boolean }
  /** A storage card: standard byte SS and two-byte card name. */
  | { readonly kind: 'storage'; readonly standard: number; readonly cardName: number }

const PCSC_WORKGROUP_RID = hex('A000000306')
const STORAGE_PREFIX = hex('804F')

/** Understands a contactless ATR (`3B 8N 80 01 ...`); undefined for every other one. */
export function contactlessAtr(atr: Atr): ContactlessAtr | undefined {
  const { bytes, historical } = atr
  const [ts, t0, td1, td2] = bytes
  if (ts !== 0x3b || t0 === undefined || t0 >> 4 !== 0x8 || td1 !== 0x80 || td2 !== 0x01) return undefined
  const rid = historical.subarray(3)
  if (startsWith(historical, STORAGE_PREFIX) && startsWith(rid, PCSC_WORKGROUP_RID) && rid.length >= 8) {
    return { kind: 'storage', standard: rid[5] ?? 0, cardName: uint(rid.subarray(6, 8)) }
  }
  // ATQB: 4 bytes of application data, 3 of protocol information, then MBLI in the upper nibble alone.
  const last = historical[7]
  const mayBeTypeB = historical.length === 8 && last !== undefined && (last & 0x0f) === 0
  return { kind: 'iso14443-4', historical, mayBeTypeB }
}

/** PC/SC part 3, supplemental document: the standards (SS) by name. */
export const storageStandards: Readonly<Record<number, string>> = {
  0x01: 'ISO/IEC 14443 A, part 1',
  0x02: 'ISO/IEC 14443 A, part 2',
  0x03: 'ISO/IEC 14443 A, part 3',
  0x05: 'ISO/IEC 14443 B, part 1',
  0x06: 'ISO/IEC 14443 B, part 2',
  0x07: 'ISO/IEC 14443 B, part 3',
  0x09: 'ISO/IEC 15693, part 1',
  0x0a: 'ISO/IEC 15693, part 2',
  0x0b: 'ISO/IEC 15693, part 3',
  0x0c: 'ISO/IEC 15693, part 4',
  0x11: 'FeliCa'
}

/** PC/SC part 3, supplemental document: card names that are met in the field, and those of the ACR122U (F0xx). */
export const storageCardNames: Readonly<Record<number, string>> = {
  0x0001: 'MIFARE Classic 1K',
  0x0002: 'MIFARE Classic 4K',
  0x0003: 'MIFARE Ultralight',
  0x0006: 'SR176',
  0x0007: 'SRI X4K',
  0x0014: 'ICODE SLI',
  0x0026: 'MIFARE Mini',
  0x0036: 'MIFARE Plus SL1 2K',
  0x0037: 'MIFARE Plus SL1 4K',
  0x0038: 'MIFARE Plus SL2 2K',
  0x0039: 'MIFARE Plus SL2 4K',
  0x003a: 'MIFARE Ultralight C',
  0x003b: 'FeliCa',
  0xf004: 'Topaz / Jewel',
  0xf011: 'FeliCa 212K',
  0xf012: 'FeliCa 424K'
}
