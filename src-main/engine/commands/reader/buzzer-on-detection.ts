import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { type Command, TLV_SENSITIVITY } from '../command'
import { type ReaderRefusal, readerRefusal } from './reader-outcome'

export type BuzzerOnDetectionOutcome = { readonly kind: 'done' } | ReaderRefusal

/** ACR122U: beep or not when a card comes, `FF 00 52 FF 00` or `FF 00 52 00 00` (API manual 2.04, 6.7). */
export function buzzerOnDetection(on: boolean): Command<BuzzerOnDetectionOutcome> {
  return Object.freeze({
    name: 'ACR122U BUZZER ON DETECTION',
    apdu: commandApdu({ cla: 0xff, ins: 0x00, p1: 0x52, p2: on ? 0xff : 0x00, ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse({ sw }: ResponseApdu): BuzzerOnDetectionOutcome {
      return sw === 0x9000 ? { kind: 'done' } : readerRefusal(sw)
    }
  })
}
