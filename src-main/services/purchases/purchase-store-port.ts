/**
 * `waiting`: accepted, not yet known to the issuer. `uploaded`: the issuer took it. `disputed`: the issuer refused it.
 * `withdrawn`: not sent any more, which an earlier version did with those of TEST cards that were made anew.
 */
export type PurchaseState = 'waiting' | 'uploaded' | 'disputed' | 'withdrawn'

/** A purchase that a card approved offline at this terminal. Never a full card number. */
export interface StoredPurchase {
  /** Entry of the journal, which names the purchase for good. */
  readonly entry: string
  /** Reference of the card, its truncated number and its sequence number (2 digits). */
  readonly card: string
  readonly pan: string
  readonly psn: string
  readonly terminal: string
  readonly merchant: string
  readonly drawer: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** Minor units of `currency` (ISO 4217 numeric). */
  readonly amount: number
  readonly currency: number
  readonly atc: number
  /** Data objects for the issuer as TLV in upper-case hex, without number and track 2. */
  readonly chip: string
  readonly state: PurchaseState
  /** Why the issuer refused it; also of one that waits because it is to be sent again. */
  readonly reason?: string
  readonly changedAt: number
}

export interface PurchaseStore {
  find(entry: string): Promise<StoredPurchase | undefined>
  add(purchase: StoredPurchase): Promise<void>
  /** Oldest first. */
  inState(state: PurchaseState, card?: string): Promise<StoredPurchase[]>
  /** What the issuer said. Only a waiting purchase changes; returns whether it did. */
  settle(entry: string, state: 'uploaded' | 'disputed', at: number, reason?: string): Promise<boolean>
  /** A disputed purchase waits again; returns whether it was one. */
  sendAgain(entry: string, at: number): Promise<boolean>
}
