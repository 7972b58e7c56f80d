import { concat, equalBytes } from '../../bytes/bytes'
import { sha1 } from '../../crypto/hash'
import type { RsaPublicKey } from '../../crypto/rsa'
import type { Field, Problem } from '../authentication'
import { expectByte, firstProblem } from '../certificate'
import { FieldReader } from '../field-reader'
import type { OpenedSignature, SignatureCheck, SignatureKind } from '../signature'
import { HASH_ALGORITHM_SHA1, HASH_LENGTH, HEADER, TRAILER } from './format'
import { recover } from './recover'

/** Everything of a signature but its own data and the padding: 6A, format, algorithm, hash 20, BC. */
const FIXED_LENGTH = 24

/**
 * Recovers what an RSA signature says (EMV Book 2, 5.4, 6.5.2, 6.6.2) with all the checks, in their order. The
 * signature is as long as the modulus it is under. Never throws on what a card says.
 */
export function openRsaSignature<T>(
  under: RsaPublicKey,
  kind: SignatureKind,
  { signature, signedData, readBody }: SignatureCheck<T>
): OpenedSignature<T> {
  const { step: name, section, tag } = kind
  const failed = (problem: Problem, fields: readonly Field[]): OpenedSignature<T> => ({
    step: { name, section, problem, fields }
  })
  if (signature === undefined) return failed({ kind: 'missing-objects', tags: [tag] }, [])
  const recovered = recover(under, tag, signature, FIXED_LENGTH)
  if (recovered.kind === 'bad') return failed(recovered.problem, recovered.fields)
  const { block } = recovered
  const reader = new FieldReader(block)
  const header = reader.byte('header')
  const format = reader.byte('format')
  const hashAlgorithm = reader.byte('hash-algorithm')
  const room = block.length - FIXED_LENGTH
  const body = readBody(reader, room)
  reader.take('padding', reader.left - HASH_LENGTH - 1)
  const hash = reader.take('hash', HASH_LENGTH)
  const trailer = reader.byte('trailer')
  const signed = concat(block.subarray(1, block.length - HASH_LENGTH - 1), signedData)
  const problem = firstProblem(
    expectByte('trailer', trailer, TRAILER),
    expectByte('header', header, HEADER),
    expectByte('format', format, kind.formats.rsa),
    body.problem,
    hashAlgorithm === HASH_ALGORITHM_SHA1 ? undefined : { kind: 'hash-algorithm', found: hashAlgorithm },
    equalBytes(sha1(signed), hash) ? undefined : { kind: 'hash' }
  )
  if (problem !== undefined) return failed(problem, reader.fields)
  return { step: { name, section, fields: reader.fields }, value: body.value }
}
