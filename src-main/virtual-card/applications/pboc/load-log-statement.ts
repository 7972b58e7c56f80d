import { concat } from '../../../engine/bytes/bytes'
import { retailMac } from '../../../engine/crypto/mac'
import { padMethod2 } from '../../../engine/crypto/padding'
import { sessionKey } from '../../../engine/cryptogram/in-memory'
import { decodeDol } from '../../../engine/tlv/dol'
import type { MemoryArea } from '../../memory/memory-area'
import { cardKeys } from './card-keys'
import type { CyclicLog } from './cyclic-log'
import { objectCell } from './pboc-cells'

const ATC = 0x9f36
const FORMAT = 0xdf4f
/** Of each record: tag, balance before and after; date, time and ATC by the card's format. */
const HEAD_BYTES = 14
const TOLD: readonly number[] = [0x9a, 0x9f21, ATC]
const MOST_RECORDS = 10
const MAC_BYTES = 4

/**
 * Record 0 of the load log (JR/T 0025.13): ATC (2), number of records (1), 22 bytes of each, newest first, and a MAC (4)
 * with the MAC session key of that ATC over all of it. Undefined for a card without keys.
 */
export function loadLogStatement(memory: MemoryArea, log: CyclicLog): Uint8Array | undefined {
  const keys = cardKeys(memory)
  if (keys === undefined) return undefined
  const atc = memory.need(objectCell(ATC))
  const count = Math.min(MOST_RECORDS, log.count)
  const records = Array.from({ length: count }, (_, index) => told(memory, log.read(index + 1)))
  const content = concat(atc, Uint8Array.of(count), ...records)
  const mac = retailMac(sessionKey('pboc', keys.mac, { atc }), padMethod2(content, 8))
  return concat(content, mac.subarray(0, MAC_BYTES))
}

function told(memory: MemoryArea, record: Uint8Array = new Uint8Array(0)): Uint8Array {
  const { entries } = decodeDol(memory.read(objectCell(FORMAT)) ?? new Uint8Array(0))
  const values = new Map<number, Uint8Array>()
  let at = HEAD_BYTES
  for (const { tag, length } of entries) {
    values.set(tag, record.subarray(at, at + length))
    at += length
  }
  return concat(record.subarray(0, HEAD_BYTES), ...TOLD.map((tag) => values.get(tag) ?? new Uint8Array(0)))
}
