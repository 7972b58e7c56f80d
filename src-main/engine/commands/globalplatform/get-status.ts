import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { tlv } from '../../tlv/tlv'
import { type Command, TLV_SENSITIVITY } from '../command'
import { isoOutcome, type IsoOutcome } from '../iso7816/iso-outcome'

/** P1: what of the registry is asked for (GlobalPlatform Card 2.3.1, 11.4.2.1). */
export const registryParts = Object.freeze({
  'issuer-security-domain': 0x80,
  applications: 0x40,
  'load-files': 0x20,
  'load-files-and-modules': 0x10
})

export type RegistryPart = keyof typeof registryParts

export type GetStatusOutcome =
  /** 9000, or 6310 where `more` follows with the next occurrence. `data` holds E3 templates. */
  | { readonly kind: 'entries'; readonly data: Uint8Array; readonly more: boolean; readonly sw: number }
  /** 6A88. */
  | { readonly kind: 'none'; readonly sw: number }
  /** 6982 or 6985: only within a secure channel. */
  | { readonly kind: 'not-allowed'; readonly sw: number }
  | IsoOutcome

/** GET STATUS of everything in one part of the registry, TLV format (GlobalPlatform Card 2.3.1, 11.4). */
export function getStatus(
  part: RegistryPart,
  occurrence: 'first' | 'next' = 'first'
): Command<GetStatusOutcome> {
  return Object.freeze({
    name: 'GET STATUS',
    apdu: commandApdu({
      cla: 0x80,
      ins: 0xf2,
      p1: registryParts[part],
      p2: occurrence === 'first' ? 0x02 : 0x03,
      data: tlv(0x4f),
      ne: 256
    }),
    sensitivity: TLV_SENSITIVITY,
    parse({ data, sw }: ResponseApdu): GetStatusOutcome {
      if (sw === 0x9000) return { kind: 'entries', data, more: false, sw }
      if (sw === 0x6310) return { kind: 'entries', data, more: true, sw }
      if (sw === 0x6a88) return { kind: 'none', sw }
      if (sw === 0x6982 || sw === 0x6985) return { kind: 'not-allowed', sw }
      return isoOutcome(sw)
    }
  })
}
