import { Secret } from '../../engine/crypto/secret'
import type { CardReferences } from '../journal/card-references'
import { truncatedPan } from '../journal/truncated-pan'
import { post } from '../ledger/ledger'
import { customerAccount, ecashAccount, OPENING_ACCOUNT } from '../ledger/ledger-accounts'
import type { Stores } from '../storage/database-port'
import { ISSUER_CURRENCY, pinCost, type IssuerOptions } from './issuer-context'
import type { CustomerAccount } from './issuer-store-port'
import { PIN_TRIES, pinVerifier } from './pin-verifier'

/** An account to open, in minor units. */
export interface NewAccount extends Pick<CustomerAccount, 'ref' | 'kind' | 'creditLimit' | 'singleLimit'> {
  /** What it holds from the start. */
  readonly balance: number
}

/** A card to be known to the issuer. */
export interface NewCard {
  /** Digits. It does not stay here. */
  readonly pan: string
  /** 2 digits. */
  readonly psn: string
  /** YYMMDD. */
  readonly expiry: string
  readonly label: string
  /** Reference of an account that is there. */
  readonly account?: string
  /** What the chip holds, and its counter. */
  readonly balance: number
  readonly atc: number
  readonly balanceLimit: number
  readonly transactionLimit: number
  readonly resetThreshold: number
  /** 4 to 12 digits, for a card whose PIN the issuer checks. */
  readonly pin?: string
}

/** Opens an account with its first balance. Part of a transaction. */
export async function openNewAccount(stores: Stores, account: NewAccount, at: number): Promise<void> {
  const { balance, ...kept } = account
  await stores.issuer.addAccount({ ...kept, status: 'open', test: true })
  await stores.ledger.open(customerAccount(account.ref), ISSUER_CURRENCY)
  await fromOpening(stores, customerAccount(account.ref), balance, at)
}

/** Enrols a card, with what its chip holds as owed to its holder; returns its reference. Part of a transaction. */
export async function addNewCard(
  stores: Stores,
  references: CardReferences,
  options: IssuerOptions,
  { pan, pin, balance, ...card }: NewCard
): Promise<string> {
  const ref = references.reference(pan, card.psn)
  await stores.issuer.addCard({
    ...card,
    ref,
    panRef: references.numberReference(pan),
    pan: truncatedPan(pan),
    status: 'active',
    spent: false,
    ...(pin !== undefined && {
      pin: pinVerifier(new Secret(new TextEncoder().encode(pin)), options.random, pinCost(options))
    }),
    pinTriesLeft: PIN_TRIES,
    test: true
  })
  await stores.ledger.open(ecashAccount(ref), ISSUER_CURRENCY)
  await fromOpening(stores, ecashAccount(ref), balance, options.now())
  return ref
}

/** Posts a difference that came from outside the ledger, in either direction. */
export async function fromOpening(
  stores: Stores,
  account: string,
  amount: number,
  at: number
): Promise<void> {
  if (amount === 0) return
  const direction =
    amount > 0 ? { source: OPENING_ACCOUNT, target: account } : { source: account, target: OPENING_ACCOUNT }
  await post(stores.ledger, {
    request: 'opening',
    purpose: 'opening',
    ...direction,
    amount: Math.abs(amount),
    currency: ISSUER_CURRENCY,
    at
  })
}
