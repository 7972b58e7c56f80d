import { concat } from '../../bytes/bytes'
import { sm2Verify } from '../../crypto/sm2'
import type { Field, Problem } from '../authentication'
import {
  expectByte,
  firstProblem,
  type CertificateCheck,
  type CertificateKind,
  type OpenedCertificate
} from '../certificate'
import { expiryProblem } from '../expiry'
import { FieldReader } from '../field-reader'
import { ALGORITHM_SM2, CURVE_SM2, POINT_LENGTH, SECTION, SIGNATURE_LENGTH } from './format'

/** Format, expiry 2, serial 3, two algorithms, curve, key length; before the key. */
const FIXED_LENGTH = 10

/**
 * Checks an SM2 certificate (JR/T 0025 with SM2). All of it is in clear: fields, key 64 bytes, signature 64 bytes.
 * Never throws on what a card says.
 */
export function openSm2Certificate(
  under: Uint8Array,
  kind: CertificateKind,
  check: CertificateCheck
): OpenedCertificate {
  const { tags, identity, step: name } = kind
  const certificate = check.objects(tags.certificate)
  const failed = (problem: Problem, fields: readonly Field[]): OpenedCertificate => ({
    step: { name, section: SECTION, problem, fields }
  })
  if (certificate === undefined) return failed({ kind: 'missing-objects', tags: [tags.certificate] }, [])
  const signedLength = FIXED_LENGTH + identity.length + POINT_LENGTH
  const expected = signedLength + SIGNATURE_LENGTH
  const reader = new FieldReader(certificate)
  const format = reader.byte('format')
  const identityBytes = reader.take(identity.name, identity.length, identity.sensitive)
  const expiry = reader.take('expiry', 2)
  const serial = reader.take('serial', 3)
  const signatureAlgorithm = reader.byte('signature-algorithm')
  reader.take('encipherment-algorithm', 1)
  const curve = reader.byte('curve')
  const keyLength = reader.byte('key-length')
  const publicKey = reader.take('point', POINT_LENGTH)
  const signature = reader.take('signature', SIGNATURE_LENGTH)
  reader.take('unreadable', reader.left)
  if (certificate.length !== expected) {
    const found = certificate.length
    return failed({ kind: 'length', tag: tags.certificate, expected, found }, reader.fields)
  }
  const signed = concat(certificate.subarray(0, signedLength), check.signedData)
  const problem = firstProblem(
    expectByte('format', format, kind.formats.sm2),
    signatureAlgorithm === ALGORITHM_SM2 ? undefined : { kind: 'key-algorithm', found: signatureAlgorithm },
    curve === CURVE_SM2 ? undefined : { kind: 'curve', found: curve },
    keyLength === POINT_LENGTH ? undefined : { kind: 'key-length', most: POINT_LENGTH, found: keyLength },
    sm2Verify(under, signed, signature) ? undefined : { kind: 'signature' },
    check.identityProblem(identityBytes),
    expiryProblem(expiry, check.date),
    check.isRevoked(serial) ? { kind: 'revoked', serial } : undefined
  )
  if (problem !== undefined) return failed(problem, reader.fields)
  return {
    step: { name, section: SECTION, fields: reader.fields },
    publicKey: { algorithm: 'sm2', publicKey }
  }
}
