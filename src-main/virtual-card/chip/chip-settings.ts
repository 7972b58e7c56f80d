import { uint, uintBytes } from '../../engine/bytes/bytes'
import { MemoryArea } from '../memory/memory-area'
import type { CardMemory } from '../memory/card-memory'
import type { ContactProtocol } from './atr'

/** What is burnt into the chip. */
export interface ChipSettings {
  readonly protocols: readonly ContactProtocol[]
  /** 0 to 15 bytes, told in the ATR and the ATS alike. */
  readonly historical: Uint8Array
  /** 4 or 7 bytes. */
  readonly uid: Uint8Array
  /** Bytes of non-volatile memory for load files and instances. */
  readonly capacity: number
}

/** A usual chip of bank cards. */
export const USUAL_CAPACITY = 72 * 1024

const PROTOCOL_BYTES: readonly ContactProtocol[] = ['T=0', 'T=1']

export function chipSettings(memory: CardMemory): ChipSettings {
  const cells = new MemoryArea(memory, 'chip/')
  return {
    protocols: [...cells.need('protocols')].map((byte) => PROTOCOL_BYTES[byte] ?? 'T=0'),
    historical: cells.need('historical'),
    uid: cells.need('uid'),
    capacity: uint(cells.read('capacity') ?? uintBytes(USUAL_CAPACITY, 4))
  }
}

export function writeChipSettings(memory: CardMemory, settings: ChipSettings): void {
  const { protocols, historical, uid, capacity } = settings
  const cells = new MemoryArea(memory, 'chip/')
  cells.write('capacity', uintBytes(capacity, 4))
  cells.write(
    'protocols',
    Uint8Array.from(protocols, (protocol) => PROTOCOL_BYTES.indexOf(protocol))
  )
  cells.write('historical', historical)
  cells.write('uid', uid)
}
