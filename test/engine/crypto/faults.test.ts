import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { decryptCbc, encryptCbc, encryptEcb } from '../../../src-main/engine/crypto/cipher'
import { equalInConstantTime } from '../../../src-main/engine/crypto/constant-time'
import { type KeyAlgorithm, secretKey } from '../../../src-main/engine/crypto/key-ref'
import { cbcMac, cmac, retailMac } from '../../../src-main/engine/crypto/mac'
import { padMethod1, padMethod2, unpadMethod2 } from '../../../src-main/engine/crypto/padding'
import { sameDesKey, withOddParity } from '../../../src-main/engine/crypto/parity'
import { generateRsaKey, rsaPrivateKey, rsaPublicOperation } from '../../../src-main/engine/crypto/rsa'
import { Secret } from '../../../src-main/engine/crypto/secret'
import { sm2KeyPair, sm2PublicKey, sm2Sign } from '../../../src-main/engine/crypto/sm2'

const key = (algorithm: KeyAlgorithm, length = 16) => secretKey(algorithm, new Uint8Array(length).fill(7))

describe('keys and ciphers refuse what does not fit', () => {
  test.each([
    ['3des', [0, 7, 15, 17, 32]],
    ['aes', [0, 8, 15, 33]],
    ['sm4', [0, 8, 24, 32]]
  ] as const)('%s key lengths', (algorithm, lengths) => {
    for (const length of lengths) {
      expect(() => secretKey(algorithm, new Uint8Array(length))).toThrow(`${length} bytes`)
    }
  })

  test('data that is not whole blocks, and initial values of another length', () => {
    for (const algorithm of ['3des', 'aes', 'sm4'] as const) {
      expect(() => encryptEcb(key(algorithm), new Uint8Array(9))).toThrow('data: 9 bytes')
      expect(() => encryptCbc(key(algorithm), new Uint8Array(16), new Uint8Array(7))).toThrow('iv: 7 bytes')
    }
  })

  test('MACs of the wrong key, of nothing, of part of a block', () => {
    expect(() => retailMac(key('aes'), new Uint8Array(16))).toThrow('DES')
    expect(() => retailMac(key('3des', 24), new Uint8Array(16))).toThrow('8 or 16')
    expect(() => retailMac(key('3des'), new Uint8Array())).toThrow('padded: 0 bytes')
    expect(() => retailMac(key('3des'), new Uint8Array(8), new Uint8Array(7))).toThrow('iv: 7 bytes')
    expect(() => cbcMac(key('sm4'), new Uint8Array(8))).toThrow('padded: 8 bytes')
    expect(() => cmac(key('sm4'), new Uint8Array(8))).toThrow('AES')
  })

  test('no block is too long for the fast path', () => {
    for (const length of [984, 992, 1000, 4096]) {
      const data = new Uint8Array(length).fill(1)
      expect(decryptCbc(key('3des'), encryptCbc(key('3des'), data))).toEqual(data)
      expect([...data.subarray(0, 2)]).toEqual([1, 1])
    }
  })
})

describe('padding', () => {
  const data = fc.uint8Array({ maxLength: 40 })

  test('method 2 is undone, whatever the data', () => {
    fc.assert(
      fc.property(data, fc.constantFrom(8, 16), (bytes, block) => {
        const padded = padMethod2(bytes, block)
        expect(padded.length % block).toBe(0)
        expect(padded.length - bytes.length).toBeGreaterThan(0)
        expect(unpadMethod2(padded)).toEqual(bytes)
      })
    )
  })

  test('method 1 adds less than a block, and zeros only', () => {
    fc.assert(
      fc.property(data, fc.constantFrom(8, 16), (bytes, block) => {
        const padded = padMethod1(bytes, block)
        expect(padded.length - bytes.length).toBeLessThan(block)
        expect(padded.slice(0, bytes.length)).toEqual(bytes)
        expect(padded.slice(bytes.length).every((byte) => byte === 0)).toBe(true)
      })
    )
  })

  test('what is no padding is told', () => {
    for (const bytes of ['', '00', '0000', '81', '8001']) expect(unpadMethod2(hex(bytes))).toBeUndefined()
  })
})

test('parity is odd in each byte, and does not make another key', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  for (const [byte, odd] of withOddParity(all).entries()) {
    expect(odd.toString(2).replaceAll('0', '').length % 2).toBe(1)
    expect(odd >> 1).toBe(byte >> 1)
  }
  expect(sameDesKey(hex('0123456789ABCDEE'), hex('0022446688AACCEE'))).toBe(true)
  expect(sameDesKey(hex('0123456789ABCDEE'), hex('0323456789ABCDEE'))).toBe(false)
})

test('the constant-time comparison sees every byte, and lengths', () => {
  const left = hex('0102030405060708')
  expect(equalInConstantTime(left, left.slice())).toBe(true)
  for (let index = 0; index < left.length; index += 1) {
    const right = left.map((byte, at) => (at === index ? byte ^ 0x80 : byte))
    expect(equalInConstantTime(left, right)).toBe(false)
  }
  expect(equalInConstantTime(left, left.slice(1))).toBe(false)
  expect(equalInConstantTime(new Uint8Array(), new Uint8Array())).toBe(true)
})

describe('RSA', () => {
  const good = generateRsaKey(512, 3)
  const bytes = (part: Secret) => part.use((value) => value.slice())
  const { p, q, dP, dQ, qInv } = good.parts
  const parts = { p: bytes(p), q: bytes(q), dP: bytes(dP), dQ: bytes(dQ), qInv: bytes(qInv) }
  const whole = { modulus: good.modulus, exponent: good.exponent, ...parts }

  test('the public operation refuses blocks and keys that cannot be', () => {
    const { modulus, exponent } = good
    const block = new Uint8Array(64).fill(1)
    expect(rsaPublicOperation(good, block)).toHaveLength(64)
    expect(rsaPublicOperation(good, block.slice(1))).toBeUndefined()
    expect(rsaPublicOperation(good, new Uint8Array(64).fill(0xff))).toBeUndefined()
    expect(rsaPublicOperation(good, modulus)).toBeUndefined()
    expect(rsaPublicOperation({ modulus: new Uint8Array(), exponent }, new Uint8Array())).toBeUndefined()
    const even = modulus.map((byte, index) => (index === 63 ? byte & 0xfe : byte))
    expect(rsaPublicOperation({ modulus: even, exponent }, block)).toBeUndefined()
    const short = modulus.map((byte, index) => (index === 0 ? 0 : byte))
    expect(rsaPublicOperation({ modulus: short, exponent }, new Uint8Array(64))).toBeUndefined()
    for (const bad of ['', '00', '01', '0100000001']) {
      expect(rsaPublicOperation({ modulus, exponent: hex(bad) }, block)).toBeUndefined()
    }
  })

  test('the private operation refuses the same blocks', () => {
    expect(() => good.operate(new Uint8Array(63))).toThrow('block')
    expect(() => good.operate(good.modulus)).toThrow('block')
  })

  test('parts may have leading zeros, and must belong together', () => {
    const padded = Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, hex(`00${toHex(part)}`)])
    )
    expect(rsaPrivateKey({ ...whole, ...padded }).modulus).toEqual(good.modulus)
    for (const name of Object.keys(parts)) {
      const broken = { ...whole, [name]: hex('05') }
      expect(() => rsaPrivateKey(broken)).toThrow('belong together')
    }
    expect(() => rsaPrivateKey({ ...whole, exponent: hex('02') })).toThrow('belong together')
  })

  test('lengths that cannot be generated', () => {
    for (const bits of [0, 511, 1023, 8192]) expect(() => generateRsaKey(bits, 3)).toThrow('bits')
  })

  test('nothing of a private key prints', () => {
    expect(JSON.stringify(good.parts)).toBe(
      '{"p":"[secret]","q":"[secret]","dP":"[secret]","dQ":"[secret]","qInv":"[secret]"}'
    )
  })
})

test('SM2 refuses what is no private key, no usable number, no seed', () => {
  const message = Uint8Array.of(1)
  for (const bad of ['00'.repeat(32), 'FF'.repeat(32), '01']) {
    expect(() => sm2PublicKey(new Secret(hex(bad)))).toThrow('privateKey')
    expect(() => sm2Sign(new Secret(hex(bad)), message)).toThrow('privateKey')
  }
  const { privateKey } = sm2KeyPair(new Uint8Array(40))
  expect(() => sm2Sign(privateKey, message, { k: new Uint8Array(32) })).toThrow('k:')
  expect(() => sm2KeyPair(new Uint8Array(39))).toThrow('seed')
})
