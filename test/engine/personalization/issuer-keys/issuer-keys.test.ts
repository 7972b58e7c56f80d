import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { generateRsaKey } from '../../../../src-main/engine/crypto/rsa'
import { runComposition } from '../../../../src-main/engine/key-operations/run-composition'
import { rsaSigner } from '../../../../src-main/engine/key-operations/signer'
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
const publicKey = { modulus: key.modulus, exponent: key.exponent }
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
    const stolen = { ...request, publicKey: { modulus: other.modulus, exponent: other.exponent } }
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
    ['of another key', { publicKey: other, identifier }, known, 'other-key'],
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
