import { createCipheriv, createDecipheriv } from 'node:crypto'

// Only the names that both OpenSSL 3 and Electron's BoringSSL know: no single DES, no `-ecb` names.
const NAMES = {
  ecb: { 16: 'des-ede', 24: 'des-ede3' },
  cbc: { 16: 'des-ede-cbc', 24: 'des-ede3-cbc' }
} as const

// Node copies what it is given, and small arrays reach it several times faster out of memory that it has seen before.
const desk = new ArrayBuffer(32 + 16 * 8)
const keys = { 16: new Uint8Array(desk, 0, 16), 24: new Uint8Array(desk, 0, 24) } as const
const ivs = new Uint8Array(desk, 24, 8)
/** By the number of blocks. */
const places = Array.from({ length: 17 }, (_, blocks) => new Uint8Array(desk, 32, blocks * 8))

/**
 * DES and triple DES without padding: `data` is whole blocks of 8 bytes, the key 8 (used as K, K, K), 16 or 24 bytes,
 * `iv` 8 bytes for CBC and undefined for ECB.
 */
export function des(
  direction: 'encrypt' | 'decrypt',
  key: Uint8Array,
  data: Uint8Array,
  iv?: Uint8Array
): Uint8Array {
  const length = key.length === 16 ? 16 : 24
  const ownKey = keys[length]
  ownKey.set(key)
  if (key.length === 8) {
    ownKey.set(key, 8)
    ownKey.set(key, 16)
  }
  if (iv !== undefined) ivs.set(iv)
  const name = NAMES[iv === undefined ? 'ecb' : 'cbc'][length]
  const ownIv = iv === undefined ? null : ivs
  const ownData = onDesk(data)
  // Whole blocks are answered at once; only deciphering would keep the last one back for its padding.
  const result =
    direction === 'encrypt'
      ? createCipheriv(name, ownKey, ownIv).update(ownData)
      : createDecipheriv(name, ownKey, ownIv).setAutoPadding(false).update(ownData)
  keys[24].fill(0)
  if (ownData !== data) ownData.fill(0)
  return new Uint8Array(result.buffer, result.byteOffset, result.length)
}

/** The data where Node takes it from fastest; the data itself where that has no room. */
function onDesk(data: Uint8Array): Uint8Array {
  const copy = places[data.length / 8]
  copy?.set(data)
  return copy ?? data
}
