import assert from 'node:assert/strict'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import {
  blockLength,
  decryptCbc,
  decryptEcb,
  encryptCbc,
  encryptEcb
} from '../../../src-main/engine/crypto/cipher'
import { sha1, sha256, sm3 } from '../../../src-main/engine/crypto/hash'
import { keyCheckValue } from '../../../src-main/engine/crypto/kcv'
import { type KeyAlgorithm, secretKey } from '../../../src-main/engine/crypto/key-ref'
import { cbcMac, cmac, retailMac } from '../../../src-main/engine/crypto/mac'
import { padMethod1, padMethod2 } from '../../../src-main/engine/crypto/padding'
import vectors from '../../vectors/crypto/primitives.json'
import { type Case, defineSuite } from '../../support/suite'

const hashes = { sha1, sha256, sm3 }

function key(algorithm: string, digits: string) {
  return secretKey(algorithm as KeyAlgorithm, hex(digits))
}

const ciphers: Case<unknown>[] = vectors.ciphers.map((row) => ({
  name: `${row.name}, both directions and chained`,
  run: () => {
    const used = key(row.algorithm, row.key)
    const plain = hex(row.plain)
    assert.equal(toHex(encryptEcb(used, plain)), row.cipher)
    assert.equal(toHex(decryptEcb(used, hex(row.cipher))), row.plain)
    const block = blockLength(used.algorithm)
    // Chaining as its definition says it: each block is mixed with the one before it.
    let before: Uint8Array = Uint8Array.from({ length: block }, (_, index) => index + 1)
    const iv = before
    const twice = new Uint8Array([...plain, ...plain])
    const expected: number[] = []
    for (let at = 0; at < twice.length; at += block) {
      const last = before
      before = encryptEcb(
        used,
        twice.slice(at, at + block).map((byte, index) => byte ^ (last[index] ?? 0))
      )
      expected.push(...before)
    }
    assert.deepEqual([...encryptCbc(used, twice, iv)], expected)
    assert.equal(toHex(decryptCbc(used, Uint8Array.from(expected), iv)), toHex(twice))
  }
}))

const macs: Case<unknown>[] = vectors.macs.map((row) => ({
  name: `ISO 9797-1: ${row.name}`,
  run: () => {
    const pad = row.padding === 1 ? padMethod1 : padMethod2
    const mac = row.method === 'cbc' ? cbcMac : retailMac
    const iv = hex(row.iv ?? '0000000000000000')
    assert.equal(toHex(mac(key('3des', row.key), pad(hex(row.data), 8), iv)), row.mac)
  }
}))

const cmacs: Case<unknown>[] = vectors.cmacs.map((row) => ({
  name: `CMAC with ${row.key.length * 4} bits over ${row.length} bytes`,
  run: () => {
    const message = hex(vectors.cmacMessage).slice(0, row.length)
    assert.equal(toHex(cmac(key('aes', row.key), message)), row.mac)
  }
}))

const digests: Case<unknown>[] = vectors.hashes.map((row) => ({
  name: `${row.name} of ${row.data.length / 2} bytes, in one part and in two`,
  run: () => {
    const hash = hashes[row.name as keyof typeof hashes]
    const data = hex(row.data)
    assert.equal(toHex(hash(data)), row.hash)
    assert.equal(toHex(hash(data.slice(0, 2), data.slice(2))), row.hash)
  }
}))

const kcvs: Case<unknown>[] = vectors.kcvs.map((row) => ({
  name: `key check value, ${row.algorithm}`,
  run: () => assert.equal(toHex(keyCheckValue(key(row.algorithm, row.key))), row.kcv)
}))

export const suite = defineSuite({
  name: 'cryptographic primitives',
  cases: [
    ...ciphers,
    ...macs,
    ...cmacs,
    ...digests,
    ...kcvs,
    {
      name: 'SM4, GB/T 32907 A.2: a million times',
      timeoutMs: 120_000,
      run: () => {
        const standard = '0123456789ABCDEFFEDCBA9876543210'
        const used = key('sm4', standard)
        let block = hex(standard)
        for (let time = 0; time < 1_000_000; time += 1) block = encryptEcb(used, block)
        assert.equal(toHex(block), '595298C7C6FD271F0402F804C33D3F66')
      }
    },
    {
      name: 'what ciphers return is plain bytes, not a Buffer',
      run: () => {
        for (const algorithm of ['3des', 'aes', 'sm4'] as const) {
          const used = secretKey(algorithm, new Uint8Array(16))
          assert.equal(Object.getPrototypeOf(encryptEcb(used, new Uint8Array(32))), Uint8Array.prototype)
          assert.equal(encryptEcb(used, new Uint8Array()).length, 0)
          assert.equal(decryptCbc(used, new Uint8Array(1024)).length, 1024)
        }
      }
    }
  ]
})
