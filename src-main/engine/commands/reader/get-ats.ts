import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { type Command, TLV_SENSITIVITY } from '../command'
import { type ReaderRefusal, readerRefusal } from './reader-outcome'

export type GetAtsOutcome = { readonly kind: 'ats'; readonly historicalBytes: Uint8Array } | ReaderRefusal

/**
 * GET DATA for the historical bytes of an ISO 14443-4 type A card's ATS: `FF CA 01 00 00`, answered by the reader
 * (PC/SC part 3, 3.2.2.1). Some readers give the whole ATS; the bytes are returned as they came.
 */
export function getAts(): Command<GetAtsOutcome> {
  return Object.freeze({
    name: 'GET ATS',
    apdu: commandApdu({ cla: 0xff, ins: 0xca, p1: 0x01, p2: 0x00, ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse({ data, sw }: ResponseApdu): GetAtsOutcome {
      return sw === 0x9000 ? { kind: 'ats', historicalBytes: data } : readerRefusal(sw)
    }
  })
}
