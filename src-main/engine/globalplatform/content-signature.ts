import { concat } from '../bytes/bytes'
import { hex } from '../bytes/hex'
import { sha1 } from '../crypto/hash'
import type { KeyRef } from '../crypto/key-ref'
import { padMethod2 } from '../crypto/padding'
import { type Composition, macBy, signWith } from '../key-operations/operation'
import type { RsaSigner, SigningKey } from '../key-operations/signer'

/** Who vouches for card content: with a key that the card shares, or an RSA private key. */
export type ContentKey =
  | { readonly kind: 'symmetric'; readonly key: KeyRef }
  | { readonly kind: 'rsa'; readonly key: SigningKey & Pick<RsaSigner, 'length'> }

/** DigestInfo of SHA-1 (PKCS #1, 9.2). */
const SHA1_INFO = hex('3021300906052B0E03021A05000414')

/**
 * The signature of tokens and DAP blocks (GlobalPlatform Card 2.3.1, C.3 and B): retail MAC over padded data with triple
 * DES (8 bytes), CMAC with AES (16 bytes), PKCS #1 v1.5 with SHA-1 with RSA (scheme 1, as long as the modulus). A fault
 * with keys of other algorithms.
 */
export function* contentSignature(signer: ContentKey, data: Uint8Array): Composition<Uint8Array> {
  if (signer.kind === 'rsa') return yield* signWith(signer.key, pkcs1Block(data, signer.key.length))
  const { key } = signer
  if (key.algorithm === '3des') return yield* macBy('retail', key, padMethod2(data, 8))
  if (key.algorithm === 'aes') return yield* macBy('cmac', key, data)
  throw new Error(`key: ${key.algorithm} signs no card content`)
}

function pkcs1Block(data: Uint8Array, length: number): Uint8Array {
  const tail = concat(SHA1_INFO, sha1(data))
  const filled = length - tail.length - 3
  if (filled < 8) throw new Error(`key: ${length} bytes are too few for a signature`)
  return concat(hex('0001'), new Uint8Array(filled).fill(0xff), hex('00'), tail)
}
