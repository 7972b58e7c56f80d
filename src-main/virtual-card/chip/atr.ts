import { concat } from '../../engine/bytes/bytes'

/** Transmission protocols that a contact chip can offer, first offered first (ISO/IEC 7816-3, 8.2.3). */
export type ContactProtocol = 'T=0' | 'T=1'

/** Fi 512, Di 16: 32 clock cycles a bit, what bank chips usually offer (ISO/IEC 7816-3, table 7 and 8). */
const TA1 = 0x95
/** Vpp unused, and no extra guard time. */
const TB1 = 0x00
const TC1 = 0x00
/** Information field of up to 254 bytes; block and character waiting integers 4 and 5 (ISO/IEC 7816-3, 11.4). */
const IFSC = 0xfe
const BWI_CWI = 0x45

/** Historical bytes fit a nibble's count (ISO/IEC 7816-3, 8.2.4). */
const MAX_HISTORICAL = 15

/**
 * Answer to reset of a contact chip (ISO/IEC 7816-3, 8.2), direct convention. `historical`: 0 to 15 bytes, else a fault
 * is thrown. TCK is there unless T=0 is the only protocol.
 */
export function contactAtr(protocols: readonly ContactProtocol[], historical: Uint8Array): Uint8Array {
  const interfaceBytes = protocols.includes('T=1') ? withT1(protocols) : Uint8Array.of(TA1, TB1, TC1)
  const y1 = protocols.includes('T=1') ? 0xf0 : 0x70
  const body = concat(Uint8Array.of(y1 | historicalCount(historical)), interfaceBytes, historical)
  const tck = protocols.includes('T=1') ? Uint8Array.of(xor(body)) : new Uint8Array(0)
  return concat(Uint8Array.of(0x3b), body, tck)
}

/** TA1 to TC1, TD1 (first offered protocol, TD2 follows), TD2 (T=1, TA3 and TB3 follow), TA3, TB3. */
function withT1(protocols: readonly ContactProtocol[]): Uint8Array {
  const td1 = 0x80 | (protocols[0] === 'T=0' ? 0x00 : 0x01)
  return Uint8Array.of(TA1, TB1, TC1, td1, 0x31, IFSC, BWI_CWI)
}

/**
 * The ATR that a reader makes up for an ISO/IEC 14443-4 type A card from the historical bytes of its ATS (PC/SC part 3,
 * 3.1.3.2.3.1): 0 to 15 bytes.
 */
export function contactlessAtr(historical: Uint8Array): Uint8Array {
  const body = concat(Uint8Array.of(0x80 | historicalCount(historical), 0x80, 0x01), historical)
  return concat(Uint8Array.of(0x3b), body, Uint8Array.of(xor(body)))
}

/**
 * Answer to select of a type A card (ISO/IEC 14443-4, 5.2): TL, T0 (TA, TB and TC follow; frames of 256 bytes), 106
 * kbit/s in both directions, frame waiting 8, start-up guard 1, CID supported, historical bytes.
 */
export function ats(historical: Uint8Array): Uint8Array {
  historicalCount(historical)
  return concat(Uint8Array.of(historical.length + 5, 0x78, 0x80, 0x81, 0x02), historical)
}

function historicalCount(historical: Uint8Array): number {
  if (historical.length > MAX_HISTORICAL)
    throw new Error(`${historical.length} historical bytes are more than 15`)
  return historical.length
}

function xor(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0)
}
