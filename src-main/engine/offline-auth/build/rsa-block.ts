import { concat } from '../../bytes/bytes'
import { sha1 } from '../../crypto/hash'
import { type Composition, signWith } from '../../key-operations/operation'
import type { SigningKey } from '../../key-operations/signer'
import { HASH_LENGTH, HEADER, PADDING, TRAILER } from '../rsa/format'

/** An RSA key among the signing keys, in memory or held elsewhere. */
export type RsaSigningKey = Extract<SigningKey, { readonly length: number }>

/**
 * Signs as EMV Book 2, A2.1 does: 6A, the content filled with BB, the hash of all behind 6A and of what is signed
 * beside it, BC. Throws a fault where the content does not fit the key.
 */
export function* signRsaBlock(
  signer: RsaSigningKey,
  content: Uint8Array,
  beside: Uint8Array
): Composition<Uint8Array> {
  const room = rsaRoom(signer)
  if (content.length > room) throw new Error(`signRsaBlock: ${content.length} bytes do not fit ${room}`)
  const filled = concat(content, new Uint8Array(room - content.length).fill(PADDING))
  const hash = sha1(concat(filled, beside))
  return yield* signWith(signer, concat(Uint8Array.of(HEADER), filled, hash, Uint8Array.of(TRAILER)))
}

/** Bytes between 6A and the hash. */
export function rsaRoom({ length }: RsaSigningKey): number {
  return length - HASH_LENGTH - 2
}

/** Whether a signing key is for RSA; SM2 keys in memory have no length. */
export function isRsaKey(key: SigningKey): key is RsaSigningKey {
  return key.algorithm === 'rsa'
}
