/** What is true of something that was interrupted. */
export type Verdict =
  /** The card did it. */
  | { readonly kind: 'applied' }
  /** It did not, and it cannot any more. */
  | { readonly kind: 'not-applied' }
  /** Partly, or perhaps; doing it again makes it certain and changes nothing otherwise. */
  | { readonly kind: 'repeat' }
  /** Only the card can tell, and it has not been asked. */
  | { readonly kind: 'needs-card' }
  /** Only a cryptogram of the card can tell: how many script commands it counted. */
  | { readonly kind: 'needs-counter' }
  /** Nobody can tell. */
  | { readonly kind: 'ambiguous'; readonly why: AmbiguityReason }

export type AmbiguityReason =
  /** The counter of the card is behind the entry's: it was made anew, or is another one with the same number. */
  | 'card-was-reset'
  /** More has happened since than the card's log keeps. */
  | 'log-overwritten'
  /** The log does not tell, and the balance is neither the one before nor the one after. */
  | 'balance-unexpected'
  /** The log does not tell, and the balance may be what it is for another reason. */
  | 'balance-moved'
  /** The log does not tell, and what the card held before is not known. */
  | 'nothing-to-compare'
  /** The log and the balance cannot both be right. */
  | 'log-contradicts'

export const APPLIED: Verdict = { kind: 'applied' }
export const NOT_APPLIED: Verdict = { kind: 'not-applied' }
export const REPEAT: Verdict = { kind: 'repeat' }
export const NEEDS_CARD: Verdict = { kind: 'needs-card' }
