import assert from 'node:assert/strict'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { generateRsaKey, rsaPrivateKey, rsaPublicOperation } from '../../../src-main/engine/crypto/rsa'
import { Secret } from '../../../src-main/engine/crypto/secret'
import {
  isSm2PublicKey,
  sm2KeyPair,
  sm2PublicKey,
  sm2Sign,
  sm2SignerHash,
  sm2Verify
} from '../../../src-main/engine/crypto/sm2'
import rsa from '../../vectors/crypto/rsa.json'
import sm2 from '../../vectors/crypto/sm2.json'
import { type Case, defineSuite } from '../../support/suite'

const publicOperations: Case<unknown>[] = rsa.public.map((row) => ({
  name: `RSA recovers: ${row.name}`,
  run: () => {
    const key = { modulus: hex(row.modulus), exponent: hex(row.exponent) }
    const recovered = rsaPublicOperation(key, hex(row.block))
    assert.equal(recovered && toHex(recovered), row.recovered)
    assert.match(row.recovered, /^6A.*BC$/)
  }
}))

const lengths: Case<unknown>[] = ([512, 768, 1024, 1152, 1408, 1984] as const).flatMap((bits) =>
  ([3, 65537] as const).map((exponent) => ({
    name: `a generated RSA key of ${bits} bits with exponent ${exponent} has that length and works`,
    run: () => {
      const key = generateRsaKey(bits, exponent)
      assert.equal(key.modulus.length, bits / 8)
      assert.ok((key.modulus[0] ?? 0) >= 0x80)
      const block = Uint8Array.from({ length: bits / 8 }, (_, index) => (index === 0 ? 0x6a : index & 0xff))
      assert.deepEqual(rsaPublicOperation(key, key.operate(block)), block)
      const { p, q, dP, dQ, qInv } = key.parts
      const bytes = (part: Secret) => part.use((value) => Uint8Array.from(value))
      const again = rsaPrivateKey({
        modulus: key.modulus,
        exponent: key.exponent,
        p: bytes(p),
        q: bytes(q),
        dP: bytes(dP),
        dQ: bytes(dQ),
        qInv: bytes(qInv)
      })
      assert.deepEqual(again.operate(block), key.operate(block))
    }
  }))
)

const privateKey = new Secret(hex(sm2.privateKey))
const publicKey = hex(sm2.publicKey)
const message = hex(sm2.message)

export const suite = defineSuite({
  name: 'RSA and SM2',
  cases: [
    ...publicOperations,
    ...lengths,
    {
      name: 'SM2 public key and Z of the standard',
      run: () => {
        assert.equal(toHex(sm2PublicKey(privateKey)), sm2.publicKey)
        assert.equal(toHex(sm2SignerHash(publicKey, hex(sm2.id))), sm2.z)
        assert.equal(toHex(sm2SignerHash(publicKey)), sm2.z)
      }
    },
    {
      name: 'SM2 signature of the standard',
      run: () => {
        assert.equal(toHex(sm2Sign(privateKey, message, { k: hex(sm2.k) })), sm2.signature)
        assert.ok(sm2Verify(publicKey, message, hex(sm2.signature)))
      }
    },
    {
      name: 'SM2 without a given number signs the same way each time, and differently for other messages',
      run: () => {
        const signature = sm2Sign(privateKey, message)
        assert.deepEqual(sm2Sign(privateKey, message), signature)
        assert.ok(sm2Verify(publicKey, message, signature))
        assert.notDeepEqual(sm2Sign(privateKey, Uint8Array.of(1)).slice(0, 32), signature.slice(0, 32))
      }
    },
    {
      name: 'SM2 refuses a changed message, signature, identity or key',
      run: () => {
        const signature = hex(sm2.signature)
        const changed = (bytes: Uint8Array) => bytes.map((byte, index) => (index === 40 ? byte ^ 1 : byte))
        assert.equal(sm2Verify(publicKey, Uint8Array.of(...message, 0), signature), false)
        assert.equal(sm2Verify(publicKey, message, changed(signature)), false)
        assert.equal(sm2Verify(publicKey, message, signature, { id: new Uint8Array() }), false)
        assert.equal(sm2Verify(changed(publicKey), message, signature), false)
        for (const length of [0, 63, 65]) {
          assert.equal(sm2Verify(publicKey, message, new Uint8Array(length)), false)
          assert.equal(sm2Verify(new Uint8Array(length), message, signature), false)
        }
        assert.equal(sm2Verify(publicKey, message, new Uint8Array(64)), false)
        assert.equal(sm2Verify(publicKey, message, new Uint8Array(64).fill(0xff)), false)
      }
    },
    {
      name: 'SM2 key pairs come from a seed and lie on the curve',
      run: () => {
        const pair = sm2KeyPair(Uint8Array.from({ length: 40 }, (_, index) => index))
        assert.ok(isSm2PublicKey(pair.publicKey))
        assert.ok(sm2Verify(pair.publicKey, message, sm2Sign(pair.privateKey, message)))
        assert.equal(isSm2PublicKey(new Uint8Array(64)), false)
        assert.equal(isSm2PublicKey(new Uint8Array(64).fill(0xff)), false)
      }
    }
  ]
})
