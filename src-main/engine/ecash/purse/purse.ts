/** A line of a card's transaction log or load log, as it was read. */
export interface PurseLogLine {
  /** `load` and `unload` come from the load log, where before and after are written. */
  readonly kind: 'load' | 'unload' | 'purchase' | 'other'
  /** Local time of the terminal that wrote it, `2026-03-15T10:00:01`; without what makes no sense. */
  readonly at?: string
  /** Minor units. */
  readonly amount: number
  /** ISO 4217 numeric. */
  readonly currency: number
  readonly before?: number
  readonly after?: number
  readonly atc?: number
  readonly place?: string
}

export interface PurseLog {
  /** Newest first. */
  readonly lines: readonly PurseLogLine[]
  /** Records that the card keeps; 0 where it keeps no such log. */
  readonly capacity: number
  /** Records that hold something, also what is of no concern here and not among the lines. */
  readonly written: number
  /** Every record was read and understood: what is not among the lines is not in the log. */
  readonly complete: boolean
}

/** What the limits of e-cash are, in minor units; absent where the card does not tell. */
export interface PurseLimits {
  /** 9F77: what the card may hold. */
  readonly balance?: number
  /** 9F78: what one transaction may take. */
  readonly transaction?: number
  /** 9F6D: below it the card wants to go online. */
  readonly threshold?: number
}

/** The e-cash application of a card and all that it says of its money. */
export interface Purse {
  readonly aid: Uint8Array
  readonly label?: string
  /** Digits; never to be shown or kept in full. */
  readonly pan: string
  /** 2 digits, `00` where the card has none. */
  readonly psn: string
  readonly holder?: string
  /** YYYY-MM. */
  readonly expiry?: string
  /** Answered SELECT with 6283. */
  readonly blocked: boolean
  /** ISO 4217 numeric. */
  readonly currency: number
  /** 9F79, minor units. */
  readonly balance: number
  readonly limits: PurseLimits
  /** The second currency's purse (DF71, DF79, DF77), where the card has one. */
  readonly second?: { readonly currency: number; readonly balance: number; readonly balanceLimit?: number }
  /** 9F36 and 9F13. */
  readonly atc: number
  readonly lastOnlineAtc?: number
  /** 9F17; absent where the card has no PIN. */
  readonly pinTriesLeft?: number
  readonly loads: PurseLog
  readonly transactions: PurseLog
  /** Whether flash pay is in the transaction log too (9F68); absent where the card does not tell or was not asked. */
  readonly logsFlashPay?: boolean
}
