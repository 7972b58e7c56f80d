import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { sm2KeyPair } from '../../../../src-main/engine/crypto/sm2'
import { generateRsaKey } from '../../../../src-main/engine/crypto/rsa'
import { runComposition } from '../../../../src-main/engine/key-operations/run-composition'
import { rsaSigner, sm2Signer } from '../../../../src-main/engine/key-operations/signer'
import { testCaKeys } from '../../../../src-main/engine/offline-auth/test-issuer'
import {
  certificateRequest,
  readCertificateRequest,
  type CertificateRequest
} from '../../../../src-main/engine/personalization/issuer-keys/certificate-request'
import { certifyRequest } from '../../../../src-main/engine/personalization/issuer-keys/certify-request'
import { importCertificate } from '../../../../src-main/engine/personalization/issuer-keys/import-certificate'
import { testCa } from '../../../../src-main/engine/personalization/issuer-keys/test-ca'
import { testPersonalizationKeys } from '../../../../src-main/engine/personalization/test-keys'
import { lookupIn } from '../../offline-auth/support'
import { prepared } from '../support'

const ca = testCa()
const key = generateRsaKey(1408, 3)
const other = generateRsaKey(1152, 65537)
const publicKey = { algorithm: 'rsa', modulus: key.modulus, exponent: key.exponent } as const
const otherKey = { algorithm: 'rsa', modulus: other.modulus, exponent: other.exponent } as const
const identifier = hex('622848FF')
const request: CertificateRequest = {
  ...{ identifier, expiry: hex('1240'), tracking: hex('000007'), publicKey },
  ...{ rid: ca.rid, caIndex: ca.caIndex }
}
const file = runComposition(certificateRequest(rsaSigner(key), request))
const known = { caKeys: lookupIn(testCaKeys()), date: '260301' }

describe('a certificate request', () => {
  it('is read as it was made', () => {
    expect(readCertificateRequest(file)).toEqual({ kind: 'ok', request })
  })

  it('signed by another key is none', () => {
    const stolen = { ...request, publicKey: otherKey }
    const wrong = runComposition(certificateRequest(rsaSigner(generateRsaKey(1152, 3)), stolen))
    expect(readCertificateRequest(wrong)).toEqual({ kind: 'signature-wrong' })
  })

  it('changed or cut off anywhere is none', () => {
    for (let at = 0; at < file.length; at += 1) {
      const changed = file.slice()
      changed[at] = (changed[at] ?? 0) ^ 0x01
      expect(readCertificateRequest(changed).kind).not.toBe('ok')
      expect(readCertificateRequest(file.slice(0, at)).kind).toBe('malformed')
    }
  })

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => readCertificateRequest(bytes).kind !== 'ok')
    )
  })
})

describe('a returned certificate', () => {
  const returned = runComposition(certifyRequest(ca.signer, request, hex('000042')))

  it('is taken where it is the issuer’s own, under a known key', () => {
    const imported = importCertificate(returned, { publicKey, identifier }, known)
    expect(imported).toMatchObject({
      kind: 'ok',
      issuer: { expiry: '2040-12', publicKey: { modulus: key.modulus } }
    })
  })

  it.each([
    ['of another key', { publicKey: otherKey, identifier }, known, 'other-key'],
    ['for another identifier', { publicKey, identifier: hex('622849FF') }, known, 'other-identifier'],
    ['expired', { publicKey, identifier }, { ...known, date: '410101' }, 'not-verified'],
    ['under an unknown key', { publicKey, identifier }, { ...known, caKeys: () => [] }, 'not-verified']
  ] as const)('%s is refused', (_, own, world, kind) => {
    expect(importCertificate(returned, own, world).kind).toBe(kind)
  })

  it('changed is refused', () => {
    const certificate = returned.certificate.slice()
    certificate[20] = (certificate[20] ?? 0) ^ 0x01
    expect(importCertificate({ ...returned, certificate }, { publicKey, identifier }, known).kind).toBe(
      'not-verified'
    )
  })

  it('makes cards', () => {
    const imported = importCertificate(returned, { publicKey, identifier }, known)
    if (imported.kind !== 'ok') throw new Error(imported.kind)
    const keys = { ...testPersonalizationKeys(), rsa: { ...imported.issuer, signer: rsaSigner(key) } }
    expect(prepared(undefined, undefined, keys).applications).toHaveLength(3)
  })
})

describe('the same with SM2', () => {
  const sm2Ca = testCa('sm2')
  const pair = sm2KeyPair(new Uint8Array(40).fill(0x5a))
  const own = { algorithm: 'sm2', publicKey: pair.publicKey } as const
  const asked: CertificateRequest = { ...request, caIndex: sm2Ca.caIndex, publicKey: own }
  const bytes = runComposition(certificateRequest(sm2Signer(pair.privateKey), asked))
  const returned = runComposition(certifyRequest(sm2Ca.signer, asked, hex('000043')))

  it('a request is read as it was made; changed or cut off anywhere it is none', () => {
    expect(readCertificateRequest(bytes)).toEqual({ kind: 'ok', request: asked })
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ 0x01
      expect(readCertificateRequest(changed).kind, String(at)).not.toBe('ok')
      expect(readCertificateRequest(bytes.slice(0, at)).kind).toBe('malformed')
    }
  })

  it('keys of two algorithms do not sign each other', () => {
    expect(() => runComposition(certificateRequest(rsaSigner(key), asked))).toThrow('does not sign')
    expect(() => runComposition(certifyRequest(ca.signer, asked, hex('000043')))).toThrow('does not sign')
  })

  it('a returned certificate is taken where it is the issuer’s own', () => {
    expect(returned.exponent).toBeUndefined()
    expect(returned.certificate).toHaveLength(142)
    expect(importCertificate(returned, { publicKey: own, identifier }, known)).toMatchObject({
      kind: 'ok-sm2',
      issuer: { expiry: '2040-12', caIndex: hex('F2') }
    })
    expect(importCertificate(returned, { publicKey, identifier }, known).kind).toBe('other-key')
    const certificate = returned.certificate.slice()
    certificate[30] = (certificate[30] ?? 0) ^ 0x01
    expect(importCertificate({ ...returned, certificate }, { publicKey: own, identifier }, known).kind).toBe(
      'not-verified'
    )
  })
})
