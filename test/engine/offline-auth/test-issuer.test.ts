import { describe, expect, it } from 'vitest'
import published from '../../../resources/test-issuer/test-issuer.json'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { keyCheckValue } from '../../../src-main/engine/crypto/kcv'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import { withOddParity } from '../../../src-main/engine/crypto/parity'
import { rsaPrivateKey } from '../../../src-main/engine/crypto/rsa'
import { Secret } from '../../../src-main/engine/crypto/secret'
import { iccCertificate, issuerCertificate } from '../../../src-main/engine/offline-auth/build/certificates'
import { rsaSigner, sm2Signer, type Signer } from '../../../src-main/engine/key-operations/signer'
import { signedDynamicData, signedStaticData } from '../../../src-main/engine/offline-auth/build/signatures'
import { caKeyCheckValue } from '../../../src-main/engine/offline-auth/ca-key'
import { testCaKeys, testCard, testIssuer } from '../../../src-main/engine/offline-auth/test-issuer'
import { CREDIT_ECASH } from '../../../src-main/virtual-card/ready-made/credit-ecash'
import { DEBIT_ECASH } from '../../../src-main/virtual-card/ready-made/debit-ecash'
import { ECASH } from '../../../src-main/virtual-card/ready-made/ecash'

const { ca, issuer, masterKeys } = published

function caSigner(algorithm: 'rsa' | 'sm2'): Signer {
  if (algorithm === 'sm2') return sm2Signer(new Secret(hex(ca.sm2.privateKey)))
  const { modulus, exponent, p, q, dP, dQ, qInv } = ca.rsa
  return rsaSigner(
    rsaPrivateKey({
      ...{ modulus: hex(modulus), exponent: hex(exponent), p: hex(p), q: hex(q) },
      ...{ dP: hex(dP), dQ: hex(dQ), qInv: hex(qInv) }
    })
  )
}

describe('the TEST issuer', () => {
  it('says that it is one', () => {
    expect(published.test).toBe(true)
    expect(`${published.comment} ${ca.name} ${issuer.name}`).toMatch(/TEST.*TEST CA.*TEST ISSUER/)
  })

  it('has CA keys with their check values, good to 2049', () => {
    expect(testCaKeys().map((key) => [toHex(caKeyCheckValue(key)), key.expiry])).toEqual([
      [ca.rsa.checkValue, '491231'],
      [ca.sm2.checkValue, '491231']
    ])
  })

  it.each(['rsa', 'sm2'] as const)('%s: its certificate is made by its CA', (algorithm) => {
    const { identifier, ...keys } = testIssuer()
    const made = issuerCertificate(caSigner(algorithm), {
      ...{ identifier, expiry: hex(issuer.expiry), serial: hex('000001') },
      publicKey: keys[algorithm].publicKey
    })
    expect(toHex(made.certificate)).toBe(issuer[algorithm].certificate)
    if (algorithm === 'rsa') expect(toHex(made.remainder ?? hex(''))).toBe(issuer.rsa.remainder)
  })

  it('has master keys, triple DES with odd parity', () => {
    const keys = testIssuer().masterKeys
    const { ac, mac, enc } = keys.tripleDes
    expect([ac, mac, enc].map(withOddParity)).toEqual([ac, mac, enc])
    const values = [...Object.values(masterKeys.tripleDes), ...Object.values(masterKeys.sm4)]
    expect(new Set(values).size).toBe(6)
    expect(keyCheckValue(secretKey('sm4', keys.sm4.ac))).toHaveLength(3)
  })

  it('has keys for every ready-made card, under its number', () => {
    expect(testCard('ecash').pan).toBe(ECASH.pan)
    expect(testCard('debit-ecash').pan).toBe(DEBIT_ECASH.pan)
    expect(testCard('credit-ecash').pan).toBe(CREDIT_ECASH.pan)
  })
})

describe('building', () => {
  const { rsa, sm2 } = testIssuer()
  const content = { pan: '6228480000000015', expiry: hex('1235'), serial: hex('000001'), staticData: hex('') }
  const card = testCard('credit-ecash')

  it('leaves out a remainder that is not needed', () => {
    const { publicKey } = card.rsa
    if (publicKey.algorithm !== 'rsa') throw new Error('not RSA')
    const made = iccCertificate(rsa.signer, {
      ...content,
      publicKey: { ...publicKey, modulus: publicKey.modulus.subarray(0, 80) }
    })
    expect(made.remainder).toBeUndefined()
    expect(made.certificate).toHaveLength(144)
  })

  it('refuses what no card can carry', () => {
    const { publicKey } = card.rsa
    expect(() => iccCertificate(rsa.signer, { ...content, pan: '622848', publicKey })).toThrow(
      '8 to 20 digits'
    )
    expect(() => iccCertificate(rsa.signer, { ...content, expiry: hex('12'), publicKey })).toThrow('expiry')
    expect(() => iccCertificate(rsa.signer, { ...content, serial: hex('01'), publicKey })).toThrow('serial')
    expect(() => iccCertificate(sm2.signer, { ...content, publicKey })).toThrow('sm2 does not sign')
    const long = testCaKeys()[0]
    if (long === undefined) throw new Error('no CA key')
    expect(() => iccCertificate(rsa.signer, { ...content, publicKey: long })).toThrow(
      '176 bytes under one of 144'
    )
    expect(() =>
      signedDynamicData(card.rsa.signer, { iccDynamicNumber: hex('01'), terminalData: hex('') })
    ).toThrow('2 to 8')
    const tooMuch = { dataAuthenticationCode: new Uint8Array(130), staticData: hex('') }
    expect(() => signedStaticData(rsa.signer, tooMuch)).toThrow('do not fit')
  })
})
