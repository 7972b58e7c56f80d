import type { KeyRef } from '../../crypto/key-ref'
import type { Secret } from '../../crypto/secret'

/** What a data grouping holds: bytes that may be seen; a secret; or keys one after the other, wherever they lie. */
export type DgiContent =
  | { readonly kind: 'plain'; readonly bytes: Uint8Array }
  | { readonly kind: 'secret'; readonly secret: Secret }
  | { readonly kind: 'keys'; readonly keys: readonly KeyRef[]; readonly checks: Uint8Array }

export interface PreparedDgi {
  /** 2 bytes. */
  readonly id: number
  readonly content: DgiContent
  /** Whether it goes under the session's data key, and with 80 and zeros behind it. */
  readonly encrypt: boolean
  readonly pad: boolean
}

/** An instance to be installed, and its data groupings in the order of writing. */
export interface PreparedApplication {
  readonly id: string
  readonly module: Uint8Array
  readonly instance: Uint8Array
  readonly privileges: Uint8Array
  /** What stands in C9 of INSTALL. */
  readonly parameters: Uint8Array
  readonly groupings: readonly PreparedDgi[]
}

/** What the issuer has to know of a card to serve it. */
export interface CardRecord {
  readonly pan: string
  readonly psn: string
  /** ISO dates. */
  readonly expiry: string
  readonly effective: string
  readonly name: string
  readonly account?: string
  readonly serviceCode: string
  /** Minor units. */
  readonly limits: Readonly<Record<'balance' | 'transaction' | 'resetThreshold' | 'cvm', number>>
  readonly pin?: Secret
  /** 4 and 3 digits; absent where there is no key for them. `cvv2` is printed on the back. */
  readonly pvv?: string
  readonly cvv2?: Secret
}

export interface PreparedCard {
  /** Id of the profile. */
  readonly profile: string
  readonly package: Uint8Array
  readonly applications: readonly PreparedApplication[]
  readonly record: CardRecord
}
