import { describe, expect, it } from 'vitest'
import { toHex } from '../../../src-main/engine/bytes/hex'
import { hmacSha256 } from '../../../src-main/engine/crypto/hmac'
import { Secret } from '../../../src-main/engine/crypto/secret'

const text = (ascii: string): Uint8Array => new TextEncoder().encode(ascii)

describe('HMAC-SHA-256', () => {
  it('agrees with RFC 4231, test case 2, in one part or several', () => {
    const key = new Secret(text('Jefe'))
    const expected = '5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843'
    expect(toHex(hmacSha256(key, text('what do ya want for nothing?')))).toBe(expected)
    expect(toHex(hmacSha256(key, text('what do ya '), text('want for nothing?')))).toBe(expected)
  })
})
