import type { CommandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { type Command, TLV_SENSITIVITY } from '../command'
import { isoOutcome, type IsoOutcome } from '../iso7816/iso-outcome'

export type ChannelAuthenticationOutcome =
  /** 9000: the secure channel is open. */
  | { readonly kind: 'authenticated'; readonly sw: number }
  /** 63xx: the card found the host's cryptogram wrong, and counts the attempt. */
  | { readonly kind: 'cryptogram-wrong'; readonly sw: number }
  /** 6982, 6983 or 6985: wrong MAC, no attempts left, or not now. */
  | { readonly kind: 'not-allowed'; readonly sw: number }
  | IsoOutcome

/**
 * EXTERNAL AUTHENTICATE of a secure channel (GlobalPlatform Card 2.3.1, D.4.2, E.5.2; Amendment D 1.1.1, 7.1.2). `apdu` is
 * what `externalAuthenticate` of the secure channel made: cryptogram and MAC belong together.
 */
export function authenticateChannel(apdu: CommandApdu): Command<ChannelAuthenticationOutcome> {
  return Object.freeze({
    name: 'EXTERNAL AUTHENTICATE',
    apdu,
    sensitivity: TLV_SENSITIVITY,
    parse({ sw }: ResponseApdu): ChannelAuthenticationOutcome {
      if (sw === 0x9000) return { kind: 'authenticated', sw }
      if (sw >> 8 === 0x63) return { kind: 'cryptogram-wrong', sw }
      if (sw === 0x6982 || sw === 0x6983 || sw === 0x6985) return { kind: 'not-allowed', sw }
      return isoOutcome(sw)
    }
  })
}
