import { concat } from '../bytes/bytes'
import { sha1 } from '../crypto/hash'
import type { OdaPublicKey } from './public-key'

/** A payment system's certification authority key, named by RID and index (EMV Book 2, 5.2 and 11.2). */
export type CaPublicKey = OdaPublicKey & {
  /** Registered application provider identifier, 5 bytes. */
  readonly rid: Uint8Array
  /** Tag 8F, 0 to 255. */
  readonly index: number
  /** YYMMDD, the last day on which the key is good; absent where nobody said one. */
  readonly expiry?: string
  /** Serial numbers of issuer certificates that it signed and that were revoked, 3 bytes each (EMV Book 2, 5.1.2). */
  readonly revoked?: readonly Uint8Array[]
}

/** All keys of a payment system with this index; an RSA and an SM2 key may share one. */
export type CaKeyLookup = (rid: Uint8Array, index: number) => readonly CaPublicKey[]

/**
 * The check value that payment systems publish with a key, 20 bytes: SHA-1 of RID, index, modulus and exponent (EMV Book
 * 2, 11.2.2); of an SM2 key, for which nobody publishes one, of RID, index, X and Y.
 */
export function caKeyCheckValue(key: CaPublicKey): Uint8Array {
  const parts = key.algorithm === 'rsa' ? concat(key.modulus, key.exponent) : key.publicKey
  return sha1(key.rid, Uint8Array.of(key.index), parts)
}
