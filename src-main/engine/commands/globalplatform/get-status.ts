import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { concat } from '../../bytes/bytes'
import { tagBytes, tlv } from '../../tlv/tlv'
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
  /** 9000, or 6310 where `more` follows with the next occurrence. `data` is in the format that was asked for. */
  | { readonly kind: 'entries'; readonly data: Uint8Array; readonly more: boolean; readonly sw: number }
  /** 6A88. */
  | { readonly kind: 'none'; readonly sw: number }
  /** 6982 or 6985: only within a secure channel. */
  | { readonly kind: 'not-allowed'; readonly sw: number }
  | IsoOutcome

export interface GetStatusForm {
  /** `tlv` (the default): E3 templates. `legacy`: AID with its length, life cycle, privileges, one after the other. */
  readonly format?: 'tlv' | 'legacy'
  /** Data objects that every entry shall have (5C). Cards that do not know it answer as without. */
  readonly tags?: readonly number[]
}

/** GET STATUS of everything in one part of the registry (GlobalPlatform Card 2.3.1, 11.4). */
export function getStatus(
  part: RegistryPart,
  occurrence: 'first' | 'next' = 'first',
  { format = 'tlv', tags = [] }: GetStatusForm = {}
): Command<GetStatusOutcome> {
  const list = tags.length === 0 ? new Uint8Array() : tlv(0x5c, ...tags.map(tagBytes))
  return Object.freeze({
    name: 'GET STATUS',
    apdu: commandApdu({
      cla: 0x80,
      ins: 0xf2,
      p1: registryParts[part],
      p2: (format === 'tlv' ? 0x02 : 0x00) | (occurrence === 'first' ? 0x00 : 0x01),
      data: concat(tlv(0x4f), list),
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
