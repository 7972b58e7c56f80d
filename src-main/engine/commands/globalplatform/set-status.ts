import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { type Command, TLV_SENSITIVITY } from '../command'
import { isoOutcome, type IsoOutcome } from '../iso7816/iso-outcome'

/** P1: whose state is changed (GlobalPlatform Card 2.3.1, table 11-86). */
const SCOPES = { card: 0x80, application: 0x40, 'domain-and-applications': 0x60 } as const

export type StatusScope = keyof typeof SCOPES

export type SetStatusOutcome =
  /** 9000. */
  | { readonly kind: 'changed'; readonly sw: number }
  /** 6A88 or 6A82. */
  | { readonly kind: 'absent'; readonly sw: number }
  /** 6985 or 6A80: there is no such step from the state as it is. */
  | { readonly kind: 'no-such-transition'; readonly sw: number }
  /** 6982. */
  | { readonly kind: 'not-allowed'; readonly sw: number }
  | IsoOutcome

/** SET STATUS (GlobalPlatform Card 2.3.1, 11.10). `state` is P2; `aid` is passed over by the card for itself. */
export function setStatus(scope: StatusScope, state: number, aid: Uint8Array): Command<SetStatusOutcome> {
  return Object.freeze({
    name: 'SET STATUS',
    apdu: commandApdu({ cla: 0x80, ins: 0xf0, p1: SCOPES[scope], p2: state, data: aid }),
    sensitivity: TLV_SENSITIVITY,
    parse({ sw }: ResponseApdu): SetStatusOutcome {
      if (sw === 0x9000) return { kind: 'changed', sw }
      if (sw === 0x6a88 || sw === 0x6a82) return { kind: 'absent', sw }
      if (sw === 0x6985 || sw === 0x6a80) return { kind: 'no-such-transition', sw }
      if (sw === 0x6982) return { kind: 'not-allowed', sw }
      return isoOutcome(sw)
    }
  })
}
