import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { concat } from '../../bytes/bytes'
import { type Command, TLV_SENSITIVITY } from '../command'

export type DirectTransmitOutcome =
  /** The chip's answer behind `D5` and its response code. */
  | { readonly kind: 'answer'; readonly data: Uint8Array }
  /** 6300 and, by other sources [L], 6301: the chip did not answer in time. */
  | { readonly kind: 'no-answer'; readonly sw: number }
  /** 6327: the checksum of the contactless answer is wrong. */
  | { readonly kind: 'checksum'; readonly sw: number }
  /** 637F: the chip does not know the command. */
  | { readonly kind: 'unknown-command'; readonly sw: number }
  /** The answer does not belong to the command that was sent. */
  | { readonly kind: 'not-an-answer'; readonly data: Uint8Array; readonly sw: number }
  | { readonly kind: 'failed'; readonly sw: number }

const toChip = 0xd4
const fromChip = 0xd5

/**
 * ACR122U: a command to its PN532 chip, `FF 00 00 00 Lc D4 code ...` (API manual 2.04, 6.1; PN532 user manual, 7).
 * `code` is the chip's command, one byte; `data` what follows it, at most 253 bytes. Throws a fault beyond.
 */
export function directTransmit(
  code: number,
  data: Uint8Array = new Uint8Array(0)
): Command<DirectTransmitOutcome> {
  if (!Number.isInteger(code) || code < 0 || code > 0xfe)
    throw new Error('directTransmit: code is not a byte')
  if (data.length > 253) throw new Error(`directTransmit: ${data.length} bytes do not fit one command`)
  return Object.freeze({
    name: 'ACR122U DIRECT TRANSMIT',
    apdu: commandApdu({
      cla: 0xff,
      ins: 0x00,
      p1: 0x00,
      p2: 0x00,
      data: concat(Uint8Array.of(toChip, code), data)
    }),
    sensitivity: TLV_SENSITIVITY,
    parse({ data: answer, sw }: ResponseApdu): DirectTransmitOutcome {
      switch (sw) {
        case 0x9000:
          return answer[0] === fromChip && answer[1] === code + 1
            ? { kind: 'answer', data: answer.subarray(2) }
            : { kind: 'not-an-answer', data: answer, sw }
        case 0x6300:
        case 0x6301:
          return { kind: 'no-answer', sw }
        case 0x6327:
          return { kind: 'checksum', sw }
        case 0x637f:
          return { kind: 'unknown-command', sw }
        default:
          return { kind: 'failed', sw }
      }
    }
  })
}
