/** An account of the ledger. Minor units of its currency; what came in less what went out. */
export interface LedgerAccount {
  readonly id: string
  /** ISO 4217 numeric. */
  readonly currency: number
  readonly balance: number
}

/**
 * A posting: `amount` goes from one account to another, so that every posting sums to zero by its shape. `request`
 * names what it was done for.
 */
export interface Transfer {
  readonly request: string
  /** What it was for: a stable word, e.g. `load`. */
  readonly purpose: string
  readonly source: string
  readonly target: string
  /** Minor units, at least 1. */
  readonly amount: number
  readonly currency: number
  /** Milliseconds since 1970. */
  readonly at: number
}

export interface StoredTransfer extends Transfer {
  /** Counts from 1 in the order of posting. */
  readonly number: number
}

/** An account's balance beside what its transfers sum up to; the two are the same in a sound ledger. */
export interface AccountSum {
  readonly id: string
  readonly balance: number
  readonly transferred: number
}

/** Transfers are only ever added; the database refuses to change or remove one. */
export interface LedgerStore {
  account(id: string): Promise<LedgerAccount | undefined>
  /** All accounts, or those whose id begins with `prefix`; without those that hold nothing where `empty` is false. */
  accounts(filter?: { readonly prefix?: string; readonly empty?: boolean }): Promise<LedgerAccount[]>
  /** Opens an account that is not there yet. */
  open(id: string, currency: number): Promise<void>
  /** Adds the transfer and moves both balances with it. */
  add(transfer: Transfer): Promise<void>
  /** Newest first, of all accounts or of one. `before`: only those with a lower number. */
  transfers(page: {
    readonly account?: string
    readonly before?: number
    readonly most: number
  }): Promise<StoredTransfer[]>
  /** The balance of every account against its transfers; reads all of them. */
  sums(): Promise<AccountSum[]>
}
