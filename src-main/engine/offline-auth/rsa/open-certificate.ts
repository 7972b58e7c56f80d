import { concat, equalBytes } from '../../bytes/bytes'
import { sha1 } from '../../crypto/hash'
import type { RsaPublicKey } from '../../crypto/rsa'
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
import { isUsableRsaKey, recover } from './recover'
import { HASH_ALGORITHM_SHA1, HASH_LENGTH, HEADER, KEY_ALGORITHM_RSA, TRAILER } from './format'

/** Everything of a certificate but identity and key: 6A, format, expiry 2, serial 3, algorithms 2, lengths 2, hash 20, BC. */
const FIXED_LENGTH = 32

/**
 * Recovers a public key from an RSA certificate (EMV Book 2, 5.3, 6.4, 7.1) with all the checks, in their order. The
 * certificate is as long as the modulus it is under; the key's part in it is what 32 fixed bytes and the identity
 * (issuer 4, card 10 bytes) leave. Never throws on what a card says.
 */
export function openRsaCertificate(
  under: RsaPublicKey,
  kind: CertificateKind,
  check: CertificateCheck
): OpenedCertificate {
  const { tags, identity, step: name, section } = kind
  const certificate = check.objects(tags.certificate)
  const exponent = check.objects(tags.exponent)
  const failed = (problem: Problem, fields: readonly Field[]): OpenedCertificate => ({
    step: { name, section, problem, fields }
  })
  if (certificate === undefined || exponent === undefined) {
    const missing = [tags.certificate, tags.exponent].filter((tag) => check.objects(tag) === undefined)
    return failed({ kind: 'missing-objects', tags: missing }, [])
  }
  const recovered = recover(under, tags.certificate, certificate, FIXED_LENGTH + identity.length)
  if (recovered.kind === 'bad') return failed(recovered.problem, recovered.fields)
  const { block } = recovered
  const reader = new FieldReader(block)
  const header = reader.byte('header')
  const format = reader.byte('format')
  const identityBytes = reader.take(identity.name, identity.length, identity.sensitive)
  const expiry = reader.take('expiry', 2)
  const serial = reader.take('serial', 3)
  const hashAlgorithm = reader.byte('hash-algorithm')
  const keyAlgorithm = reader.byte('key-algorithm')
  const keyLength = reader.byte('key-length')
  reader.take('exponent-length', 1)
  const room = block.length - FIXED_LENGTH - identity.length
  const keyPart = reader.take('key', Math.min(keyLength, room))
  reader.take('padding', room - keyPart.length)
  const hash = reader.take('hash', HASH_LENGTH)
  const trailer = reader.byte('trailer')
  const remainder = check.objects(tags.remainder) ?? new Uint8Array(0)
  const fields = [...reader.fields, ...outside('key-rest', remainder), ...outside('exponent', exponent)]
  const signed = concat(
    block.subarray(1, block.length - HASH_LENGTH - 1),
    remainder,
    exponent,
    check.signedData
  )
  const modulus = concat(keyPart, remainder).subarray(0, keyLength)
  const publicKey = { algorithm: 'rsa', modulus, exponent } as const
  const problem = firstProblem(
    expectByte('trailer', trailer, TRAILER),
    expectByte('header', header, HEADER),
    expectByte('format', format, kind.formats.rsa),
    keyLengthProblem(keyLength, room, under.modulus.length, tags.remainder, check.objects(tags.remainder)),
    hashAlgorithm === HASH_ALGORITHM_SHA1 ? undefined : { kind: 'hash-algorithm', found: hashAlgorithm },
    equalBytes(sha1(signed), hash) ? undefined : { kind: 'hash' },
    check.identityProblem(identityBytes),
    expiryProblem(expiry, check.date),
    check.isRevoked(serial) ? { kind: 'revoked', serial } : undefined,
    keyAlgorithm === KEY_ALGORITHM_RSA ? undefined : { kind: 'key-algorithm', found: keyAlgorithm },
    isUsableRsaKey(publicKey) ? undefined : { kind: 'unusable-key' }
  )
  return problem === undefined ? { step: { name, section, fields }, publicKey } : failed(problem, fields)
}

/** The key may not be longer than the one it is under, and what does not fit the certificate is in the remainder. */
function keyLengthProblem(
  keyLength: number,
  room: number,
  most: number,
  remainderTag: number,
  remainder: Uint8Array | undefined
): Problem | undefined {
  if (keyLength > most) return { kind: 'key-length', most, found: keyLength }
  const expected = keyLength - room
  if (expected <= 0) return undefined
  if (remainder === undefined) return { kind: 'missing-objects', tags: [remainderTag] }
  if (remainder.length === expected) return undefined
  return { kind: 'length', tag: remainderTag, expected, found: remainder.length }
}

/** A data object of its own, beside the certificate. */
function outside(name: 'key-rest' | 'exponent', bytes: Uint8Array): Field[] {
  return bytes.length === 0 ? [] : [{ name, offset: 0, bytes }]
}
