import type { HostRequest, HostServiceKind } from '../../engine/workflow/host'

/** A customer's account, as the issuer keeps it beside its ledger account `account:<ref>`. */
export interface CustomerAccount {
  readonly ref: string
  readonly kind: 'debit' | 'credit'
  /** Minor units that may be owed; 0 for debit. */
  readonly creditLimit: number
  /** The most that one request may take from it, in minor units. */
  readonly singleLimit: number
  readonly status: 'open' | 'closed'
  readonly test: boolean
}

export type CardStatus = 'active' | 'application-blocked' | 'card-blocked'

/** A card that the issuer has given out. Never its full number. */
export interface IssuerCard {
  /** Keyed hash of number and sequence number; `panRef` of the number alone. */
  readonly ref: string
  readonly panRef: string
  /** Truncated. */
  readonly pan: string
  /** 2 digits. */
  readonly psn: string
  /** YYMMDD; the last day on which it is valid. */
  readonly expiry: string
  /** What people call it, e.g. `debit-ecash`. */
  readonly label: string
  /** Reference of the customer's account; absent for e-cash without one. */
  readonly account?: string
  readonly status: CardStatus
  /** The highest application transaction counter seen with a right cryptogram, and that cryptogram (hex). */
  readonly atc: number
  readonly cryptogram?: string
  /** Whether the request with that cryptogram was approved. */
  readonly spent: boolean
  /** Minor units. */
  readonly balanceLimit: number
  readonly transactionLimit: number
  readonly resetThreshold: number
  /** Verifier of the PIN that the issuer checks; absent for a card without one. */
  readonly pin?: string
  readonly pinTriesLeft: number
  readonly test: boolean
}

export type CardChanges = Partial<Omit<IssuerCard, 'ref' | 'panRef' | 'pan' | 'psn' | 'label' | 'test'>>

/** `reversed` also for an original that was reversed before it came. */
export type AuthorisationState = 'declined' | 'authorised' | 'confirmed' | 'reversed'

/** What a terminal asked for with `authorise`. */
export interface Authorisation {
  readonly terminal: string
  readonly id: string
  readonly state: AuthorisationState
  readonly at: number
  /** Absent for an original that was reversed before it came. */
  readonly service?: HostServiceKind
  readonly card?: string
  /** Minor units that move: for a load of what was kept, what the issuer supplied. */
  readonly amount: number
  readonly currency: number
  readonly atc?: number
  /** Minor units that the chip proved to hold. */
  readonly balance?: number
  /** Ledger accounts: where the money comes from, and where it goes when confirmed. */
  readonly source?: string
  readonly target?: string
  /** What a confirmation changes about the card. */
  readonly changes?: CardChanges
}

export interface StoredAuthorisation extends Authorisation {
  /** Counts from 1. */
  readonly number: number
}

/** How an offline purchase was settled: once for each card and counter. */
export interface Settlement {
  readonly card: string
  /** A test card that was made anew counts from low again; each time is a generation of its own. */
  readonly generation: number
  readonly atc: number
  readonly amount: number
  readonly currency: number
  /** Hex; absent where the card was lost before it gave one. */
  readonly cryptogram?: string
  readonly by: 'advice' | 'claim' | 'refund'
  readonly terminal: string
  readonly id: string
  readonly at: number
}

/** A request with the answer that it got; the same request again gets the same answer. */
export interface AnsweredRequest {
  readonly terminal: string
  readonly id: string
  readonly kind: HostRequest['kind']
  /** Keyed hash of what was asked. */
  readonly content: string
  /** The answer as JSON. */
  readonly answer: string
  readonly at: number
}

export interface IssuerStore {
  request(terminal: string, id: string): Promise<AnsweredRequest | undefined>
  addRequest(request: AnsweredRequest): Promise<void>

  account(ref: string): Promise<CustomerAccount | undefined>
  accounts(): Promise<CustomerAccount[]>
  addAccount(account: CustomerAccount): Promise<void>

  card(ref: string): Promise<IssuerCard | undefined>
  cardsOfPan(panRef: string): Promise<IssuerCard[]>
  cards(): Promise<IssuerCard[]>
  addCard(card: IssuerCard): Promise<void>
  changeCard(ref: string, changes: CardChanges): Promise<void>
  /** Which card it is of those that bore the number one after the other; counts from 1. */
  generation(ref: string): Promise<number>
  /** The one that an entry was begun with, by its number in the journal; undefined for the present one. */
  generationAt(ref: string, entry: number): Promise<number | undefined>
  /** The card is made anew; `lastEntry`: number of the last entry that may belong to the one before. */
  nextGeneration(ref: string, end: { readonly lastEntry: number; readonly at: number }): Promise<void>

  authorisation(terminal: string, id: string): Promise<StoredAuthorisation | undefined>
  /** Returns its number. */
  addAuthorisation(authorisation: Authorisation): Promise<number>
  setAuthorisationState(terminal: string, id: string, state: AuthorisationState): Promise<void>
  /** Of whatever terminal. */
  authorisationsNamed(id: string): Promise<StoredAuthorisation[]>
  /** Authorised and neither confirmed nor reversed, oldest first; of one card where its reference is given. */
  openAuthorisations(card?: string): Promise<StoredAuthorisation[]>
  /** Minor units that are on their way to this card: loads authorised and neither confirmed nor reversed. */
  underWay(card: string): Promise<number>

  settlement(card: string, generation: number, atc: number): Promise<Settlement | undefined>
  addSettlement(settlement: Settlement): Promise<void>
}
