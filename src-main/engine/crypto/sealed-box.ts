import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import type { Secret } from './secret'

/** Bytes of the one-time number; long enough that random ones never meet. */
export const SEAL_NONCE_LENGTH = 24

/**
 * XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha): `plain` enciphered and authenticated together with `header`, which stays
 * readable. The key has 32 bytes, the nonce 24; 16 bytes longer than `plain`.
 */
export function seal(key: Secret, nonce: Uint8Array, header: Uint8Array, plain: Uint8Array): Uint8Array {
  return key.use((bytes) => xchacha20poly1305(bytes, nonce, header).encrypt(plain))
}

/** What was sealed; undefined where the key is another one or a single bit was altered, the header's included. */
export function unseal(
  key: Secret,
  nonce: Uint8Array,
  header: Uint8Array,
  sealed: Uint8Array
): Uint8Array | undefined {
  if (key.length !== 32 || nonce.length !== SEAL_NONCE_LENGTH || sealed.length < 16) return undefined
  try {
    return key.use((bytes) => xchacha20poly1305(bytes, nonce, header).decrypt(sealed))
  } catch {
    return undefined
  }
}
