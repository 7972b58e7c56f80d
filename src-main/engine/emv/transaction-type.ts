/** What is to be done, as the processing code (9C) says it to the card. */
export type TransactionType =
  | 'purchase'
  | 'service'
  | 'cash'
  | 'cashback'
  | 'refund'
  | 'load-account'
  | 'load-other'
  | 'load-cash'
  | 'unload'
  | 'evidence'
  | 'script'

export interface TransactionRequest {
  readonly type: TransactionType
  /** Minor units of the terminal's currency, 0 to 999,999,999,999; what cashback adds is in it too. */
  readonly amount: number
  /** Cashback, minor units. */
  readonly otherAmount?: number
  /** Ask for an ARQC whatever card and limits say: loads, scripts, evidence. */
  readonly forceOnline?: boolean
  /** Contact: whether e-cash is offered by 9F7A where the rules allow it (default), or never. */
  readonly ecash?: 'offer' | 'never'
  /** Only applications whose AID begins with this. */
  readonly aid?: Uint8Array
}

/** Goods and services are what e-cash may pay for (JR/T 0025, e-cash). */
export function isSale(type: TransactionType): boolean {
  return type === 'purchase' || type === 'service'
}
