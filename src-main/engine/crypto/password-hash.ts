import { scrypt as inThreadPool } from 'node:crypto'
import type { Secret } from './secret'

/** Bytes that Node allows by default, and 1024 for each step of the cost, which is what r = 8 takes. */
const ALLOWED = 32 * 1024 * 1024
const BYTES_PER_COST = 128 * 8

/**
 * scrypt (RFC 7914) with r = 8 and p = 1: 32 bytes that can be made from the secret and the salt only at a cost. `cost`
 * is N, a power of two from 2; rejects on anything else. Runs beside the event loop, on a copy of the secret that is
 * overwritten when it is done: whoever lent the secret may wipe it at once.
 */
export async function scrypt(secret: Secret, salt: Uint8Array, cost: number): Promise<Uint8Array> {
  const bytes = secret.use((lent) => new Uint8Array(lent))
  try {
    return await hashed(bytes, salt, cost)
  } finally {
    bytes.fill(0)
  }
}

function hashed(bytes: Uint8Array, salt: Uint8Array, cost: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    inThreadPool(
      bytes,
      salt,
      32,
      { N: cost, r: 8, p: 1, maxmem: ALLOWED + BYTES_PER_COST * cost },
      (error, hash) => {
        if (error === null) resolve(Uint8Array.from(hash))
        else reject(error)
      }
    )
  })
}
