import { concat } from '../../engine/bytes/bytes'
import { hex, toHex } from '../../engine/bytes/hex'
import { decryptCbc, encryptCbc } from '../../engine/crypto/cipher'
import { equalInConstantTime } from '../../engine/crypto/constant-time'
import { hmacSha256 } from '../../engine/crypto/hmac'
import { secretKey } from '../../engine/crypto/key-ref'
import { padMethod2, unpadMethod2 } from '../../engine/crypto/padding'
import type { Secret } from '../../engine/crypto/secret'

const BLOCK = 16
const MAC = 32

const text = (ascii: string): Uint8Array => new TextEncoder().encode(ascii)

/**
 * A text enciphered under a 32-byte key: AES-256-CBC with an IV of 16 unpredictable bytes, then HMAC-SHA-256 over both,
 * each under a key of its own; upper-case hex.
 */
export function sealed(key: Secret, iv: Uint8Array, plain: string): string {
  const { cipher, mac } = keysOf(key)
  const body = concat(iv, encryptCbc(cipher, padMethod2(text(plain), BLOCK), iv))
  return toHex(concat(body, hmacSha256(mac.secret, body)))
}

/** The text again; undefined where it was sealed under another key or altered. */
export function unsealed(key: Secret, sealedText: string): string | undefined {
  const bytes = hex(sealedText)
  if (bytes.length < BLOCK + BLOCK + MAC) return undefined
  const { cipher, mac } = keysOf(key)
  const body = bytes.subarray(0, bytes.length - MAC)
  if (!equalInConstantTime(hmacSha256(mac.secret, body), bytes.subarray(-MAC))) return undefined
  const plain = unpadMethod2(decryptCbc(cipher, body.subarray(BLOCK), body.subarray(0, BLOCK)))
  return plain && new TextDecoder().decode(plain)
}

function keysOf(key: Secret) {
  return {
    cipher: secretKey('aes', hmacSha256(key, text('number cipher'))),
    mac: secretKey('aes', hmacSha256(key, text('number mac')))
  }
}
