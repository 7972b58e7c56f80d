import type { Problem, Step, StepName } from './authentication'
import type { FieldReader } from './field-reader'

/** One kind of signature that a card carries or makes. */
export interface SignatureKind {
  readonly step: StepName
  /** Specification and section, for RSA. */
  readonly section: string
  /** Tag of the signature. */
  readonly tag: number
  /** Signed data format, second byte of an RSA signature, first of an SM2 one. */
  readonly formats: { readonly rsa: number; readonly sm2: number }
}

export const SIGNED_STATIC_DATA: SignatureKind = {
  step: 'signed-static-data',
  section: 'EMV Book 2, 5.4',
  tag: 0x93,
  formats: { rsa: 0x03, sm2: 0x13 }
}

export const SIGNED_DYNAMIC_DATA: SignatureKind = {
  step: 'signed-dynamic-data',
  section: 'EMV Book 2, 6.5.2',
  tag: 0x9f4b,
  formats: { rsa: 0x05, sm2: 0x15 }
}

export const SIGNED_COMBINED_DATA: SignatureKind = {
  ...SIGNED_DYNAMIC_DATA,
  step: 'signed-combined-data',
  section: 'EMV Book 2, 6.6.2'
}

export const SIGNED_FAST_DATA: SignatureKind = {
  ...SIGNED_DYNAMIC_DATA,
  step: 'signed-fast-data',
  section: 'JR/T 0025, qPBOC'
}

/** What a signature is opened with. `T` is what its own data field says. */
export interface SignatureCheck<T> {
  readonly signature: Uint8Array | undefined
  /** Signed after the signature's own fields: the static data, or what the terminal gave. */
  readonly signedData: Uint8Array
  /** Reads the own data field: of a static signature the DAC, of a dynamic one its length and the dynamic data. */
  readonly readBody: (reader: FieldReader, room: number) => Body<T>
}

/** What the own data field of a signature says, and what is wrong with it. */
export interface Body<T> {
  readonly value: T
  readonly problem?: Problem
}

export interface OpenedSignature<T> {
  readonly step: Step
  /** Absent where the step failed. */
  readonly value?: T
}
