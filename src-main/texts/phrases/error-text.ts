import type { LocalText } from '../local-text'

/** What a person reads of an error. */
export interface ErrorText {
  readonly message: LocalText
  readonly remedy?: LocalText
  /** Whether doing the same again can do no harm. */
  readonly retrySafe: boolean
}
