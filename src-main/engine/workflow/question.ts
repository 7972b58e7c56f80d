import type { Secret } from '../crypto/secret'
import type { LocalText } from '../../texts/local-text'

/** What only the person at the desk or the cardholder can say. */
export type Question =
  /** `triesLeft` where the card told it; `purpose` decides who checks it; `optional`: it can be done without. */
  | {
      readonly kind: 'pin'
      readonly purpose: 'offline' | 'online' | 'new'
      readonly triesLeft?: number
      readonly optional?: true
      /** Minor units and ISO 4217 numeric code that the PIN agrees to. */
      readonly amount?: number
      readonly currency?: number
    }
  /** Which of several applications, in the card's order of priority. */
  | { readonly kind: 'application'; readonly candidates: readonly { aid: Uint8Array; label: string }[] }
  /** Has the signature on the slip been compared? Or any yes or no, in words. */
  | { readonly kind: 'confirm'; readonly text: LocalText }

export type Reply =
  /** 4 to 12 digits as ASCII; undefined where the holder passes over it. */
  | { readonly kind: 'pin'; readonly pin: Secret | undefined }
  | { readonly kind: 'application'; readonly index: number }
  | { readonly kind: 'confirm'; readonly yes: boolean }
  /** The person stops here. */
  | { readonly kind: 'cancelled' }

export type ReplyTo<Q extends Question> = Extract<Reply, { kind: Q['kind'] | 'cancelled' }>
