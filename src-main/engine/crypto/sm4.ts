import sm4Library from 'sm-crypto/src/sm4/index.js'

/**
 * SM4 (GB/T 32907) without padding: `data` is whole blocks of 16 bytes, the key 16 bytes, `iv` 16 bytes for CBC and
 * undefined for ECB. Electron's BoringSSL has no SM4, so it is done in JavaScript everywhere.
 */
export function sm4(
  direction: 'encrypt' | 'decrypt',
  key: Uint8Array,
  data: Uint8Array,
  iv?: Uint8Array
): Uint8Array {
  const form = { padding: 'none', output: 'array' } as const
  const options = iv === undefined ? form : ({ ...form, mode: 'cbc', iv } as const)
  // Arrays of bytes, never text: the library would read a text as UTF-8.
  return Uint8Array.from(sm4Library[direction](data, key, options))
}
