import { concat } from '../../bytes/bytes'
import { sm2Verify } from '../../crypto/sm2'
import type { Field, Problem } from '../authentication'
import { expectByte, firstProblem } from '../certificate'
import { FieldReader } from '../field-reader'
import type { OpenedSignature, SignatureCheck, SignatureKind } from '../signature'
import { SECTION, SIGNATURE_LENGTH } from './format'

/**
 * Checks an SM2 signature over its own fields, which stand before it in clear, and what the terminal knows. Never
 * throws on what a card says.
 */
export function openSm2Signature<T>(
  under: Uint8Array,
  kind: SignatureKind,
  { signature: value, signedData, readBody }: SignatureCheck<T>
): OpenedSignature<T> {
  const { step: name, tag } = kind
  const failed = (problem: Problem, fields: readonly Field[]): OpenedSignature<T> => ({
    step: { name, section: SECTION, problem, fields }
  })
  if (value === undefined) return failed({ kind: 'missing-objects', tags: [tag] }, [])
  const least = 1 + SIGNATURE_LENGTH
  if (value.length < least) {
    return failed({ kind: 'too-short', tag, least, found: value.length }, [
      { name: 'unreadable', offset: 0, bytes: value }
    ])
  }
  const reader = new FieldReader(value)
  const format = reader.byte('format')
  const body = readBody(reader, value.length - least)
  const expected = value.length - (reader.left - SIGNATURE_LENGTH)
  reader.take('unreadable', reader.left - SIGNATURE_LENGTH)
  const own = value.subarray(0, value.length - SIGNATURE_LENGTH)
  const signature = reader.take('signature', SIGNATURE_LENGTH)
  const problem = firstProblem(
    expectByte('format', format, kind.formats.sm2),
    body.problem,
    value.length === expected ? undefined : { kind: 'length', tag, expected, found: value.length },
    sm2Verify(under, concat(own, signedData), signature) ? undefined : { kind: 'signature' }
  )
  if (problem !== undefined) return failed(problem, reader.fields)
  return { step: { name, section: SECTION, fields: reader.fields }, value: body.value }
}
