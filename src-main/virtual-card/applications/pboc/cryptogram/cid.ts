/** Application authentication cryptogram, transaction certificate, authorisation request cryptogram. */
export type AcKind = 'AAC' | 'TC' | 'ARQC'

/** Bits 8 and 7 of the cryptogram information data, and of P1 of GENERATE AC (EMV Book 3, tables 12 and 14). */
const BITS: Readonly<Record<AcKind, number>> = { AAC: 0x00, TC: 0x40, ARQC: 0x80 }

/** Cryptogram information data (9F27) of a cryptogram, without advice or reason. */
export function cidOf(kind: AcKind): number {
  return BITS[kind]
}

/** The kind that P1 asks for; undefined for the reserved value. */
export function askedKind(p1: number): AcKind | undefined {
  const bits = p1 & 0xc0
  return (Object.keys(BITS) as AcKind[]).find((kind) => BITS[kind] === bits)
}
