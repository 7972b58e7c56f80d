import { blockLength, encryptEcb } from './cipher'
import { type SecretKey } from './key-ref'
import { cmac } from './mac'

/**
 * Key check value, 3 bytes: the first of an enciphered block, which is zeros for DES and SM4 and 01 bytes for AES
 * (GlobalPlatform, Card Specification Amendment D, section 6).
 */
export function keyCheckValue(key: SecretKey): Uint8Array {
  const block = new Uint8Array(blockLength(key.algorithm)).fill(key.algorithm === 'aes' ? 1 : 0)
  return encryptEcb(key, block).slice(0, 3)
}

/** How a check value is made: what is enciphered, or that zeros go through CMAC (TR-31, version D). */
export type CheckValueMethod = 'zeros' | 'ones' | 'cmac'

/** The key's check value by a named method, 3 bytes. CMAC only with AES and DES. */
export function checkValueBy(key: SecretKey, method: CheckValueMethod): Uint8Array {
  const block = new Uint8Array(blockLength(key.algorithm)).fill(method === 'ones' ? 1 : 0)
  return (method === 'cmac' ? cmac(key, block) : encryptEcb(key, block)).slice(0, 3)
}
