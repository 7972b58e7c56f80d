import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { tlv } from '../../tlv/tlv'
import { type Command, TLV_SENSITIVITY } from '../command'
import { isoOutcome, type IsoOutcome } from '../iso7816/iso-outcome'

export type GetProcessingOptionsOutcome =
  /** 9000. `data` is a template 80 (AIP, AFL) or 77, or, on contactless cards, 77 with a cryptogram. */
  | { readonly kind: 'options'; readonly data: Uint8Array; readonly sw: number }
  /** 6985: the application is blocked, or refuses what the terminal offered; try another one. */
  | { readonly kind: 'refused'; readonly sw: number }
  | IsoOutcome

/**
 * GET PROCESSING OPTIONS (EMV Book 3, 6.5.8). `pdolData` are the values the PDOL asks for, without template, up to
 * 252 bytes; empty where the card has no PDOL. The card raises its ATC by one.
 */
export function getProcessingOptions(pdolData: Uint8Array): Command<GetProcessingOptionsOutcome> {
  const data = tlv(0x83, pdolData)
  if (data.length > 0xff)
    throw new Error(`getProcessingOptions: ${pdolData.length} bytes do not fit a short APDU`)
  return Object.freeze({
    name: 'GET PROCESSING OPTIONS',
    apdu: commandApdu({ cla: 0x80, ins: 0xa8, p1: 0x00, p2: 0x00, data, ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse({ data: answer, sw }: ResponseApdu): GetProcessingOptionsOutcome {
      if (sw === 0x9000) return { kind: 'options', data: answer, sw }
      if (sw === 0x6985) return { kind: 'refused', sw }
      return isoOutcome(sw)
    }
  })
}
