import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { concat, uintBytes } from '../../bytes/bytes'
import { type Command, TLV_SENSITIVITY } from '../command'
import { type ReaderRefusal, readerRefusal } from './reader-outcome'

export type ReadFirmwareOutcome = { readonly kind: 'firmware'; readonly version: string } | ReaderRefusal

/**
 * ACR122U: get firmware version, `FF 00 48 00 00` (API manual 2.04, 6.4). The answer is ten ASCII characters and no
 * status word, so what looks like one is the version's end; a status word behind the version is understood too.
 */
export function readFirmware(): Command<ReadFirmwareOutcome> {
  return Object.freeze({
    name: 'ACR122U GET FIRMWARE VERSION',
    apdu: commandApdu({ cla: 0xff, ins: 0x00, p1: 0x48, p2: 0x00, ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse({ data, sw }: ResponseApdu): ReadFirmwareOutcome {
      const version = sw === 0x9000 ? data : concat(data, uintBytes(sw, 2))
      const printable = version.every((byte) => byte > 0x20 && byte < 0x7f)
      // Two bytes alone are a status word, whatever letters they spell.
      if (version.length <= 2 || !printable) return readerRefusal(sw)
      return { kind: 'firmware', version: String.fromCharCode(...version) }
    }
  })
}
