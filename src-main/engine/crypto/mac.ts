import { aesCmac } from './aes'
import { blockLength, encryptCbc, encryptEcb } from './cipher'
import { des } from './des'
import { desCmac } from './des-cmac'
import { type SecretKey } from './key-ref'

/**
 * ISO/IEC 9797-1, MAC algorithm 3 ("retail MAC") with a double-length DES key: single DES chained over all blocks but
 * the last, triple DES on the last one. `padded` is one whole block of 8 bytes or more; returns 8 bytes. With a
 * single-length key both are the same, and the result is algorithm 1.
 */
export function retailMac(
  key: SecretKey,
  padded: Uint8Array,
  iv: Uint8Array = new Uint8Array(8)
): Uint8Array {
  if (key.algorithm !== '3des' || key.secret.length > 16) {
    throw new Error('key: a retail MAC needs a DES key of 8 or 16 bytes')
  }
  requireBlocks(padded, 8)
  requireIv(iv, 8)
  return key.secret.use((bytes) => {
    // Copies, not views: a view makes a small array move out of the heap, which costs more than the copy.
    const last = padded.slice(-8)
    const before = padded.slice(0, -8)
    const chained = before.length === 0 ? iv : des('encrypt', bytes.slice(0, 8), before, iv)
    const end = chained.length - 8
    for (let index = 0; index < 8; index += 1) last[index] = (last[index] ?? 0) ^ (chained[end + index] ?? 0)
    return des('encrypt', bytes, last)
  })
}

/**
 * ISO/IEC 9797-1, MAC algorithm 1 (CBC-MAC) with any block cipher: `padded` is one whole block or more; returns the
 * last block.
 */
export function cbcMac(key: SecretKey, padded: Uint8Array, iv?: Uint8Array): Uint8Array {
  const block = blockLength(key.algorithm)
  requireBlocks(padded, block)
  if (padded.length === block && iv === undefined) return encryptEcb(key, padded)
  return encryptCbc(key, padded, iv).slice(-block)
}

/**
 * CMAC over data of any length: 16 bytes with an AES key (RFC 4493), 8 with a DES key (NIST SP 800-38B). A fault with SM4.
 */
export function cmac(key: SecretKey, data: Uint8Array): Uint8Array {
  if (key.algorithm === '3des') return desCmac(key, data)
  if (key.algorithm !== 'aes') throw new Error('key: CMAC needs an AES or DES key')
  return key.secret.use((bytes) => aesCmac(bytes, data))
}

function requireBlocks(padded: Uint8Array, block: number): void {
  if (padded.length === 0 || padded.length % block !== 0) {
    throw new Error(`padded: ${padded.length} bytes are not one or more blocks of ${block}`)
  }
}

function requireIv(iv: Uint8Array, block: number): void {
  if (iv.length !== block) throw new Error(`iv: ${iv.length} bytes instead of ${block}`)
}
