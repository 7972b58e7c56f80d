import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { TLV_SENSITIVITY, type Command } from '../command'

/** What the reader said; `data` is empty where it does not know. */
export interface ContactlessData {
  readonly sw: number
  readonly data: Uint8Array
}

/** GET DATA pseudo-APDU, answered by the reader (PC/SC part 3, 3.2.2.1.3). `p1`: 00 UID, 01 historical bytes of the ATS. */
export function contactlessData(name: string, p1: 0x00 | 0x01): Command<ContactlessData> {
  return Object.freeze({
    name,
    apdu: commandApdu({ cla: 0xff, ins: 0xca, p1, p2: 0x00, ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse: ({ sw, data }: ResponseApdu): ContactlessData => ({
      sw,
      data: sw === 0x9000 ? data : data.subarray(0, 0)
    })
  })
}
