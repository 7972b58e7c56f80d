import type { CommandApdu } from '../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../engine/apdu/response-apdu'
import type { MemoryArea } from '../memory/memory-area'
import { decodeTlv, findTag } from '../../engine/tlv/tlv'
import { SW, answer, status } from '../os/status-words'

/** Short file identifiers that EMV leaves to files of the application (EMV Book 3, 5.3.2.2): 1 to 30. */
const MAX_SFI = 30
/** P2 bits 3 to 1: the record number is in P1 (ISO/IEC 7816-4, 11.4.3). */
const BY_NUMBER = 0x04

/** Name of a record's cell; DGI `SSRR` of the personalization (EMV CPS, 3.2) goes there. */
export function recordCell(sfi: number, record: number): string {
  return `record/${sfi}/${record}`
}

/** What READ RECORD asks for, or the status word that refuses its parameters. */
export function recordAddress({ p1, p2 }: CommandApdu): { sfi: number; record: number } | { sw: number } {
  const sfi = p2 >> 3
  if ((p2 & 0x07) !== BY_NUMBER || sfi === 0 || sfi > MAX_SFI) return { sw: SW.wrongParameters }
  return { sfi, record: p1 }
}

/** READ RECORD of a linear file: 6A82 where the file has no record at all, 6A83 past its records. */
export function readLinearRecord(memory: MemoryArea, sfi: number, record: number): ResponseApdu {
  const value = memory.read(recordCell(sfi, record))
  if (value !== undefined) return answer(value)
  return status(memory.cellNames(`record/${sfi}/`).length > 0 ? SW.recordNotFound : SW.fileNotFound)
}

/** The value of a data object in any of the application's records; undefined where none holds it. */
export function recordObject(memory: MemoryArea, tag: number): Uint8Array | undefined {
  for (const cell of memory.cellNames('record/')) {
    const found = findTag(decodeTlv(memory.need(cell)).nodes, tag)
    if (found !== undefined) return found.value
  }
  return undefined
}
