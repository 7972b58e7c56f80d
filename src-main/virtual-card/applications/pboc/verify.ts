import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { equalBytes } from '../../../engine/bytes/bytes'
import { toHex } from '../../../engine/bytes/hex'
import type { CommandContext } from '../../os/card-application'
import { SW, status } from '../../os/status-words'
import { CELL, objectCell } from './pboc-cells'
import type { PbocState } from './pboc-state'

/** P2: a plaintext PIN as EMV formats it (EMV Book 3, 6.5.12). */
const PLAINTEXT_PIN = 0x80
const PIN_BLOCK_LENGTH = 8
const PIN_TRY_COUNTER = objectCell(0x9f17)

/**
 * VERIFY with a plaintext PIN (EMV Book 3, 6.5.12). The try is taken from the counter before the PIN is compared, so
 * that cutting the power does not give it back. 63Cx: wrong, x tries left; 6983: none were left; 6984: there is no PIN.
 */
export function verify({ memory }: PbocState, command: CommandApdu, context: CommandContext): ResponseApdu {
  if (command.p1 !== 0 || command.p2 !== PLAINTEXT_PIN) return status(SW.wrongParameters)
  if (command.data.length !== PIN_BLOCK_LENGTH) return status(SW.wrongLength)
  const reference = memory.read(CELL.pin)
  if (reference === undefined) return status(SW.referenceDataNotUsable)
  const tries = memory.need(PIN_TRY_COUNTER)[0] ?? 0
  if (tries === 0) return status(SW.authenticationMethodBlocked)
  memory.write(PIN_TRY_COUNTER, Uint8Array.of(tries - 1))
  if (equalBytes(command.data, reference)) {
    memory.write(PIN_TRY_COUNTER, memory.need(CELL.pinTryLimit))
    context.note({ code: 'pin-verified' })
    return status(SW.ok)
  }
  context.note({ code: 'pin-tries-lowered', from: byteText(tries), to: byteText(tries - 1) })
  if (tries === 1) context.note({ code: 'pin-blocked' })
  return status(SW.pinTriesLeft | (tries - 1))
}

function byteText(value: number): string {
  return toHex(Uint8Array.of(value))
}
