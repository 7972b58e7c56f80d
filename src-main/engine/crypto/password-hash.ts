import { scryptSync } from 'node:crypto'
import type { Secret } from './secret'

/**
 * scrypt (RFC 7914) with r = 8 and p = 1: 32 bytes that can be made from the secret and the salt only at a cost. `cost`
 * is N, a power of two from 2; anything else is a fault.
 */
export function scrypt(secret: Secret, salt: Uint8Array, cost: number): Uint8Array {
  return secret.use((bytes) => Uint8Array.from(scryptSync(bytes, salt, 32, { N: cost, r: 8, p: 1 })))
}
