import { createHash } from 'node:crypto'
import sm3Library from 'sm-crypto/src/sm3/index.js'
import { concat } from '../bytes/bytes'
import { hex } from '../bytes/hex'

/** SHA-1 of the parts one after the other: 20 bytes. Still the hash of EMV's certificates and signatures. */
export function sha1(...parts: readonly Uint8Array[]): Uint8Array {
  return digest('sha1', parts)
}

/** SHA-256 of the parts one after the other: 32 bytes. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return digest('sha256', parts)
}

/** SM3 (GB/T 32905) of the parts one after the other: 32 bytes. */
export function sm3(...parts: readonly Uint8Array[]): Uint8Array {
  return hex(sm3Library(concat(...parts)))
}

function digest(name: 'sha1' | 'sha256', parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash(name)
  for (const part of parts) hash.update(part)
  return Uint8Array.from(hash.digest())
}
