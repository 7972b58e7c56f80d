import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { equalBytes } from '../../../engine/bytes/bytes'
import { toHex } from '../../../engine/bytes/hex'
import { equalInConstantTime } from '../../../engine/crypto/constant-time'
import { rsaPrivateKey } from '../../../engine/crypto/rsa'
import type { CommandContext } from '../../os/card-application'
import { SW, status } from '../../os/status-words'
import { iccKeyParts } from './card-keys'
import { defaultActions } from './default-actions'
import { CELL, objectCell } from './pboc-cells'
import type { PbocState } from './pboc-state'
import { blockByPin } from './pin-exceeded'

/** P2: a plaintext or an enciphered PIN as EMV formats it (EMV Book 3, 6.5.12). */
const P2 = { plain: 0x80, enciphered: 0x88 } as const
const PIN_BLOCK_LENGTH = 8
const CHALLENGE_LENGTH = 8
/** First byte of what was enciphered (EMV Book 2, table 25). */
const HEADER = 0x7f
const PIN_TRY_COUNTER = objectCell(0x9f17)

/**
 * VERIFY (EMV Book 3, 6.5.12), plain or enciphered with the card's RSA key and the challenge that it gave just before
 * (EMV Book 2, 7). The try is taken from the counter before the PIN is compared, so that cutting the power does not give
 * it back. 63Cx: wrong, x tries left; 6983: none were left; 6984: there is no PIN; 6985: no challenge, or no key.
 */
export function verify(state: PbocState, command: CommandApdu, context: CommandContext): ResponseApdu {
  const { memory, transaction } = state
  if (command.p1 !== 0 || (command.p2 !== P2.plain && command.p2 !== P2.enciphered))
    return status(SW.wrongParameters)
  const reference = memory.read(CELL.pin)
  const presented = command.p2 === P2.plain ? plainBlock(command.data) : decipheredBlock(state, command.data)
  if ('sw' in presented) return status(presented.sw)
  if (reference === undefined) return status(SW.referenceDataNotUsable)
  const tries = memory.need(PIN_TRY_COUNTER)[0] ?? 0
  if (tries === 0) return status(SW.authenticationMethodBlocked)
  memory.write(PIN_TRY_COUNTER, Uint8Array.of(tries - 1))
  const isRight = presented.block !== undefined && equalInConstantTime(presented.block, reference)
  if (transaction !== undefined) transaction.pin = isRight ? 'right' : 'wrong'
  if (isRight) {
    memory.write(PIN_TRY_COUNTER, memory.need(CELL.pinTryLimit))
    context.note({ code: 'pin-verified' })
    return status(SW.ok)
  }
  context.note({ code: 'pin-tries-lowered', from: byteText(tries), to: byteText(tries - 1) })
  if (tries === 1) {
    context.note({ code: 'pin-blocked' })
    if (transaction !== undefined && defaultActions(memory)('blockWhenPinExceeded'))
      blockByPin(memory, context)
  }
  return status(SW.pinTriesLeft | (tries - 1))
}

/** A block that is no PIN block counts as a wrong PIN: the card cannot know who sent it. */
type Presented = { readonly block: Uint8Array | undefined } | { readonly sw: number }

function plainBlock(data: Uint8Array): Presented {
  return data.length === PIN_BLOCK_LENGTH ? { block: data } : { sw: SW.wrongLength }
}

function decipheredBlock({ memory, challenge }: PbocState, data: Uint8Array): Presented {
  const parts = iccKeyParts(memory)
  if (challenge === undefined || parts === undefined) return { sw: SW.conditionsNotSatisfied }
  if (data.length !== parts.modulus.length) return { sw: SW.wrongLength }
  if (!isBelow(data, parts.modulus)) return { block: undefined }
  const plain = rsaPrivateKey(parts).operate(data)
  const answered = plain.subarray(1 + PIN_BLOCK_LENGTH, 1 + PIN_BLOCK_LENGTH + CHALLENGE_LENGTH)
  const isOurs = plain[0] === HEADER && equalBytes(answered, challenge)
  return { block: isOurs ? plain.slice(1, 1 + PIN_BLOCK_LENGTH) : undefined }
}

/** Both of the same length, as big-endian numbers. */
function isBelow(left: Uint8Array, right: Uint8Array): boolean {
  const at = left.findIndex((byte, index) => byte !== right[index])
  return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0)
}

function byteText(value: number): string {
  return toHex(Uint8Array.of(value))
}
