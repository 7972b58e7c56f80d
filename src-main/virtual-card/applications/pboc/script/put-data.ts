import { bcdDigits } from '../../../../engine/bytes/bcd'
import { uintBytes } from '../../../../engine/bytes/bytes'
import { toHex } from '../../../../engine/bytes/hex'
import { SW, status } from '../../../os/status-words'
import { minorUnits, readAmount } from '../amounts'
import { objectCell } from '../pboc-cells'
import type { PbocState } from '../pboc-state'
import { logBalanceChange } from '../transaction-log'
import type { ScriptEffect } from './issuer-script'

/** Data objects that an issuer may change (JR/T 0025.5 and 0025.13), with their length in bytes; 6 is an amount. */
export const WRITABLE: Readonly<Record<number, number>> = {
  ...lengths(1, [0x9f53, 0x9f58, 0x9f59, 0x9f72, 0xdf61]),
  ...lengths(6, [0x9f54, 0x9f5c, 0x9f6b, 0x9f6d, 0x9f75, 0x9f77, 0x9f78, 0x9f79]),
  ...lengths(4, [0x9f73]),
  ...lengths(6, [0xdf62, 0xdf72, 0xdf76, 0xdf77, 0xdf78, 0xdf79])
}

/** Balances, and the limit that each may not pass. */
const BALANCES: Readonly<Record<number, number>> = { 0x9f79: 0x9f77, 0xdf79: 0xdf77 }
/** Amount frozen by a pre-authorisation (JR/T 0025.13). */
const FROZEN = 0xdf63

/**
 * PUT DATA (JR/T 0025.5 and 0025.13): replaces a data object that the card has. A new e-cash
 * balance is written together with its line in the load log. 6A88: no such object; 6700: wrong length; 6A80: no amount,
 * or above the balance limit.
 */
export const putData: ScriptEffect = (state, { p1, p2 }, value, context) => {
  const tag = p1 * 256 + p2
  const { memory } = state
  const length = WRITABLE[tag]
  const before = memory.read(objectCell(tag))
  if (length === undefined || before === undefined) return status(SW.referencedDataNotFound)
  if (value.length !== length) return status(SW.wrongLength)
  if (length === 6 && bcdDigits(value) === undefined) return status(SW.wrongData)
  const limitTag = BALANCES[tag]
  if (limitTag !== undefined && isOverLimit(state, value, limitTag)) return status(SW.wrongData)
  memory.write(objectCell(tag), value)
  if (limitTag === undefined) {
    context.note({ code: 'data-replaced', from: toHex(before), to: toHex(value) })
    return status(SW.ok)
  }
  const { transaction, first } = context
  logBalanceChange(
    { memory, side: context.interface },
    { atc: transaction.atc, terminal: first.terminal, tag: uintBytes(tag, 2), before, after: value }
  )
  context.note({ code: 'balance-changed', from: toHex(before), to: toHex(value) })
  return status(SW.ok)
}

function isOverLimit({ memory }: PbocState, value: Uint8Array, limitTag: number): boolean {
  const frozen = readAmount(memory, FROZEN) ?? 0
  const limit = readAmount(memory, limitTag)
  return limit !== undefined && (minorUnits(value) ?? 0) - frozen > limit
}

function lengths(length: number, tags: readonly number[]): Record<number, number> {
  return Object.fromEntries(tags.map((tag) => [tag, length]))
}
