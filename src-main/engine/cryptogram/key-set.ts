import { type KeyRef } from '../crypto/key-ref'

/** The three keys of an issuer, of a card or of a session: cryptograms, script MACs, script encipherment. */
export interface KeySet<Key extends KeyRef = KeyRef> {
  readonly ac: Key
  readonly mac: Key
  readonly enc: Key
}

/** What makes a card's keys its own. */
export interface CardNumber {
  /** Digits of the application PAN (5A), without padding: 1 to 19. */
  readonly pan: string
  /** PAN sequence number (5F34): two digits, `00` where the card has none. */
  readonly psn: string
}

/** The values of a transaction that keys are derived from. */
export interface Transaction {
  /** 9F36, 2 bytes. */
  readonly atc: Uint8Array
  /** 9F37, 4 bytes; M/Chip derives its keys from it. */
  readonly unpredictableNumber?: Uint8Array
  /** The ARQC of the transaction, 8 bytes: part of what a script MAC covers. */
  readonly ac?: Uint8Array
}
