import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { tlv } from '../../../engine/tlv/tlv'
import { SW, answer, status } from '../../os/status-words'
import type { MemoryArea } from '../../memory/memory-area'
import { objectCell } from './pboc-cells'
import type { PbocState } from './pboc-state'

/** Internal data objects that GET DATA may show (JR/T 0025): counters, limits, balances and log formats. */
const READABLE: readonly number[] = [
  ...[
    0x9f13, 0x9f17, 0x9f36, 0x9f4f, 0x9f51, 0x9f52, 0x9f53, 0x9f54, 0x9f56, 0x9f57, 0x9f58, 0x9f59, 0x9f5c,
    0x9f5d
  ],
  ...[0x9f68, 0x9f6b, 0x9f6d, 0x9f72, 0x9f73, 0x9f75, 0x9f76, 0x9f77, 0x9f78, 0x9f79],
  ...[0xdf4f, 0xdf61, 0xdf62, 0xdf63, 0xdf71, 0xdf72, 0xdf76, 0xdf77, 0xdf78, 0xdf79]
]

const AVAILABLE = 0x9f5d
const BALANCE = 0x9f79
const PROCESSES = 0x9f68
/** Card additional processes byte 1, bit 1. */
const TELLS_AVAILABLE = 0x01

/** GET DATA (EMV Book 3, 6.5.7; JR/T 0025): the data object with tag and length; 6A88 where absent or not to be shown. */
export function getData({ memory }: PbocState, { p1, p2, data }: CommandApdu): ResponseApdu {
  if (data.length > 0) return status(SW.wrongLength)
  const tag = p1 * 256 + p2
  const value = READABLE.includes(tag) ? (memory.read(objectCell(tag)) ?? computed(memory, tag)) : undefined
  return value === undefined ? status(SW.referencedDataNotFound) : answer(tlv(tag, value))
}

/** The amount that is available offline (9F5D) is the e-cash balance, where the card additional processes tell it. */
function computed(memory: MemoryArea, tag: number): Uint8Array | undefined {
  const tells = ((memory.read(objectCell(PROCESSES))?.[0] ?? 0) & TELLS_AVAILABLE) !== 0
  return tag === AVAILABLE && tells ? memory.read(objectCell(BALANCE)) : undefined
}
