import { blockLength, encryptEcb } from './cipher'
import { type SecretKey } from './key-ref'

/**
 * Key check value, 3 bytes: the first of an enciphered block, which is zeros for DES and SM4 and 01 bytes for AES
 * (GlobalPlatform, Card Specification Amendment D, section 6).
 */
export function keyCheckValue(key: SecretKey): Uint8Array {
  const block = new Uint8Array(blockLength(key.algorithm)).fill(key.algorithm === 'aes' ? 1 : 0)
  return encryptEcb(key, block).slice(0, 3)
}
