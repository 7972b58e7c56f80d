import type { Secret } from '../crypto/secret'

/** Values of the data objects that a chip and its terminal send along (DE55), by tag; also 5A or 57, and 5F34. */
export type ChipData = ReadonlyMap<number, Uint8Array>

/** Where the money of a load comes from. A PAN is digits without separators and stays within the request. */
export type LoadSource =
  /** The account that belongs to the card (designated account). */
  | { readonly kind: 'account' }
  /** Another account, whose holder agrees with the PIN of its card (non-designated account). */
  | { readonly kind: 'other-account'; readonly pan: string; readonly pin?: Secret }
  /** Money that the customer puts on the counter; it goes into the cash drawer. */
  | { readonly kind: 'cash' }

/** What is wanted of the issuer. Amounts in minor units. */
export type HostService =
  | { readonly kind: 'purchase' }
  /** Moves nothing: the issuer checks the cryptogram and with it the balance that the chip states. */
  | { readonly kind: 'evidence' }
  | { readonly kind: 'load'; readonly from: LoadSource }
  /** The issuer loads what it keeps for this card (updates after an interrupted load; amount 0 in the request). */
  | { readonly kind: 'load-kept' }
  | { readonly kind: 'unload'; readonly to: 'account' | 'cash' }
  | {
      readonly kind: 'set-limits'
      readonly balanceLimit?: number
      readonly transactionLimit?: number
      readonly resetThreshold?: number
    }
  /** `pin`: 4 to 12 digits as ASCII. */
  | { readonly kind: 'change-pin'; readonly pin: Secret }
  | { readonly kind: 'unblock-pin' }
  | { readonly kind: 'block-application' }
  | { readonly kind: 'unblock-application' }
  | { readonly kind: 'block-card' }

export type HostServiceKind = HostService['kind']

/** Where a request comes from; the issuer tells terminals apart by `terminal`, and requests of one by their id. */
export interface RequestOrigin {
  readonly terminal: string
  readonly merchant: string
  /** The cash drawer of this desk. */
  readonly drawer: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/**
 * A request to the issuer. `id` names it for good: the same id again is the same request, which moves money once and
 * gets the first answer again. Amounts are in minor units of `currency` (ISO 4217 numeric, 156 for CNY).
 */
export type HostRequest =
  | {
      readonly kind: 'authorise'
      readonly id: string
      readonly origin: RequestOrigin
      readonly service: HostService
      readonly amount: number
      readonly currency: number
      readonly chip: ChipData
      /** 4 to 12 digits as ASCII, where the holder entered it for the issuer to check (online PIN). */
      readonly pin?: Secret
    }
  /** The card did what `original` was authorised for. `scriptResults`: DF31 (JR/T 0025), 5 bytes a script. */
  | {
      readonly kind: 'confirm'
      readonly id: string
      readonly origin: RequestOrigin
      readonly original: string
      readonly scriptResults?: Uint8Array
      /** Data of the second GENERATE AC, where there was one. */
      readonly chip?: ChipData
    }
  /**
   * The card did not do it, or nobody may rely on it. Also right for an original that the issuer never saw, and then
   * keeps that from being authorised later. `keep`: an amount that was on its way to the card stays kept for it.
   */
  | {
      readonly kind: 'reverse'
      readonly id: string
      readonly origin: RequestOrigin
      readonly original: string
      readonly reason: ReversalReason
      readonly keep?: boolean
    }
  /** A purchase that the card approved offline, with its TC. */
  | {
      readonly kind: 'advice'
      readonly id: string
      readonly origin: RequestOrigin
      readonly amount: number
      readonly currency: number
      readonly chip: ChipData
    }
  /**
   * A purchase that the card's own log and balance prove although its TC was lost with the card. `evidence` names the
   * authorised `evidence` request that shows the balance afterwards. `refund`: to be loaded back onto the card.
   */
  | {
      readonly kind: 'claim'
      readonly id: string
      readonly origin: RequestOrigin
      readonly amount: number
      readonly currency: number
      readonly atc: number
      readonly evidence: string
      readonly refund: boolean
    }

export type ReversalReason = 'card-removed' | 'card-refused' | 'no-answer' | 'script-failed' | 'cancelled'

/** The issuer's word. `arc`: authorisation response code, 2 characters; `00` is approval. */
export interface HostAnswer {
  /** Id of the request. */
  readonly id: string
  readonly arc: string
  /** Issuer authentication data (91): ARPC (8 bytes) and ARC (2 bytes); absent where there is none to give. */
  readonly issuerAuthentication?: Uint8Array
  /** Before or after the second GENERATE AC, in the order of sending. Each command is a whole APDU. */
  readonly scripts: readonly HostScript[]
  /** Minor units that the card shall hold afterwards, where the scripts change its balance. */
  readonly balanceAfter?: number
  /** Why it was declined, as a code for which there is a sentence (`texts/phrases/issuer`). */
  readonly reason?: HostReason
}

export interface HostScript {
  /** 71: before the second GENERATE AC; 72: after it (EMV Book 3, 10.10). */
  readonly template: 0x71 | 0x72
  /** 9F18, 4 bytes. */
  readonly id: Uint8Array
  readonly commands: readonly Uint8Array[]
}

/** Why an issuer said no. */
export type HostReason =
  | 'card-unknown'
  | 'card-blocked'
  | 'account-unknown'
  | 'account-closed'
  | 'insufficient-funds'
  | 'over-balance-limit'
  | 'over-limit'
  | 'amount-invalid'
  | 'currency-differs'
  | 'cryptogram-wrong'
  | 'balance-unproven'
  | 'atc-replayed'
  | 'atc-jumped'
  | 'psn-mismatch'
  | 'expired'
  | 'pin-wrong'
  | 'pin-tries-exceeded'
  | 'nothing-kept'
  | 'data-missing'
  | 'already-reversed'
  | 'already-confirmed'
  | 'original-unknown'
  | 'duplicate-with-other-content'
  | 'service-unavailable'

/** What became of a request: an answer that is not about it counts as none. */
export type HostReply =
  | { readonly kind: 'answer'; readonly answer: HostAnswer }
  | { readonly kind: 'no-answer'; readonly reason: 'timeout' | 'unreachable' | 'malformed' }
