import { balanceOf } from '../ledger/ledger'
import {
  customerAccount,
  ecashAccount,
  keptAccount,
  ledgerAccountKind,
  type LedgerAccountKind
} from '../ledger/ledger-accounts'
import type { LedgerAccount } from '../ledger/ledger-store-port'
import type { Stores } from '../storage/database-port'
import { availableIn } from './account-funds'
import type { CardStatus, CustomerAccount, IssuerCard } from './issuer-store-port'

// What people see of the built-in issuer: card numbers truncated, amounts in minor units. Everything in it is TEST.

export interface AccountView {
  /** Name of the ledger account. */
  readonly id: string
  readonly kind: LedgerAccountKind
  /** What it belongs to: label of the card, name of the drawer or merchant, reference of the account. */
  readonly owner: string
  readonly balance: number
  readonly currency: number
  /** Of a customer's account. */
  readonly customer?: Pick<CustomerAccount, 'kind' | 'creditLimit' | 'singleLimit' | 'status'> & {
    readonly available: number
  }
}

export interface IssuerCardView {
  readonly ref: string
  readonly label: string
  readonly pan: string
  readonly psn: string
  /** YYYY-MM. */
  readonly expiry: string
  readonly status: CardStatus
  /** Name of the ledger account behind it; absent for e-cash alone. */
  readonly account?: string
  /** What the issuer owes for the e-cash on it, and what waits to be loaded onto it. */
  readonly ecash: number
  readonly kept: number
  readonly atc: number
  readonly balanceLimit: number
  readonly transactionLimit: number
  readonly resetThreshold: number
  /** Of the PIN that the issuer checks. */
  readonly pinTriesLeft?: number
  readonly test: boolean
}

/** `labels`: of cards, by reference. */
export async function accountView(
  stores: Stores,
  { id, balance, currency }: LedgerAccount,
  labels: ReadonlyMap<string, string>
): Promise<AccountView> {
  const { kind, of } = ledgerAccountKind(id)
  const account = kind === 'account' ? await stores.issuer.account(of) : undefined
  return {
    id,
    kind,
    owner: labels.get(of) ?? of,
    balance,
    currency,
    ...(account !== undefined && {
      customer: {
        kind: account.kind,
        creditLimit: account.creditLimit,
        singleLimit: account.singleLimit,
        status: account.status,
        available: await availableIn(stores, account)
      }
    })
  }
}

export async function cardView({ ledger }: Stores, card: IssuerCard): Promise<IssuerCardView> {
  const { ref, label, pan, psn, expiry, status, account, pin, pinTriesLeft, test } = card
  const { atc, balanceLimit, transactionLimit, resetThreshold } = card
  return {
    ref,
    label,
    pan,
    psn,
    expiry: `20${expiry.slice(0, 2)}-${expiry.slice(2, 4)}`,
    status,
    ...(account !== undefined && { account: customerAccount(account) }),
    ecash: await balanceOf(ledger, ecashAccount(ref)),
    kept: await balanceOf(ledger, keptAccount(ref)),
    atc,
    balanceLimit,
    transactionLimit,
    resetThreshold,
    ...(pin !== undefined && { pinTriesLeft }),
    test
  }
}
