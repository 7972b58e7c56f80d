import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { type Command, TLV_SENSITIVITY } from '../command'
import { isoOutcome, type IsoOutcome } from './iso-outcome'

export type GetDataOutcome =
  /** 9000. `data` as it came: the data object, or its bare value on cards that leave out tag and length. */
  | { readonly kind: 'data'; readonly data: Uint8Array; readonly sw: number }
  /** 6A88: the card does not have this data object, or does not give it out. */
  | { readonly kind: 'absent'; readonly sw: number }
  | IsoOutcome

/**
 * GET DATA with CLA 80, as EMV Book 3, 6.5.7, JR/T 0025 and GlobalPlatform Card 2.3.1, 11.3 have it.
 * `tag` is of one or two bytes; one-byte tags go into P2.
 */
export function getDataObject(tag: number): Command<GetDataOutcome> {
  if (!Number.isInteger(tag) || tag < 0x01 || tag > 0xffff) {
    throw new Error('getDataObject: the tag is not of one or two bytes')
  }
  return Object.freeze({
    name: 'GET DATA',
    apdu: commandApdu({ cla: 0x80, ins: 0xca, p1: tag >> 8, p2: tag & 0xff, ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse({ data, sw }: ResponseApdu): GetDataOutcome {
      if (sw === 0x9000) return { kind: 'data', data, sw }
      if (sw === 0x6a88) return { kind: 'absent', sw }
      return isoOutcome(sw)
    }
  })
}
