import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { type Command, TLV_SENSITIVITY } from '../command'
import { isoOutcome, type IsoOutcome } from '../iso7816/iso-outcome'

/** Application cryptograms: declined, approved, ask the issuer (EMV Book 3, 6.5.5). */
export type AcKind = 'AAC' | 'TC' | 'ARQC'

/** Reference control parameter P1, bits 8 and 7; the same two bits come back in the CID. */
const KIND_BITS: Readonly<Record<AcKind, number>> = { AAC: 0x00, TC: 0x40, ARQC: 0x80 }
/** P1, bit 5: the answer is to be signed. */
const CDA_REQUESTED = 0x10

export interface GenerateAcOptions {
  /** What the terminal wants; the card may answer with a lesser one. */
  readonly kind: AcKind
  /** Ask for a combined signature (CDA); false where absent. */
  readonly cda?: boolean
  /** Values that CDOL1 or CDOL2 asks for, 0 to 255 bytes. */
  readonly data: Uint8Array
}

export type GenerateAcOutcome =
  /** 9000. `data` is a template 80 (CID, ATC, cryptogram, issuer application data) or 77. */
  | { readonly kind: 'generated'; readonly data: Uint8Array; readonly sw: number }
  /** 6985: not in this state; a third cryptogram in one transaction, or the application is blocked. */
  | { readonly kind: 'refused'; readonly sw: number }
  | IsoOutcome

/** GENERATE AC (EMV Book 3, 6.5.5). */
export function generateAc({ kind, cda = false, data }: GenerateAcOptions): Command<GenerateAcOutcome> {
  if (data.length > 0xff) throw new Error(`generateAc: ${data.length} bytes do not fit a short APDU`)
  const p1 = KIND_BITS[kind] | (cda ? CDA_REQUESTED : 0)
  return Object.freeze({
    name: 'GENERATE AC',
    apdu: commandApdu({ cla: 0x80, ins: 0xae, p1, p2: 0x00, data, ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse({ data: answer, sw }: ResponseApdu): GenerateAcOutcome {
      if (sw === 0x9000) return { kind: 'generated', data: answer, sw }
      if (sw === 0x6985) return { kind: 'refused', sw }
      return isoOutcome(sw)
    }
  })
}

/** What a cryptogram is by bits 8 and 7 of the CID; undefined for the value that is not used. */
export function acKindOf(cid: number): AcKind | undefined {
  const bits = cid & 0xc0
  return bits === 0x00 ? 'AAC' : bits === 0x40 ? 'TC' : bits === 0x80 ? 'ARQC' : undefined
}
