import { toHex } from '../../../engine/bytes/hex'
import type { CommandContext } from '../../os/card-application'
import { amountBytes, readAmount } from './amounts'
import { objectCell } from './pboc-cells'
import type { PbocState, Transaction } from './pboc-state'
import { logTransaction } from './transaction-log'
import type { TerminalData } from './terminal-data'

const BALANCE = 0x9f79

/** What is left of the e-cash after this amount, in minor units; undefined where it does not cover it. */
export function balanceAfter({ memory }: PbocState, amount: number): number | undefined {
  const balance = readAmount(memory, BALANCE)
  return balance === undefined || balance < amount ? undefined : balance - amount
}

/** Takes the amount off the balance and logs the purchase (`logged`); part of an atomic update of the caller. */
export function spendEcash(
  { memory }: PbocState,
  { atc }: Transaction,
  facts: { readonly balanceAfter: number; readonly terminal: TerminalData; readonly logged: boolean },
  context: CommandContext
): void {
  const cell = objectCell(BALANCE)
  const before = memory.need(cell)
  const after = amountBytes(facts.balanceAfter)
  memory.write(cell, after)
  if (facts.logged) logTransaction({ memory, side: context.interface }, { atc, terminal: facts.terminal })
  context.note({ code: 'balance-changed', from: toHex(before), to: toHex(after) })
}
