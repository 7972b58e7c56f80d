import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { type Command, TLV_SENSITIVITY } from '../command'
import { type ReaderRefusal, readerRefusal } from './reader-outcome'

export type GetUidOutcome =
  /** `random`: four bytes beginning with 08, which the card draws anew each time (ISO/IEC 14443-3, 6.5.4). */
  { readonly kind: 'uid'; readonly uid: Uint8Array; readonly random: boolean } | ReaderRefusal

/** GET DATA for the UID of a contactless card: `FF CA 00 00 00`, answered by the reader (PC/SC part 3, 3.2.2.1). */
export function getUid(): Command<GetUidOutcome> {
  return Object.freeze({
    name: 'GET UID',
    apdu: commandApdu({ cla: 0xff, ins: 0xca, p1: 0x00, p2: 0x00, ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse({ data, sw }: ResponseApdu): GetUidOutcome {
      if (sw !== 0x9000 || data.length === 0) return readerRefusal(sw)
      return { kind: 'uid', uid: data, random: data.length === 4 && data[0] === 0x08 }
    }
  })
}
