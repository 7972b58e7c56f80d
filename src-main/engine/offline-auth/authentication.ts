import type { CaPublicKey } from './ca-key'
import type { OdaPublicKey } from './public-key'

/** What is done, in this order; each method does some of them. */
export type StepName =
  | 'ca-key'
  | 'issuer-certificate'
  | 'static-data'
  | 'signed-static-data'
  | 'icc-certificate'
  | 'pin-certificate'
  | 'response'
  | 'signed-dynamic-data'
  | 'signed-combined-data'
  | 'signed-fast-data'

/** A named run of bytes in what a step looked at. */
export type FieldName =
  | 'rid'
  | 'ca-index'
  | 'ca-modulus'
  | 'ca-exponent'
  | 'ca-point'
  | 'header'
  | 'format'
  | 'issuer-identifier'
  | 'pan'
  | 'expiry'
  | 'serial'
  | 'hash-algorithm'
  | 'key-algorithm'
  | 'signature-algorithm'
  | 'encipherment-algorithm'
  | 'curve'
  | 'key-length'
  | 'exponent-length'
  | 'key'
  | 'key-rest'
  | 'exponent'
  | 'point'
  | 'padding'
  | 'hash'
  | 'trailer'
  | 'signature'
  | 'records'
  | 'aip'
  | 'dac'
  | 'dynamic-length'
  | 'dynamic-number-length'
  | 'dynamic-number'
  | 'dynamic-rest'
  | 'cid'
  | 'cryptogram'
  | 'transaction-hash'
  | 'unreadable'

export interface Field {
  readonly name: FieldName
  /** Where it begins in the certificate, the recovered block or the data object that it is part of. */
  readonly offset: number
  readonly bytes: Uint8Array
  /** Holds a card number: not for a screen or a file unless a person asks for it. */
  readonly sensitive?: true
}

/** Why a step failed. */
export type Problem =
  /** ICC data missing: none of these was read. */
  | { readonly kind: 'missing-objects'; readonly tags: readonly number[] }
  | { readonly kind: 'unknown-ca-key'; readonly index: number }
  | { readonly kind: 'ca-key-expired'; readonly expiry: string }
  /** The data object with this tag must be as long as the key it is under, or as its fields say. */
  | { readonly kind: 'length'; readonly tag: number; readonly expected: number; readonly found: number }
  /** What is under the key is too short for its own fields. */
  | { readonly kind: 'too-short'; readonly tag: number; readonly least: number; readonly found: number }
  /** A key with an exponent other than 3 and 65537, an even modulus, or a point that is none of the curve. */
  | { readonly kind: 'unusable-key' }
  | { readonly kind: 'header' | 'trailer' | 'format'; readonly expected: number; readonly found: number }
  | { readonly kind: 'hash-algorithm' | 'key-algorithm' | 'curve'; readonly found: number }
  | { readonly kind: 'key-length'; readonly most: number; readonly found: number }
  | { readonly kind: 'hash' }
  | { readonly kind: 'signature' }
  | { readonly kind: 'issuer-identifier' }
  | { readonly kind: 'pan' }
  /** MMYY of the certificate, as its four nibbles. */
  | { readonly kind: 'expired'; readonly expiry: string }
  | { readonly kind: 'expiry-unreadable'; readonly expiry: string }
  | { readonly kind: 'revoked'; readonly serial: Uint8Array }
  /** A record that takes part is not one template 70. */
  | { readonly kind: 'record'; readonly sfi: number; readonly record: number }
  /** 9F4A names something else than the AIP. */
  | { readonly kind: 'tag-list' }
  /** What a signature says of itself does not fit it, or is too short for what it must hold. */
  | { readonly kind: 'signed-data'; readonly length: number }
  /** fDDA: the number that was signed is not the card's transaction counter. */
  | { readonly kind: 'dynamic-number' }
  /** CDA: the answer to GENERATE AC is not one template 77. */
  | { readonly kind: 'response' }
  | { readonly kind: 'cid'; readonly signed: number; readonly found: number }
  | { readonly kind: 'transaction-hash' }

/** One thing that was done, with the bytes it looked at, split into their fields. */
export interface Step {
  readonly name: StepName
  /** Specification and section. */
  readonly section: string
  /** Absent where the step succeeded. */
  readonly problem?: Problem
  /** What was recovered or read; as far as it went where the step failed. */
  readonly fields: readonly Field[]
}

export type AuthenticationOutcome =
  | { readonly kind: 'authenticated' }
  /** ICC data missing: these objects would be needed (TVR byte 1, bit 6, beside the method's own bit). */
  | { readonly kind: 'missing'; readonly step: StepName; readonly tags: readonly number[] }
  | { readonly kind: 'failed'; readonly step: StepName; readonly problem: Problem }

/** What an authentication came to, and everything that was done for it. */
export interface Authentication {
  readonly outcome: AuthenticationOutcome
  readonly steps: readonly Step[]
  /** The keys that were found, as far as it went. */
  readonly caKey?: CaPublicKey
  readonly issuerPublicKey?: OdaPublicKey
  readonly iccPublicKey?: OdaPublicKey
  /** Tag 9F45, 2 bytes; static authentication that succeeded. */
  readonly dataAuthenticationCode?: Uint8Array
  /** Tag 9F4C, 2 to 8 bytes; dynamic, combined or fast authentication that succeeded. */
  readonly iccDynamicNumber?: Uint8Array
  /** Combined authentication that succeeded: cryptogram information data and application cryptogram (8 bytes). */
  readonly cid?: number
  readonly cryptogram?: Uint8Array
}
