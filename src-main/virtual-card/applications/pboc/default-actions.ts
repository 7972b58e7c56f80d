import { uint } from '../../../engine/bytes/bytes'
import type { MemoryArea } from '../../memory/memory-area'
import { objectCell } from './pboc-cells'

/** Application default action (9F52): what the card does of itself, byte 1 above byte 2 (JR/T 0025.5, table of 9F52). */
const BITS = {
  onlineAfterFailedAuthentication: 0x8000,
  declineFailedAuthentication: 0x4000,
  declineMissingAuthentication: 0x2000,
  adviseDecline: 0x1000,
  advisePinExceeded: 0x0800,
  adviseFailedAuthentication: 0x0400,
  onlineIfNew: 0x0200,
  declineNewOffline: 0x0100,
  blockWhenPinExceeded: 0x0080,
  declineIfPinWasExceeded: 0x0040,
  onlineIfPinWasExceeded: 0x0020,
  declineIfPinExceededOffline: 0x0010,
  onlineAfterFailedScript: 0x0008,
  blockIfPinWasExceeded: 0x0004
} as const

const DEFAULT_ACTIONS = objectCell(0x9f52)

/** Tells whether the card is to act so; a card without the object takes none of the actions. */
export function defaultActions(memory: MemoryArea): (action: keyof typeof BITS) => boolean {
  const bits = uint(memory.read(DEFAULT_ACTIONS)?.subarray(0, 2) ?? new Uint8Array(2))
  return (action) => (bits & BITS[action]) !== 0
}
