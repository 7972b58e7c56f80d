import { type KeyAlgorithm } from '../../crypto/key-ref'
import { type SessionMethod } from '../session-method'

/**
 * The versions by scheme and by the number that their specification prints: PBOC's and Visa's CVN 22 are hexadecimal
 * digits of the byte, Visa's 10, 17 and 18 are decimal, M/Chip's 10, 11, 14 and 15 hexadecimal (also known as 16, 17,
 * 20 and 21).
 */
export type ProfileId =
  | 'pboc-01'
  | 'pboc-17'
  | 'pboc-01-sm4'
  | 'pboc-17-sm4'
  | 'visa-10'
  | 'visa-17'
  | 'visa-18'
  | 'visa-22'
  | 'mchip-10'
  | 'mchip-11'
  | 'mchip-14'
  | 'mchip-15'

/** A data object, or the part of it, that a cryptogram covers. */
export interface InputField {
  readonly tag: number
  /** How many bytes the value must have; absent where it goes in whole, whatever its length. */
  readonly length?: number
  /** The part that goes in; the value must reach that far. */
  readonly part?: { readonly offset: number; readonly length: number }
}

/** What a PIN CHANGE/UNBLOCK carries. */
export interface PinChangeRules {
  /**
   * `masked`: control nibble and PIN, mixed with bytes of a card key (VIS); `iso-2`: ISO 9564 format 2;
   * `iso-2-without-current`: format 2 unless the current PIN is given, then masked.
   */
  readonly block: 'masked' | 'iso-2' | 'iso-2-without-current'
  /** Which card key masks the block. */
  readonly mask: 'ac' | 'enc'
  /** `sized`: length byte, block, padding method 2, in ECB; `chained`: the bare block, padded only where needed, in CBC. */
  readonly encipherment: 'sized' | 'chained'
}

export interface ScriptRules {
  readonly session: SessionMethod
  /** Bytes of the MAC that are sent. */
  readonly macLength: 4 | 8
  readonly pin: PinChangeRules
}

/** One cryptogram version: data for the compositions. */
export interface CryptogramProfile {
  readonly id: ProfileId
  readonly scheme: 'pboc' | 'visa' | 'mchip'
  /** The cryptogram version number as the byte in 9F10. */
  readonly cvn: number
  readonly algorithm: Extract<KeyAlgorithm, '3des' | 'sm4'>
  readonly section: string
  /** In the order in which they are put together. */
  readonly fields: readonly InputField[]
  /** ISO/IEC 9797-1: 1 adds zeros where needed, 2 always adds 80 and zeros. */
  readonly padding: 1 | 2
  /** The key of the application cryptogram. */
  readonly session: SessionMethod
  readonly arpc: {
    readonly method: 1 | 2
    readonly session: SessionMethod
  }
  readonly script: ScriptRules
  /** `vectors`: equal to values published elsewhere; `self-consistent`: only to our own. */
  readonly evidence: 'vectors' | 'self-consistent'
}
