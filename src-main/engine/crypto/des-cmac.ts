import { encryptCbc, encryptEcb } from './cipher'
import type { SecretKey } from './key-ref'

const BLOCK = 8
/** The constant of blocks of 64 bits (NIST SP 800-38B, 5.3). */
const R64 = 0x1b

/** CMAC with triple DES (NIST SP 800-38B): 8 bytes over data of any length. The key is a DES key of any length. */
export function desCmac(key: SecretKey, data: Uint8Array): Uint8Array {
  const first = doubled(encryptEcb(key, new Uint8Array(BLOCK)))
  const isWhole = data.length > 0 && data.length % BLOCK === 0
  const padded = new Uint8Array(Math.max(1, Math.ceil(data.length / BLOCK)) * BLOCK)
  padded.set(data)
  if (!isWhole) padded[data.length] = 0x80
  const mask = isWhole ? first : doubled(first)
  for (let index = 0; index < BLOCK; index += 1) {
    const at = padded.length - BLOCK + index
    padded[at] = (padded[at] ?? 0) ^ (mask[index] ?? 0)
  }
  const mac = encryptCbc(key, padded).slice(-BLOCK)
  for (const secret of [first, mask, padded]) secret.fill(0)
  return mac
}

/** The block times x in the field of 2^64 elements. */
function doubled(block: Uint8Array): Uint8Array {
  const carry = (block[0] ?? 0) >> 7
  const shifted = block.map((byte, index) => (byte << 1) | ((block[index + 1] ?? 0) >> 7))
  shifted[BLOCK - 1] = (shifted[BLOCK - 1] ?? 0) ^ (carry * R64)
  return shifted
}
