import type { FieldName, Problem, Step, StepName } from './authentication'
import type { OdaPublicKey } from './public-key'

/** What distinguishes one kind of public key certificate from the others. */
export interface CertificateKind {
  readonly step: StepName
  /** Specification and section, for RSA. */
  readonly section: string
  /** Certificate, the part of the RSA key that does not fit it, RSA exponent. */
  readonly tags: { readonly certificate: number; readonly remainder: number; readonly exponent: number }
  /** Certificate format, second byte of an RSA certificate, first of an SM2 one. */
  readonly formats: { readonly rsa: number; readonly sm2: number }
  /** Whom it certifies. */
  readonly identity: { readonly name: FieldName; readonly length: number; readonly sensitive: boolean }
}

export const ISSUER_CERTIFICATE: CertificateKind = {
  step: 'issuer-certificate',
  section: 'EMV Book 2, 5.3',
  tags: { certificate: 0x90, remainder: 0x92, exponent: 0x9f32 },
  formats: { rsa: 0x02, sm2: 0x12 },
  identity: { name: 'issuer-identifier', length: 4, sensitive: false }
}

export const ICC_CERTIFICATE: CertificateKind = {
  step: 'icc-certificate',
  section: 'EMV Book 2, 6.4',
  tags: { certificate: 0x9f46, remainder: 0x9f48, exponent: 0x9f47 },
  formats: { rsa: 0x04, sm2: 0x14 },
  identity: { name: 'pan', length: 10, sensitive: true }
}

/** Certifies the key under which a PIN is enciphered; no static data takes part (EMV Book 2, 7.1). */
export const PIN_CERTIFICATE: CertificateKind = {
  step: 'pin-certificate',
  section: 'EMV Book 2, 7.1',
  tags: { certificate: 0x9f2d, remainder: 0x9f2f, exponent: 0x9f2e },
  formats: { rsa: 0x04, sm2: 0x14 },
  identity: { name: 'pan', length: 10, sensitive: true }
}

/** What a certificate is opened with and checked against. */
export interface CertificateCheck {
  readonly objects: (tag: number) => Uint8Array | undefined
  /** Signed after the certificate's own fields: the static data to be authenticated, or nothing. */
  readonly signedData: Uint8Array
  /** The terminal's date, YYMMDD. */
  readonly date: string
  /** Checks that the certificate is for this card. */
  readonly identityProblem: (identity: Uint8Array) => Problem | undefined
  readonly isRevoked: (serial: Uint8Array) => boolean
}

export interface OpenedCertificate {
  readonly step: Step
  /** Absent where the step failed. */
  readonly publicKey?: OdaPublicKey
}

/** The first problem there is, in the order of the specification's checks. */
export function firstProblem(...problems: readonly (Problem | undefined)[]): Problem | undefined {
  return problems.find((problem) => problem !== undefined)
}

/** A check of one byte. */
export function expectByte(
  kind: 'header' | 'trailer' | 'format',
  found: number,
  expected: number
): Problem | undefined {
  return found === expected ? undefined : { kind, expected, found }
}
