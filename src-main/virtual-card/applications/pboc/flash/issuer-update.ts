import type { MemoryArea } from '../../../memory/memory-area'
import { objectCell } from '../pboc-cells'
import type { Transaction } from '../pboc-state'

const CTQ = objectCell(0x9f6c)
/** CTQ byte 2, bit 7: the card takes what the issuer sends at the point of sale (JR/T 0025.12). */
const TAKES_ISSUER_UPDATE = 0x40

/** Whether issuer authentication and scripts have a place in this transaction: in flash pay only where the CTQ say so. */
export function takesIssuerUpdate(memory: MemoryArea, { path }: Transaction): boolean {
  return path !== 'flash' || ((memory.read(CTQ)?.[1] ?? 0) & TAKES_ISSUER_UPDATE) !== 0
}
