import { customerAccount } from '../ledger/ledger-accounts'
import { balanceOf } from '../ledger/ledger'
import type { Stores } from '../storage/database-port'
import { refused, type Refusal } from './issuer-context'
import type { CustomerAccount } from './issuer-store-port'

/** A ledger account that money may leave or reach. */
export interface OpenLedgerAccount {
  readonly kind: 'open'
  readonly id: string
}

/** The ledger account of a customer. */
export interface OpenAccount extends OpenLedgerAccount {
  readonly account: CustomerAccount
}

/** What can be spent from an account, in minor units: its balance and what may be owed. */
export async function availableIn(stores: Stores, account: CustomerAccount): Promise<number> {
  return (await balanceOf(stores.ledger, customerAccount(account.ref))) + account.creditLimit
}

/** The account, if it is open; it need not hold anything. */
export async function openAccount(stores: Stores, ref: string | undefined): Promise<OpenAccount | Refusal> {
  const account = ref === undefined ? undefined : await stores.issuer.account(ref)
  if (account === undefined) return refused('account-unknown')
  return account.status === 'closed'
    ? refused('account-closed')
    : { kind: 'open', id: customerAccount(account.ref), account }
}

/** The account, if so much can be taken from it at once. */
export async function accountWith(
  stores: Stores,
  ref: string | undefined,
  amount: number
): Promise<OpenAccount | Refusal> {
  const open = await openAccount(stores, ref)
  if (open.kind === 'refused') return open
  if (amount > open.account.singleLimit) return refused('over-limit')
  return amount > (await availableIn(stores, open.account)) ? refused('insufficient-funds') : open
}
