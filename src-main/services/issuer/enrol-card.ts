import { Secret } from '../../engine/crypto/secret'
import type { CardReferences } from '../journal/card-references'
import { truncatedPan } from '../journal/truncated-pan'
import { balanceOf, post } from '../ledger/ledger'
import { customerAccount, ecashAccount, OPENING_ACCOUNT } from '../ledger/ledger-accounts'
import type { Stores } from '../storage/database-port'
import { endGeneration } from './card-generation'
import { ISSUER_CURRENCY, pinCost, type IssuerOptions } from './issuer-context'
import type { CustomerAccount } from './issuer-store-port'
import { PIN_TRIES, pinVerifier } from './pin-verifier'
import { takeBack } from './settle'

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

/** A card with the verifier of its PIN in the place of the PIN. */
export interface CardToEnrol extends Omit<NewCard, 'pin'> {
  readonly verifier?: string
}

/** Makes the verifier, which takes its time: before the transaction, so that others have the database meanwhile. */
export async function withVerifier({ pin, ...card }: NewCard, options: IssuerOptions): Promise<CardToEnrol> {
  if (pin === undefined) return card
  const secret = new Secret(new TextEncoder().encode(pin))
  try {
    return { ...card, verifier: await pinVerifier(secret, options.random, pinCost(options)) }
  } finally {
    secret.wipe()
  }
}

/** Enrols a card, with what its chip holds as owed to its holder; returns its reference. Part of a transaction. */
export async function addNewCard(
  stores: Stores,
  references: CardReferences,
  options: IssuerOptions,
  { pan, verifier, balance, ...card }: CardToEnrol
): Promise<string> {
  const ref = references.reference(pan, card.psn)
  await stores.issuer.addCard({
    ...card,
    ref,
    panRef: references.numberReference(pan),
    pan: truncatedPan(pan),
    status: 'active',
    spent: false,
    ...(verifier !== undefined && { pin: verifier }),
    pinTriesLeft: PIN_TRIES,
    test: true
  })
  await stores.ledger.open(ecashAccount(ref), ISSUER_CURRENCY)
  await fromOpening(stores, ecashAccount(ref), balance, options.now())
  return ref
}

/**
 * A card that the issuer knows was made anew: what is owed for it becomes what it now holds, counter, limits and PIN are
 * as at first. What was to reach the old one goes back to where it came from, and what it proved about its balance proves
 * nothing any more. What it paid stays the merchant's: from e-cash by way of its generation (`generationOf`), and from the
 * account behind it as ever, which lies in suspense until the terminal says whether it was. What is kept for its holder
 * stays. Part of a transaction.
 */
export async function renewCard(
  stores: Stores,
  ref: string,
  options: IssuerOptions,
  { balance, atc, balanceLimit, transactionLimit, resetThreshold, verifier }: CardToEnrol
): Promise<void> {
  const at = options.now()
  for (const open of await stores.issuer.openAuthorisations(ref)) {
    if (open.service !== 'purchase') await takeBack({ stores, options }, open, { purpose: 'card-renewed' })
  }
  const owed = await balanceOf(stores.ledger, ecashAccount(ref))
  await fromOpening(stores, ecashAccount(ref), balance - owed, at)
  await endGeneration(stores, ref, at)
  await stores.issuer.changeCard(ref, {
    ...{ atc, spent: true, status: 'active', balanceLimit, transactionLimit, resetThreshold },
    ...(verifier !== undefined && { pin: verifier }),
    pinTriesLeft: PIN_TRIES
  })
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
