import { cbc, cmac, ecb } from '@noble/ciphers/aes.js'

/**
 * AES (FIPS 197) without padding: `data` is whole blocks of 16 bytes, the key 16, 24 or 32 bytes, `iv` 16 bytes for
 * CBC and undefined for ECB.
 */
export function aes(
  direction: 'encrypt' | 'decrypt',
  key: Uint8Array,
  data: Uint8Array,
  iv?: Uint8Array
): Uint8Array {
  // Both refuse empty input; nothing enciphered is nothing.
  if (data.length === 0) return new Uint8Array()
  const options = { disablePadding: true }
  return (iv === undefined ? ecb(key, options) : cbc(key, iv, options))[direction](data)
}

/** AES-CMAC (RFC 4493, NIST SP 800-38B): 16 bytes over data of any length. */
export function aesCmac(key: Uint8Array, data: Uint8Array): Uint8Array {
  return cmac(data, key)
}
