import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { type Command, TLV_SENSITIVITY } from '../command'
import { isoOutcome, type IsoOutcome } from '../iso7816/iso-outcome'

export type GetChallengeOutcome =
  /** 9000. `data` is the card's unpredictable number, 8 bytes where the card keeps to the specification. */
  { readonly kind: 'challenge'; readonly data: Uint8Array; readonly sw: number } | IsoOutcome

/** GET CHALLENGE (EMV Book 3, 6.5.6): a number that the next command must be bound to. */
export function getChallenge(): Command<GetChallengeOutcome> {
  return Object.freeze({
    name: 'GET CHALLENGE',
    apdu: commandApdu({ cla: 0x00, ins: 0x84, p1: 0x00, p2: 0x00, ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse({ data, sw }: ResponseApdu): GetChallengeOutcome {
      return sw === 0x9000 ? { kind: 'challenge', data, sw } : isoOutcome(sw)
    }
  })
}
