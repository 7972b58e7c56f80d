import { createHmac } from 'node:crypto'
import type { Secret } from './secret'

/** HMAC-SHA-256 (FIPS 198-1) of the parts one after the other: 32 bytes. */
export function hmacSha256(key: Secret, ...parts: readonly Uint8Array[]): Uint8Array {
  return key.use((bytes) => {
    const mac = createHmac('sha256', bytes)
    for (const part of parts) mac.update(part)
    return Uint8Array.from(mac.digest())
  })
}
