import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { type Command, TLV_SENSITIVITY } from '../command'
import { isoOutcome, type IsoOutcome } from '../iso7816/iso-outcome'

export type ExternalAuthenticateOutcome =
  /** 9000: the card accepts that its issuer answered. */
  | { readonly kind: 'authenticated'; readonly sw: number }
  /** 6300: the proof is wrong. */
  | { readonly kind: 'failed'; readonly sw: number }
  /** 6985: a second time in one transaction, or not after an ARQC. */
  | { readonly kind: 'refused'; readonly sw: number }
  | IsoOutcome

/** EXTERNAL AUTHENTICATE (EMV Book 3, 6.5.4). `data` is the value of 91, 8 to 16 bytes: ARPC and what belongs to it. */
export function externalAuthenticate(data: Uint8Array): Command<ExternalAuthenticateOutcome> {
  if (data.length < 8 || data.length > 16) {
    throw new Error(`externalAuthenticate: ${data.length} bytes are not 8 to 16`)
  }
  return Object.freeze({
    name: 'EXTERNAL AUTHENTICATE',
    apdu: commandApdu({ cla: 0x00, ins: 0x82, p1: 0x00, p2: 0x00, data }),
    sensitivity: TLV_SENSITIVITY,
    parse({ sw }: ResponseApdu): ExternalAuthenticateOutcome {
      if (sw === 0x9000) return { kind: 'authenticated', sw }
      if (sw === 0x6300) return { kind: 'failed', sw }
      if (sw === 0x6985) return { kind: 'refused', sw }
      return isoOutcome(sw)
    }
  })
}
