import { decodeTlv, findTag } from '../../../engine/tlv/tlv'
import type { CardInterface } from '../../card-log'
import type { MemoryArea } from '../../memory/memory-area'
import { CELL } from './pboc-cells'

/** Value of a data object within the FCI that the application shows on this interface. */
export function fciObject(
  memory: MemoryArea,
  cardInterface: CardInterface,
  tag: number
): Uint8Array | undefined {
  const a5 = memory.need(cardInterface === 'contact' ? CELL.fciContact : CELL.fciContactless)
  return findTag(decodeTlv(a5).nodes, tag)?.value
}
