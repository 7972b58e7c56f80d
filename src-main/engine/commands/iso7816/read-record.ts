import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { type Command, TLV_SENSITIVITY } from '../command'
import { isoOutcome, type IsoOutcome } from './iso-outcome'

export interface ReadRecordOptions {
  /** Short file identifier, 1 to 30. */
  readonly sfi: number
  /** Record number, 1 to 255. */
  readonly record: number
}

export type ReadRecordOutcome =
  /** 9000. */
  | { readonly kind: 'read'; readonly data: Uint8Array; readonly sw: number }
  /** 6281 or 6282: the record, perhaps corrupted, or the end of the file before Le. */
  | { readonly kind: 'read-with-warning'; readonly data: Uint8Array; readonly sw: number }
  /** 6A83. */
  | { readonly kind: 'no-such-record'; readonly sw: number }
  /** 6A82. */
  | { readonly kind: 'no-such-file'; readonly sw: number }
  | IsoOutcome

/** READ RECORD by number in a file given by its short identifier (ISO/IEC 7816-4, 11.4.3; EMV Book 1, 11.2). */
export function readRecord({ sfi, record }: ReadRecordOptions): Command<ReadRecordOutcome> {
  if (!Number.isInteger(sfi) || sfi < 1 || sfi > 30) throw new Error(`readRecord: SFI ${sfi} is not 1 to 30`)
  if (!Number.isInteger(record) || record < 1 || record > 255) {
    throw new Error(`readRecord: record ${record} is not 1 to 255`)
  }
  return Object.freeze({
    name: 'READ RECORD',
    apdu: commandApdu({ cla: 0x00, ins: 0xb2, p1: record, p2: (sfi << 3) | 0x04, ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse({ data, sw }: ResponseApdu): ReadRecordOutcome {
      if (sw === 0x9000) return { kind: 'read', data, sw }
      if (sw === 0x6281 || sw === 0x6282) return { kind: 'read-with-warning', data, sw }
      if (sw === 0x6a83) return { kind: 'no-such-record', sw }
      if (sw === 0x6a82) return { kind: 'no-such-file', sw }
      return isoOutcome(sw)
    }
  })
}
