import type { Diversification } from '../secure-channel/diversification'
import type { Scp, ScpName, StaticKeys } from '../secure-channel/session'
import type { SecureChannel } from './secure-channel'

/** What a person asks for. */
export interface ChannelRequest {
  /** AID of the security domain; absent or empty: the card's default application. */
  readonly aid?: Uint8Array
  readonly keys: StaticKeys
  /** 0 or absent: the card chooses. */
  readonly keyVersion?: number
  readonly diversification: Diversification
  /** Absent: what the card says. */
  readonly protocol?: AskedProtocol
  /** P1 of EXTERNAL AUTHENTICATE. */
  readonly level: number
  readonly guard: AttemptGuard
  /** Goes on although an SCP03 card's challenge does not follow from its counter and name. */
  readonly acceptAnyChallenge?: boolean
}

export interface AskedProtocol {
  readonly name: ScpName
  /** Absent: what the card says. */
  readonly i?: number
  /** SCP03 with challenges and MACs of 16 bytes. */
  readonly s16?: boolean
}

/** What is remembered of the card: after a failed attempt, a further one needs the person's typed word. */
export interface AttemptGuard {
  /** EXTERNAL AUTHENTICATEs that this card has refused since the last good one. */
  readonly failedAttempts: number
  /** The person has typed that another attempt shall be made. */
  readonly confirmed: boolean
}

/** What INITIALIZE UPDATE told. */
export interface AboutCard {
  readonly kdd: Uint8Array
  readonly keyVersion: number
  readonly scp: Scp
}

/** `aes-keys-needed`, `3des-keys-needed`: by the protocol; `keys-differ`: not all three of one algorithm. */
export type KeysUnfit = 'aes-keys-needed' | '3des-keys-needed' | 'diversification-unfit' | 'keys-differ'

/** Only `open` and `rejected` have sent EXTERNAL AUTHENTICATE; all others have cost the card nothing. */
export type OpenOutcome =
  | { readonly kind: 'open'; readonly channel: SecureChannel }
  /** Nothing at all was sent: the guard wants a confirmation. */
  | { readonly kind: 'unconfirmed'; readonly failedAttempts: number }
  | { readonly kind: 'keys-unfit'; readonly reason: KeysUnfit; readonly answered?: Scp }
  | { readonly kind: 'not-selected'; readonly reason: string; readonly sw: number }
  | { readonly kind: 'update-refused'; readonly reason: string; readonly sw: number }
  | { readonly kind: 'unknown-protocol'; readonly number: number | undefined }
  | {
      readonly kind: 'other-protocol'
      readonly asked: AskedProtocol | undefined
      readonly answered: Scp
    }
  | { readonly kind: 'level-unsupported'; readonly scp: Scp; readonly level: number }
  /** `matching`: how the same keys would have to be diversified to be right. Only computed, never sent. */
  | ({ readonly kind: 'card-cryptogram-wrong'; readonly matching?: Diversification } & AboutCard)
  /** The keys are right, but the pseudo-random challenge is not the one of this domain. */
  | ({ readonly kind: 'challenge-unexpected' } & AboutCard)
  /** The card refused EXTERNAL AUTHENTICATE: the attempt counts. */
  | ({
      readonly kind: 'rejected'
      readonly reason: string
      readonly sw: number
      /** To be remembered for the card. */
      readonly failedAttempts: number
    } & AboutCard)

/** Why the card did not show that it knows the keys. */
export type NotProved = Exclude<OpenOutcome, { kind: 'open' | 'rejected' | 'unconfirmed' }>
