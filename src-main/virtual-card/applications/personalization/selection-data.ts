import { decodeTlv } from '../../../engine/tlv/tlv'
import type { MemoryArea } from '../../memory/memory-area'
import { SW } from '../../os/status-words'
import { recordCell } from '../records'

const PROPRIETARY_TEMPLATE = 0xa5
const RECORD_TEMPLATE = 0x70
const MAX_SFI = 30
/** Up to here, records are a template 70 (EMV Book 3, 5.3.2.2 and 6.5.11.4). */
const MAX_EMV_SFI = 10
const MAX_RECORD = 254

/** Stores an FCI proprietary template, which is A5 with its tag; 6A80 for anything else. */
export function storeFci(memory: MemoryArea, cell: string, value: Uint8Array): number {
  if (!isOneTemplate(value, PROPRIETARY_TEMPLATE)) return SW.wrongData
  memory.write(cell, value)
  return SW.ok
}

/** Stores the record that data grouping `SSRR` names: 6A80 where SS is no file, RR no record, or the value no record. */
export function storeRecord(memory: MemoryArea, id: number, value: Uint8Array): number {
  const [sfi, record] = [id >> 8, id & 0xff]
  const isRecord = sfi >= 1 && sfi <= MAX_SFI && record >= 1 && record <= MAX_RECORD && value.length > 0
  if (!isRecord || (sfi <= MAX_EMV_SFI && !isOneTemplate(value, RECORD_TEMPLATE))) return SW.wrongData
  if (value.length > 0xff) return SW.wrongData
  memory.write(recordCell(sfi, record), value)
  return SW.ok
}

/** One whole data object with this tag, of which nothing is left over. */
export function isOneTemplate(value: Uint8Array, tag: number): boolean {
  const { nodes, problems } = decodeTlv(value)
  const [node] = nodes
  if (problems.length > 0 || nodes.length !== 1 || node?.tag !== tag || node.offset !== 0) return false
  return node.headerLength + node.value.length === value.length
}
