import { isAmount } from '../../engine/emv/amount'
import type { LedgerStore, Transfer } from './ledger-store-port'

/** Whether a number is an amount that can move: minor units as a card can say them, above zero. */
export function canMove(amount: number): boolean {
  return isAmount(amount) && amount > 0
}

/** Posts a transfer; both accounts are opened where they are not there yet. An impossible amount is a fault. */
export async function post(ledger: LedgerStore, transfer: Transfer): Promise<void> {
  if (!canMove(transfer.amount)) throw new Error(`ledger: ${transfer.amount} cannot be posted`)
  await ledger.open(transfer.source, transfer.currency)
  await ledger.open(transfer.target, transfer.currency)
  await ledger.add(transfer)
}

/** Minor units; 0 where the account was never used. */
export async function balanceOf(ledger: LedgerStore, account: string): Promise<number> {
  return (await ledger.account(account))?.balance ?? 0
}

/** Whether the books are right. */
export interface LedgerCheck {
  /** All balances together; 0 in a sound ledger. */
  readonly total: number
  readonly accounts: number
  /** Accounts whose balance is not what their transfers sum up to; none in a sound ledger. */
  readonly wrong: readonly string[]
}

/** Adds everything up anew. */
export async function checkLedger(ledger: LedgerStore): Promise<LedgerCheck> {
  const sums = await ledger.sums()
  return {
    total: sums.reduce((total, { balance }) => total + balance, 0),
    accounts: sums.length,
    wrong: sums.filter(({ balance, transferred }) => balance !== transferred).map(({ id }) => id)
  }
}

/** One line of an account's statement. */
export interface StatementLine {
  /** Of the transfer. */
  readonly number: number
  readonly at: number
  readonly purpose: string
  readonly request: string
  readonly counterAccount: string
  /** Minor units: above zero came in, below went out. */
  readonly amount: number
  /** Of the account after it. */
  readonly balance: number
}

/**
 * The newest `most` lines of an account, newest first, each with the balance that it left. Undefined where there is no
 * such account.
 */
export async function statement(
  ledger: LedgerStore,
  id: string,
  most: number
): Promise<readonly StatementLine[] | undefined> {
  const account = await ledger.account(id)
  if (account === undefined) return undefined
  let balance = account.balance
  return (await ledger.transfers({ account: id, most })).map((transfer) => {
    const comesIn = transfer.target === id
    const amount = comesIn ? transfer.amount : -transfer.amount
    const line = {
      number: transfer.number,
      at: transfer.at,
      purpose: transfer.purpose,
      request: transfer.request,
      counterAccount: comesIn ? transfer.source : transfer.target,
      amount,
      balance
    }
    balance -= amount
    return line
  })
}
