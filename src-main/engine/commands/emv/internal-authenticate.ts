import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { decodeTlv } from '../../tlv/tlv'
import { type Command, TLV_SENSITIVITY } from '../command'
import { isoOutcome, type IsoOutcome } from '../iso7816/iso-outcome'

const TAG_SIGNED_DYNAMIC_DATA = 0x9f4b

export type InternalAuthenticateOutcome =
  /** 9000. `signature` is the signed dynamic application data (9F4B); undefined where the answer holds none. */
  | {
      readonly kind: 'signed'
      readonly signature?: Uint8Array
      readonly data: Uint8Array
      readonly sw: number
    }
  /** 6985: not in this state, or the application does no dynamic data authentication. */
  | { readonly kind: 'refused'; readonly sw: number }
  | IsoOutcome

/**
 * INTERNAL AUTHENTICATE (EMV Book 3, 6.5.9). `ddolData` are the values that the card's DDOL (9F49) asks for, or the
 * terminal's default one, up to 255 bytes. The answer is a template 80 with the signature, or 77 with 9F4B in it.
 */
export function internalAuthenticate(ddolData: Uint8Array): Command<InternalAuthenticateOutcome> {
  if (ddolData.length > 0xff) {
    throw new Error(`internalAuthenticate: ${ddolData.length} bytes do not fit a short APDU`)
  }
  return Object.freeze({
    name: 'INTERNAL AUTHENTICATE',
    apdu: commandApdu({ cla: 0x00, ins: 0x88, p1: 0x00, p2: 0x00, data: ddolData, ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse({ data, sw }: ResponseApdu): InternalAuthenticateOutcome {
      if (sw === 0x9000) {
        const signature = signatureIn(data)
        return { kind: 'signed', data, sw, ...(signature !== undefined && { signature }) }
      }
      if (sw === 0x6985) return { kind: 'refused', sw }
      return isoOutcome(sw)
    }
  })
}

function signatureIn(data: Uint8Array): Uint8Array | undefined {
  const [template] = decodeTlv(data).nodes
  if (template?.tag === 0x80) return template.value
  return template?.children?.find(({ tag }) => tag === TAG_SIGNED_DYNAMIC_DATA)?.value
}
