import { toHex } from '../../engine/bytes/hex'

/** Instructions whose data field is a PIN: VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER (ISO/IEC 7816-4, 11.6). */
const PIN_INSTRUCTIONS = [0x20, 0x21, 0x24, 0x2c]
const HEADER = 5

/** Command bytes for the card-side log: whatever follows the header of a PIN command becomes `*`, lengths stay. */
export function maskCommand(command: Uint8Array): string {
  if (!PIN_INSTRUCTIONS.includes(command[1] ?? -1)) return toHex(command)
  return toHex(command.subarray(0, HEADER)) + '**'.repeat(Math.max(0, command.length - HEADER))
}
