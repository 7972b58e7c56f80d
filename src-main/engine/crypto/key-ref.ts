import { Secret } from './secret'

export type KeyAlgorithm = '3des' | 'aes' | 'sm4'

/** A key whose bytes are in memory. */
export interface SecretKey {
  readonly algorithm: KeyAlgorithm
  readonly secret: Secret
}

/** A key that stays where it is, in the vault or on a token; only its holder can work with it. */
export interface HeldKey {
  readonly algorithm: KeyAlgorithm
  readonly handle: string
  /** In bytes. */
  readonly length: number
}

/** What a composition works with: it never sees which of the two it is. */
export type KeyRef = SecretKey | HeldKey

const LENGTHS: Readonly<Record<KeyAlgorithm, readonly number[]>> = {
  '3des': [8, 16, 24],
  aes: [16, 24, 32],
  sm4: [16]
}

/**
 * A key in memory. 3DES takes 8 (single DES), 16 or 24 bytes, AES 16, 24 or 32, SM4 16; anything else is a fault.
 * Bytes are copied, a `Secret` is taken as it is.
 */
export function secretKey(algorithm: KeyAlgorithm, key: Uint8Array | Secret): SecretKey {
  if (!isKeyLength(algorithm, key.length)) {
    throw new Error(`key: ${key.length} bytes are no ${algorithm} key`)
  }
  return { algorithm, secret: key instanceof Secret ? key : new Secret(key) }
}

/** Whether a key of the algorithm may have that many bytes. */
export function isKeyLength(algorithm: KeyAlgorithm, length: number): boolean {
  return LENGTHS[algorithm].includes(length)
}

/** In bytes. */
export function keyLength(key: KeyRef): number {
  return 'secret' in key ? key.secret.length : key.length
}
