import { concat } from '../../bytes/bytes'
import { hex } from '../../bytes/hex'
import { ICC_CERTIFICATE, ISSUER_CERTIFICATE, type CertificateKind } from '../certificate'
import type { OdaPublicKey } from '../public-key'
import { HASH_ALGORITHM_SHA1, KEY_ALGORITHM_RSA } from '../rsa/format'
import { ALGORITHM_SM2, CURVE_SM2, NO_ENCIPHERMENT, POINT_LENGTH } from '../sm2/format'
import { type Composition, signWith } from '../../key-operations/operation'
import { runComposition } from '../../key-operations/run-composition'
import type { Signer, SigningKey } from '../../key-operations/signer'
import { isRsaKey, rsaRoom, signRsaBlock, type RsaSigningKey } from './rsa-block'

interface CertificateContent {
  /** Last month in which it is good: MMYY in packed digits, 2 bytes. */
  readonly expiry: Uint8Array
  /** 3 bytes, unique for the signer. */
  readonly serial: Uint8Array
  readonly publicKey: OdaPublicKey
}

export interface IssuerCertificateContent extends CertificateContent {
  /** First three to eight digits of the card numbers, filled with F, 4 bytes. */
  readonly identifier: Uint8Array
}

export interface IccCertificateContent extends CertificateContent {
  /** The card number's digits. */
  readonly pan: string
  /** Static data to be authenticated: records of the AFL, then the AIP where 9F4A asks for it. */
  readonly staticData: Uint8Array
}

/** What goes onto the card. */
export interface BuiltCertificate {
  /** Tag 90 or 9F46. */
  readonly certificate: Uint8Array
  /** Tag 92 or 9F48: what of an RSA key did not fit the certificate; absent where all did. */
  readonly remainder?: Uint8Array
  /** Tag 9F32 or 9F47; absent for SM2. */
  readonly exponent?: Uint8Array
}

const IDENTIFIER_LENGTH = 4
const PAN_LENGTH = 10
const NOTHING = new Uint8Array(0)

/** An issuer certificate under a CA key in memory (EMV Book 2, 5.1), see `certifyIssuer`. */
export function issuerCertificate(ca: Signer, content: IssuerCertificateContent): BuiltCertificate {
  return runComposition(certifyIssuer(ca, content))
}

/** A card's certificate under its issuer's key in memory (EMV Book 2, 6.1), see `certifyIcc`. */
export function iccCertificate(issuer: Signer, content: IccCertificateContent): BuiltCertificate {
  return runComposition(certifyIcc(issuer, content))
}

/** An issuer certificate under a CA key (EMV Book 2, 5.1). Throws a fault on sizes that the format does not have. */
export function* certifyIssuer(
  ca: SigningKey,
  content: IssuerCertificateContent
): Composition<BuiltCertificate> {
  return yield* certify(
    ca,
    ISSUER_CERTIFICATE,
    sized('identifier', content.identifier, IDENTIFIER_LENGTH),
    content,
    NOTHING
  )
}

/** A card's certificate under its issuer's key (EMV Book 2, 6.1). Throws a fault on sizes that the format does not have. */
export function* certifyIcc(
  issuer: SigningKey,
  content: IccCertificateContent
): Composition<BuiltCertificate> {
  if (!/^\d{8,20}$/.test(content.pan)) throw new Error('iccCertificate: a card number has 8 to 20 digits')
  const identity = hex(content.pan.padEnd(PAN_LENGTH * 2, 'F'))
  return yield* certify(issuer, ICC_CERTIFICATE, identity, content, content.staticData)
}

function* certify(
  signer: SigningKey,
  kind: CertificateKind,
  identity: Uint8Array,
  content: CertificateContent,
  beside: Uint8Array
): Composition<BuiltCertificate> {
  const expiry = sized('expiry', content.expiry, 2)
  const serial = sized('serial', content.serial, 3)
  const owner = concat(identity, expiry, serial)
  const { publicKey } = content
  if (isRsaKey(signer) && publicKey.algorithm === 'rsa') {
    return yield* certifyRsa(signer, kind, owner, publicKey, beside)
  }
  if (signer.algorithm === 'sm2' && publicKey.algorithm === 'sm2') {
    return yield* certifySm2(signer, kind, owner, publicKey.publicKey, beside)
  }
  throw new Error(`certify: ${signer.algorithm} does not sign a key of ${publicKey.algorithm}`)
}

function* certifyRsa(
  signer: RsaSigningKey,
  kind: CertificateKind,
  owner: Uint8Array,
  { modulus, exponent }: { readonly modulus: Uint8Array; readonly exponent: Uint8Array },
  beside: Uint8Array
): Composition<BuiltCertificate> {
  if (modulus.length > signer.length) {
    throw new Error(`certify: a key of ${modulus.length} bytes under one of ${signer.length}`)
  }
  const head = concat(
    Uint8Array.of(kind.formats.rsa),
    owner,
    Uint8Array.of(HASH_ALGORITHM_SHA1, KEY_ALGORITHM_RSA, modulus.length, exponent.length)
  )
  const room = rsaRoom(signer) - head.length
  const remainder = modulus.subarray(room)
  const content = concat(head, modulus.subarray(0, room))
  const certificate = yield* signRsaBlock(signer, content, concat(remainder, exponent, beside))
  return { certificate, exponent, ...(remainder.length > 0 && { remainder }) }
}

function* certifySm2(
  signer: SigningKey,
  kind: CertificateKind,
  owner: Uint8Array,
  publicKey: Uint8Array,
  beside: Uint8Array
): Composition<BuiltCertificate> {
  const content = concat(
    Uint8Array.of(kind.formats.sm2),
    owner,
    Uint8Array.of(ALGORITHM_SM2, NO_ENCIPHERMENT, CURVE_SM2, POINT_LENGTH),
    sized('publicKey', publicKey, POINT_LENGTH)
  )
  return { certificate: concat(content, yield* signWith(signer, concat(content, beside))) }
}

function sized(name: string, bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw new Error(`certify: ${name} has ${bytes.length} bytes, not ${length}`)
  return bytes
}
