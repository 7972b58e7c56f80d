import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { decodeTlv, type TlvNode } from '../../../engine/tlv/tlv'
import type { MemoryArea } from '../../memory/memory-area'
import { status, SW } from '../../os/status-words'
import { DataGroupingReader } from '../personalization/data-groupings'
import { isOneTemplate } from '../personalization/selection-data'
import { dataCell } from './data-cells'
import type { Domain, ManagementCommand } from './domain'

const P1 = { last: 0x80, encryption: 0x60, format: 0x18 } as const
const DGI_FORMAT = 0x08
const BOTH_FORMATS = 0x18
/** Data grouping of BER-TLV data objects (GlobalPlatform Card 2.3.1, 11.11.2.2). */
const DATA_OBJECTS = 0x0070
const DIVERSIFICATION_DATA = 10

/**
 * STORE DATA (GlobalPlatform Card 2.3.1, 11.11): to the application of INSTALL [for personalization], else to the domain itself,
 * which takes the data objects 42, 45, 66 and CF, bare or in data grouping 0070. 6A86: not the next block, or a form that the
 * domain does not take; 6A80: another object, or one of a wrong form.
 */
export const storeData: ManagementCommand = (domain, command) => {
  const { session, channel } = domain
  const { personalizing } = session
  if (personalizing === undefined) return storeOwn(domain, command)
  const response = personalizing(command, (data) => channel.decipher(data))
  if (response.sw === SW.ok && (command.p1 & P1.last) !== 0) session.personalizing = undefined
  return response
}

function storeOwn({ memory, session }: Domain, { p1, p2, data }: CommandApdu): ResponseApdu {
  const format = p1 & P1.format
  if ((p1 & P1.encryption) !== 0 || format === BOTH_FORMATS) return status(SW.wrongParameters)
  // Block 0 always begins anew.
  if (p2 !== 0 && p2 !== session.block) return status(SW.wrongParameters)
  const objects = format === DGI_FORMAT ? groupedObjects(data) : data
  const { nodes, problems } = decodeTlv(objects ?? new Uint8Array(0))
  if (objects === undefined || problems.length > 0 || nodes.length === 0) return status(SW.wrongData)
  if (!nodes.every((node) => storeObject(memory, node))) return status(SW.wrongData)
  session.block = (p1 & P1.last) !== 0 ? 0 : (p2 + 1) & 0xff
  return status(SW.ok)
}

/** The data objects of grouping 0070; undefined where there is another one, or not the whole. */
function groupedObjects(data: Uint8Array): Uint8Array | undefined {
  const reader = new DataGroupingReader()
  const [grouping, ...more] = reader.add(data)
  const isOne = !reader.isWaiting && more.length === 0 && grouping?.id === DATA_OBJECTS
  return isOne ? grouping.value : undefined
}

function storeObject(memory: MemoryArea, { tag, value }: TlvNode): boolean {
  if (!isGood(tag, value)) return false
  memory.write(dataCell(tag), value)
  return true
}

function isGood(tag: number, value: Uint8Array): boolean {
  switch (tag) {
    case 0x42:
    case 0x45:
      return value.length > 0
    case 0x66:
      return isOneTemplate(value, 0x73)
    case 0xcf:
      return value.length === DIVERSIFICATION_DATA
    default:
      return false
  }
}
