import type { Failed } from '../../globalplatform/perform-management'
import type { OpenOutcome } from '../../globalplatform/open-outcome'
import type { InterruptionReason } from '../../workflow/interruption'

/** Where on the way to a finished card. */
export type PersonalizationStep =
  | 'open-domain'
  | 'check'
  | 'create-domain'
  | 'delete'
  | 'install'
  | 'open-application'
  | 'write'
  | 'put-keys'
  | 'secure'

export interface Standing {
  readonly step: PersonalizationStep
  /** Id of the instance it is about. */
  readonly application?: string
  /** Something was changed: the card is to be made anew, or is scrap. Otherwise it is as it was. */
  readonly touched: boolean
}

export type NotOpened = Exclude<OpenOutcome, { readonly kind: 'open' }>

export type PersonalizationOutcome =
  /** `keyVersion`: of the keys that the security domain has now. */
  | { readonly kind: 'completed'; readonly keyVersion: number; readonly kdd: Uint8Array }
  | { readonly kind: 'not-opened'; readonly outcome: NotOpened; readonly standing: Standing }
  /** The registry could not be read. */
  | { readonly kind: 'unreadable'; readonly sw: number; readonly standing: Standing }
  /** The card is locked or terminated. */
  | { readonly kind: 'card-state'; readonly state: number; readonly standing: Standing }
  | { readonly kind: 'package-absent'; readonly package: Uint8Array; readonly standing: Standing }
  /** These are on the card already, and nobody said that they may go. */
  | { readonly kind: 'occupied'; readonly instances: readonly Uint8Array[]; readonly standing: Standing }
  /** Bytes of non-volatile memory. */
  | { readonly kind: 'memory'; readonly needed: number; readonly free: number; readonly standing: Standing }
  | { readonly kind: 'failed'; readonly failure: Failed; readonly standing: Standing }
  /** The card took other keys than were meant for it: it is scrap. */
  | { readonly kind: 'keys-wrong'; readonly standing: Standing }
  | { readonly kind: 'interrupted'; readonly reason: InterruptionReason; readonly standing: Standing }
