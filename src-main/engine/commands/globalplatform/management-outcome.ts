import type { ResponseApdu } from '../../apdu/response-apdu'
import { isoOutcome, type IsoOutcome } from '../iso7816/iso-outcome'

/** What INSTALL, LOAD and DELETE come to (GlobalPlatform Card 2.3.1, 11.2.3, 11.5.3, 11.6.3). */
export type ManagementOutcome =
  /** 9000. `confirmation`: what the card confirms with a receipt, where it makes them; never empty. */
  | { readonly kind: 'done'; readonly confirmation?: Uint8Array; readonly sw: number }
  /** 6A88 or 6A82: something that the command names is not on the card. */
  | { readonly kind: 'absent'; readonly sw: number }
  /** 6985: in use, not in the right state, or not allowed to this domain. */
  | { readonly kind: 'refused'; readonly sw: number }
  /** 6982: not within this secure channel, or without the right of it. */
  | { readonly kind: 'not-allowed'; readonly sw: number }
  | IsoOutcome

export function managementOutcome({ data, sw }: ResponseApdu): ManagementOutcome {
  if (sw === 0x9000) {
    const [length = 0] = data
    return length === 0 ? { kind: 'done', sw } : { kind: 'done', confirmation: data.slice(1, 1 + length), sw }
  }
  if (sw === 0x6a88 || sw === 0x6a82) return { kind: 'absent', sw }
  if (sw === 0x6985) return { kind: 'refused', sw }
  if (sw === 0x6982) return { kind: 'not-allowed', sw }
  return isoOutcome(sw)
}
