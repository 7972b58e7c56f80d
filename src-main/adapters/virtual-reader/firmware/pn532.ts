import type { ReaderHardware } from './reader-firmware'
import { concat } from '../../../engine/bytes/bytes'
import { ReaderError } from '../../../services/readers/reader-driver'
import { statusBytes } from './plain-firmware'

const OK = 0x9000
const HOST_TO_CHIP = 0xd4
const CHIP_TO_HOST = 0xd5

/** SENS_RES and SEL_RES of an ISO/IEC 14443-4 type A card with a 4-byte UID. */
const SENS_RES = [0x00, 0x04] as const
const SEL_RES = 0x20
/** IC, version 1.6, what it supports (PN532 user manual, 7.2.2). */
const CHIP_VERSION = [0x32, 0x01, 0x06, 0x07] as const

/**
 * Direct transmit to the PN532 behind an ACR122U (PN532 user manual, 7): firmware version, general status, RF field,
 * listing and talking to the one card. Undefined for any other command or a malformed one.
 */
export async function directTransmit(
  command: Uint8Array,
  reader: ReaderHardware
): Promise<Uint8Array | undefined> {
  const [direction, code, ...parameters] = command
  if (direction !== HOST_TO_CHIP || code === undefined) return undefined
  const reply = (...data: readonly number[]): Uint8Array =>
    concat(Uint8Array.of(CHIP_TO_HOST, code + 1, ...data), statusBytes(OK))
  switch (code) {
    case 0x02:
      return reply(...CHIP_VERSION)
    case 0x04:
      // No error; field; targets: one at 106 kbit/s in both directions, type A; SAM status.
      return reader.card === undefined ? reply(0, 0, 0, 0x80) : reply(0, 1, 1, 1, 0, 0, 0x10, 0x80)
    case 0x32:
      if (parameters[0] === 0x01) reader.setField((parameters[1] ?? 0) % 2 === 1)
      return reply()
    case 0x4a:
      return reply(...targets(reader))
    case 0x40:
      return reply(...(await dataExchange(Uint8Array.from(parameters.slice(1)), reader)))
    default:
      return undefined
  }
}

function targets({ card }: ReaderHardware): number[] {
  if (card === undefined) return [0]
  return [1, 1, ...SENS_RES, SEL_RES, card.uid.length, ...card.uid, ...card.ats]
}

/** InDataExchange: status 00 and the answer, or 01 (no answer in time) where the card is not or no longer there. */
async function dataExchange(apdu: Uint8Array, reader: ReaderHardware): Promise<number[]> {
  try {
    return [0x00, ...(await reader.exchange(apdu))]
  } catch (error) {
    if (error instanceof ReaderError) return [0x01]
    throw error
  }
}
