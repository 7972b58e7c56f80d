import type { HostAnswer } from '../../workflow/host'
import { amountOf } from '../../emv/amount'

/** PUT DATA of the e-cash balance (JR/T 0025): CLA 04, INS DA, P1 P2 9F79; amount of 6 bytes, MAC of 4. */
const PUT_BALANCE = [0x04, 0xda, 0x9f, 0x79] as const
/** The same of the second currency's e-cash (DF79), which nothing here loads or unloads. */
const PUT_SECOND_BALANCE = [0x04, 0xda, 0xdf, 0x79] as const
const HEADER_LENGTH = 5
const AMOUNT_LENGTH = 6

/**
 * Whether the scripts of an answer set the balance to this and to nothing else; `undefined` stands for "leave it alone".
 * Looked at before anything is sent, since the card takes whatever its issuer's MAC vouches for.
 */
export function setsBalance(answer: HostAnswer, balance: number | undefined): boolean {
  const commands = answer.scripts.flatMap((script) => script.commands)
  if (commands.some((apdu) => begins(apdu, PUT_SECOND_BALANCE))) return false
  const set = commands
    .filter((apdu) => begins(apdu, PUT_BALANCE))
    .map((apdu) => amountOf(apdu.subarray(HEADER_LENGTH, HEADER_LENGTH + AMOUNT_LENGTH)))
  if (answer.balanceAfter !== undefined && answer.balanceAfter !== balance) return false
  return balance === undefined ? set.length === 0 : set.length === 1 && set[0] === balance
}

/** The channel bits of the class (the lowest two) do not matter. */
function begins(apdu: Uint8Array, command: readonly number[]): boolean {
  return command.every((byte, index) => ((apdu[index] ?? 0) & (index === 0 ? 0xfc : 0xff)) === byte)
}
