import type { Field, Problem, Step } from './authentication'
import type { CaPublicKey } from './ca-key'
import type { CardData } from './card-data'
import { ISSUER_CERTIFICATE } from './certificate'
import { isAfter } from './expiry'

const SECTION = 'EMV Book 2, 5.2'
const TAG_CA_INDEX = 0x8f
const RID_LENGTH = 5
/** Length of an SM2 issuer certificate: 78 bytes of fields, 64 of signature. */
const SM2_CERTIFICATE_LENGTH = 142

export interface FoundCaKey {
  readonly step: Step
  /** Absent where the step failed. */
  readonly caKey?: CaPublicKey
}

/**
 * Finds the certification authority's key that the card names by its RID and index 8F (EMV Book 2, 5.2). Where an RSA
 * and an SM2 key share the index, the issuer certificate's shape decides.
 */
export function findCaKey({ aid, objects, caKeys, date }: CardData): FoundCaKey {
  const rid = aid.subarray(0, RID_LENGTH)
  const indexBytes = objects(TAG_CA_INDEX)
  const index = indexBytes?.[0]
  const named: Field[] = [{ name: 'rid', offset: 0, bytes: rid }]
  const failed = (problem: Problem, fields: readonly Field[] = named): FoundCaKey => ({
    step: { name: 'ca-key', section: SECTION, problem, fields }
  })
  if (indexBytes === undefined || index === undefined) {
    return failed({ kind: 'missing-objects', tags: [TAG_CA_INDEX] })
  }
  named.push({ name: 'ca-index', offset: RID_LENGTH, bytes: indexBytes.subarray(0, 1) })
  if (indexBytes.length !== 1) {
    return failed({ kind: 'length', tag: TAG_CA_INDEX, expected: 1, found: indexBytes.length })
  }
  const keys = caKeys(rid, index)
  const likely = looksLikeSm2(objects(ISSUER_CERTIFICATE.tags.certificate)) ? 'sm2' : 'rsa'
  const caKey = keys.find(({ algorithm }) => algorithm === likely) ?? keys[0]
  if (caKey === undefined) return failed({ kind: 'unknown-ca-key', index })
  const fields = [...named, ...keyFields(caKey)]
  if (caKey.expiry !== undefined && isAfter(date, caKey.expiry)) {
    return failed({ kind: 'ca-key-expired', expiry: caKey.expiry }, fields)
  }
  return { step: { name: 'ca-key', section: SECTION, fields }, caKey }
}

function looksLikeSm2(certificate: Uint8Array | undefined): boolean {
  return certificate?.length === SM2_CERTIFICATE_LENGTH && certificate[0] === ISSUER_CERTIFICATE.formats.sm2
}

/** In the order in which the check value takes them, after RID and index. */
function keyFields(key: CaPublicKey): Field[] {
  const offset = RID_LENGTH + 1
  if (key.algorithm === 'sm2') return [{ name: 'ca-point', offset, bytes: key.publicKey }]
  return [
    { name: 'ca-modulus', offset, bytes: key.modulus },
    { name: 'ca-exponent', offset: offset + key.modulus.length, bytes: key.exponent }
  ]
}
