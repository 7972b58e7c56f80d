import { describe, expect, it } from 'vitest'
import { toHex } from '../../../src-main/engine/bytes/hex'
import { scrypt } from '../../../src-main/engine/crypto/password-hash'
import { Secret } from '../../../src-main/engine/crypto/secret'

const text = (ascii: string): Uint8Array => new TextEncoder().encode(ascii)

describe('scrypt', () => {
  it('agrees with RFC 7914, section 12, third test, in its first 32 bytes', () => {
    expect(toHex(scrypt(new Secret(text('pleaseletmein')), text('SodiumChloride'), 16_384))).toBe(
      '7023BDCB3AFD7348461C06CD81FD38EBFDA8FBBA904F8E3EA9B543F6545DA1F2'
    )
  })

  it('takes only a cost that is a power of two', () => {
    expect(() => scrypt(new Secret(text('1234')), text('salt'), 3)).toThrow()
  })
})
