import type { HostAnswer } from '../../workflow/host'
import { amountOf } from '../../emv/amount'

/** PUT DATA of the e-cash balance (JR/T 0025): CLA 04, INS DA, P1 P2 9F79; amount of 6 bytes, MAC of 4. */
const PUT_BALANCE = [0x04, 0xda, 0x9f, 0x79] as const
const HEADER_LENGTH = 5
const AMOUNT_LENGTH = 6

/**
 * Whether the scripts of an answer set the balance to this and to nothing else; `undefined` stands for "leave it alone".
 * Looked at before anything is sent, since the card takes whatever its issuer's MAC vouches for.
 */
export function setsBalance(answer: HostAnswer, balance: number | undefined): boolean {
  const set = answer.scripts
    .flatMap(({ commands }) => commands)
    .filter((apdu) => PUT_BALANCE.every((byte, index) => isPutBalanceByte(apdu, index, byte)))
    .map((apdu) => amountOf(apdu.subarray(HEADER_LENGTH, HEADER_LENGTH + AMOUNT_LENGTH)))
  if (answer.balanceAfter !== undefined && answer.balanceAfter !== balance) return false
  return balance === undefined ? set.length === 0 : set.length === 1 && set[0] === balance
}

/** The channel bits of the class (the lowest two) do not matter. */
function isPutBalanceByte(apdu: Uint8Array, index: number, byte: number): boolean {
  const own = apdu[index] ?? 0
  return index === 0 ? (own & 0xfc) === byte : own === byte
}
