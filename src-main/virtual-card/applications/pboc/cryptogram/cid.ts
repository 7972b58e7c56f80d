/** Application authentication cryptogram, transaction certificate, authorisation request cryptogram. */
export type AcKind = 'AAC' | 'TC' | 'ARQC'

/** Bits 8 and 7 of the cryptogram information data, and of P1 of GENERATE AC (EMV Book 3, tables 12 and 14). */
const BITS: Readonly<Record<AcKind, number>> = { AAC: 0x00, TC: 0x40, ARQC: 0x80 }

/** Bit 4, and bits 3 to 1 that say why. */
const ADVICE = 0x08
const REASON = { none: 0x00, 'pin-exceeded': 0x02, 'issuer-authentication-failed': 0x03 } as const
export type AdviceReason = keyof typeof REASON

/** Cryptogram information data (9F27). `advice`: the terminal shall tell the issuer that the card declined, and why. */
export function cidOf(kind: AcKind, advice?: AdviceReason): number {
  return BITS[kind] | (advice === undefined ? 0 : ADVICE | REASON[advice])
}

/** The kind that P1 asks for; undefined for the reserved value. */
export function askedKind(p1: number): AcKind | undefined {
  const bits = p1 & 0xc0
  return (Object.keys(BITS) as AcKind[]).find((kind) => BITS[kind] === bits)
}
