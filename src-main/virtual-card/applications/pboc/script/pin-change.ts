import { hex, toHex } from '../../../../engine/bytes/hex'
import { readPinChangeData } from '../../../../engine/cryptogram/in-memory'
import type { MemoryArea } from '../../../memory/memory-area'
import { SW, status } from '../../../os/status-words'
import { CELL, objectCell } from '../pboc-cells'
import type { ScriptEffect } from './issuer-script'

/** P2 (JR/T 0025.5, PIN CHANGE/UNBLOCK): tries only, new PIN mixed with the present one, new PIN alone. */
const P2 = { unblock: 0x00, changeWithPresent: 0x01, change: 0x02 } as const
const ENCIPHERED_BYTES = 16
const PIN_TRY_COUNTER = objectCell(0x9f17)

/**
 * PIN CHANGE/UNBLOCK (EMV Book 3, 6.5.10; JR/T 0025.5): gives the tries back, and with a new PIN replaces it in the same
 * update. 6984: the card has no PIN; 6A80: what was deciphered is no PIN block.
 */
export const pinChange: ScriptEffect = ({ memory }, { p1, p2 }, data, context) => {
  if (p1 !== 0 || (p2 !== P2.unblock && p2 !== P2.change && p2 !== P2.changeWithPresent))
    return status(SW.wrongParameters)
  if (data.length !== (p2 === P2.unblock ? 0 : ENCIPHERED_BYTES)) return status(SW.wrongLength)
  if (!memory.has(CELL.pin)) return status(SW.referenceDataNotUsable)
  if (p2 !== P2.unblock) {
    const { atc } = context.transaction
    const currentPin = p2 === P2.changeWithPresent ? presentPin(memory) : undefined
    const pin = readPinChangeData(
      context.profile,
      context.keys,
      { enciphered: data, ...(currentPin !== undefined && { currentPin }) },
      { atc }
    )
    if (pin === undefined) return status(SW.wrongData)
    memory.write(CELL.pin, pinBlock(pin))
    context.note({ code: 'pin-changed' })
  }
  memory.write(PIN_TRY_COUNTER, memory.need(CELL.pinTryLimit))
  context.note({ code: 'pin-tries-restored' })
  return status(SW.ok)
}

/** A PIN of 4 to 12 digits as VERIFY presents it, format 2 (EMV Book 3, 6.5.12). */
export function pinBlock(pin: string): Uint8Array {
  return hex(`2${pin.length.toString(16)}${pin}`.padEnd(16, 'F'))
}

function presentPin(memory: MemoryArea): string {
  const digits = toHex(memory.need(CELL.pin))
  return digits.slice(2, 2 + Number.parseInt(digits[1] ?? '0', 16))
}
