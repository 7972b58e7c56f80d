import { aes } from './aes'
import { des } from './des'
import { type KeyAlgorithm, type SecretKey } from './key-ref'
import { sm4 } from './sm4'

const CIPHERS = { '3des': des, aes, sm4 } as const

/** Bytes of one block: 8 of DES and triple DES, 16 of AES and SM4. */
export function blockLength(algorithm: KeyAlgorithm): 8 | 16 {
  return algorithm === '3des' ? 8 : 16
}

/** Enciphers whole blocks, each by itself; a fault where `data` is not whole blocks. */
export function encryptEcb(key: SecretKey, data: Uint8Array): Uint8Array {
  return encipher('encrypt', key, data)
}

/** Deciphers whole blocks, each by itself; a fault where `data` is not whole blocks. */
export function decryptEcb(key: SecretKey, data: Uint8Array): Uint8Array {
  return encipher('decrypt', key, data)
}

/** Enciphers whole blocks, chained from `iv` (one block, zeros by default). */
export function encryptCbc(key: SecretKey, data: Uint8Array, iv?: Uint8Array): Uint8Array {
  return encipher('encrypt', key, data, ivFor(key, iv))
}

/** Deciphers whole blocks, chained from `iv` (one block, zeros by default). */
export function decryptCbc(key: SecretKey, data: Uint8Array, iv?: Uint8Array): Uint8Array {
  return encipher('decrypt', key, data, ivFor(key, iv))
}

function ivFor(key: SecretKey, iv?: Uint8Array): Uint8Array {
  return iv ?? new Uint8Array(blockLength(key.algorithm))
}

function encipher(
  direction: 'encrypt' | 'decrypt',
  { algorithm, secret }: SecretKey,
  data: Uint8Array,
  iv?: Uint8Array
): Uint8Array {
  const block = blockLength(algorithm)
  if (data.length % block !== 0) {
    throw new Error(`data: ${data.length} bytes are not whole blocks of ${block}`)
  }
  if (iv !== undefined && iv.length !== block) throw new Error(`iv: ${iv.length} bytes instead of ${block}`)
  return secret.use((key) => CIPHERS[algorithm](direction, key, data, iv))
}
