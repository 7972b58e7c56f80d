import { describe, expect, it } from 'vitest'
import { concat } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { rsaPublicOperation } from '../../../src-main/engine/crypto/rsa'
import {
  authenticateDynamic,
  authenticateFast,
  authenticateStatic,
  recoverIccKey,
  recoverPinKey
} from '../../../src-main/engine/offline-auth/authenticate'
import { authenticateCombined } from '../../../src-main/engine/offline-auth/authenticate-combined'
import type { AuthenticationOutcome } from '../../../src-main/engine/offline-auth/authentication'
import { iccCertificate } from '../../../src-main/engine/offline-auth/build/certificates'
import { runComposition } from '../../../src-main/engine/key-operations/run-composition'
import { signRsaBlock as rsaBlockOf } from '../../../src-main/engine/offline-auth/build/rsa-block'
import { signedCombinedData, signedDynamicData } from '../../../src-main/engine/offline-auth/build/signatures'
import type { CardData } from '../../../src-main/engine/offline-auth/card-data'
import { testCaKeys, testCard, testIssuer } from '../../../src-main/engine/offline-auth/test-issuer'
import { tlv } from '../../../src-main/engine/tlv/tlv'
import { lookupIn, TEST_RECORD, testCardData } from './support'

const UN = hex('01020304')
const issuer = testIssuer()
const card = testCard('debit-ecash')
const staticData = concat(TEST_RECORD.subarray(2), hex('7D00'))

function outcome(data: CardData): AuthenticationOutcome {
  return recoverIccKey(data).outcome
}

/** The same card, whose CA key says that issuer certificates with these serial numbers were revoked. */
function withRevoked(data: CardData, ...serials: readonly string[]): CardData {
  const revoked = serials.map(hex)
  return { ...data, caKeys: (rid, index) => data.caKeys(rid, index).map((key) => ({ ...key, revoked })) }
}

function signRsaBlock(...parts: Parameters<typeof rsaBlockOf>): Uint8Array {
  return runComposition(rsaBlockOf(...parts))
}

/** A card certificate whose fields between 6A and the key are these, rightly signed. */
function signedCertificate(fields: string): string {
  const { publicKey } = card.rsa
  if (publicKey.algorithm !== 'rsa') throw new Error('not RSA')
  const head = hex(fields)
  const room = issuer.rsa.signer.length - 22 - head.length
  const [first, rest] = [publicKey.modulus.subarray(0, room), publicKey.modulus.subarray(room)]
  const beside = concat(rest, publicKey.exponent, staticData)
  return toHex(signRsaBlock(issuer.rsa.signer, concat(head, first), beside))
}

const PAN = '6228480000000000018F'
const RIGHT = `04 ${PAN} 1235 0000A1 01 01 80 01`

describe('certificates', () => {
  it('takes the one that is right', () => {
    const data = testCardData('rsa', { '9F46': signedCertificate(RIGHT) })
    expect(outcome(data)).toEqual({ kind: 'authenticated' })
  })

  const rows: readonly (readonly [name: string, fields: string, problem: object])[] = [
    ['format', RIGHT.replace('04 ', '02 '), { kind: 'format', expected: 4, found: 2 }],
    ['hash algorithm', RIGHT.replace('01 01 80', '02 01 80'), { kind: 'hash-algorithm', found: 2 }],
    ['key algorithm', RIGHT.replace('01 01 80', '01 04 80'), { kind: 'key-algorithm', found: 4 }],
    ['key length', RIGHT.replace('80 01', '91 01'), { kind: 'key-length', most: 144, found: 0x91 }],
    [
      'remainder length',
      RIGHT.replace('80 01', '81 01'),
      { kind: 'length', tag: 0x9f48, expected: 27, found: 26 }
    ],
    ['card number', RIGHT.replace('0018F', '0026F'), { kind: 'pan' }],
    ['card number, filling', RIGHT.replace(PAN, `${PAN.slice(0, -1)}0`), { kind: 'pan' }],
    ['card number, length', RIGHT.replace(PAN, '622848000000000001FF'), { kind: 'pan' }],
    ['expiry', RIGHT.replace('1235', '1026'), { kind: 'expired', expiry: '1026' }],
    ['expiry, last century', RIGHT.replace('1235', '1299'), { kind: 'expired', expiry: '1299' }],
    ['expiry, month', RIGHT.replace('1235', '1335'), { kind: 'expiry-unreadable', expiry: '1335' }],
    ['expiry, digits', RIGHT.replace('1235', '0A35'), { kind: 'expiry-unreadable', expiry: '0A35' }]
  ]
  it.each(rows)('refuses another %s', (_, fields, problem) => {
    expect(outcome(testCardData('rsa', { '9F46': signedCertificate(fields) }))).toEqual({
      kind: 'failed',
      step: 'icc-certificate',
      problem
    })
  })

  it.each([
    ['header', 0],
    ['trailer', 143]
  ] as const)('refuses another %s around what is right', (kind, at) => {
    const changed = (signed: Uint8Array): string => {
      const { publicKey, signer } = issuer.rsa
      const block = publicKey.algorithm === 'rsa' ? rsaPublicOperation(publicKey, signed) : undefined
      if (block === undefined) throw new Error('it cannot be recovered')
      return toHex(signer.privateOperation(block.map((byte, index) => (index === at ? byte ^ 1 : byte))))
    }
    const right = testCardData('rsa')
    const certificate = changed(right.objects(0x9f46) ?? hex(''))
    expect(outcome(testCardData('rsa', { '9F46': certificate }))).toMatchObject({
      step: 'icc-certificate',
      problem: { kind }
    })
    const signature = changed(right.objects(0x93) ?? hex(''))
    expect(authenticateStatic(testCardData('rsa', { '93': signature })).outcome).toMatchObject({
      step: 'signed-static-data',
      problem: { kind }
    })
  })

  it('is good to the last day of its month', () => {
    const data = testCardData('rsa', { '9F46': signedCertificate(RIGHT.replace('1235', '1126')) })
    expect(outcome({ ...data, date: '261130' })).toEqual({ kind: 'authenticated' })
    expect(outcome({ ...data, date: '261201' })).toMatchObject({ problem: { kind: 'expired' } })
  })

  it('refuses what another key signed', () => {
    const other = iccCertificate(testCard('ecash').rsa.signer, {
      ...{ pan: card.pan, expiry: hex('1235'), serial: hex('0000A1') },
      ...{ publicKey: card.rsa.publicKey, staticData }
    })
    // A certificate of 128 bytes under a key of 144.
    expect(outcome(testCardData('rsa', { '9F46': toHex(other.certificate) }))).toMatchObject({
      step: 'icc-certificate',
      problem: { kind: 'length', tag: 0x9f46, expected: 144, found: 128 }
    })
    const changed = toHex(issuer.rsa.certificate).replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))
    expect(outcome(testCardData('rsa', { '90': changed }))).toMatchObject({
      kind: 'failed',
      step: 'issuer-certificate',
      problem: { kind: 'trailer', expected: 0xbc }
    })
  })

  it('refuses static data that are not those that were signed', () => {
    const data = testCardData('rsa', { '82': '7C00' })
    expect(outcome(data)).toMatchObject({ step: 'icc-certificate', problem: { kind: 'hash' } })
    expect(authenticateStatic(data).outcome).toMatchObject({
      step: 'signed-static-data',
      problem: { kind: 'hash' }
    })
    expect(outcome(testCardData('sm2', { '82': '7C00' }))).toMatchObject({ problem: { kind: 'signature' } })
  })

  it('refuses a card number that the issuer does not own', () => {
    const data = testCardData('rsa', { '5A': '6228490000000000018F' })
    expect(outcome(data)).toMatchObject({
      step: 'issuer-certificate',
      problem: { kind: 'issuer-identifier' }
    })
  })

  it('takes the card number from track 2 where 5A is absent', () => {
    const data = testCardData('rsa', { '5A': '', '57': '6228480000000000018D3512220F' })
    expect(outcome(data)).toEqual({ kind: 'authenticated' })
    expect(outcome(testCardData('rsa', { '5A': '' }))).toEqual({
      kind: 'missing',
      step: 'issuer-certificate',
      tags: [0x5a]
    })
  })

  it('refuses a revoked issuer certificate', () => {
    const data = withRevoked(testCardData('rsa'), '0000FF', '000001')
    expect(outcome(data)).toMatchObject({ problem: { kind: 'revoked', serial: hex('000001') } })
    expect(outcome(withRevoked(testCardData('rsa'), '0000FF'))).toEqual({ kind: 'authenticated' })
  })

  it('refuses a CA key that is unknown or no longer good', () => {
    const data = testCardData('rsa')
    expect(outcome({ ...data, caKeys: () => [] })).toMatchObject({
      step: 'ca-key',
      problem: { kind: 'unknown-ca-key', index: 0xf1 }
    })
    expect(outcome({ ...data, aid: hex('A0000003') })).toMatchObject({ problem: { kind: 'unknown-ca-key' } })
    const old = testCaKeys().map((key) => ({ ...key, expiry: '261123' }))
    expect(outcome({ ...data, caKeys: lookupIn(old) })).toMatchObject({
      problem: { kind: 'ca-key-expired', expiry: '261123' }
    })
  })

  it('chooses by the shape of the certificate where RSA and SM2 share an index', () => {
    const shared = testCaKeys().map((key) => ({ ...key, index: 0x09 }))
    for (const algorithm of ['rsa', 'sm2'] as const) {
      const data = { ...testCardData(algorithm, { '8F': '09' }), caKeys: lookupIn(shared) }
      expect(outcome(data)).toEqual({ kind: 'authenticated' })
    }
  })

  it.each([
    ['rsa', '8F', 'ca-key'],
    ['rsa', '90', 'issuer-certificate'],
    ['rsa', '92', 'issuer-certificate'],
    ['rsa', '9F32', 'issuer-certificate'],
    ['rsa', '9F46', 'icc-certificate'],
    ['rsa', '9F48', 'icc-certificate'],
    ['rsa', '9F47', 'icc-certificate'],
    ['rsa', '82', 'static-data'],
    ['sm2', '8F', 'ca-key'],
    ['sm2', '90', 'issuer-certificate'],
    ['sm2', '9F46', 'icc-certificate']
  ] as const)('%s: says that %s is missing', (algorithm, tag, step) => {
    expect(outcome(testCardData(algorithm, { [tag]: '' }))).toEqual({
      kind: 'missing',
      step,
      tags: [Number.parseInt(tag, 16)]
    })
  })

  it('refuses a record that is no template, and a list that names more than the AIP', () => {
    const data = testCardData('rsa')
    expect(outcome({ ...data, staticData: { kind: 'bad', sfi: 3, record: 2 } })).toEqual({
      kind: 'failed',
      step: 'static-data',
      problem: { kind: 'record', sfi: 3, record: 2 }
    })
    for (const list of ['8295', '95', '8282']) {
      expect(outcome(testCardData('rsa', { '9F4A': list }))).toMatchObject({ problem: { kind: 'tag-list' } })
    }
  })

  it.each([
    ['format', 0, 0x12, { kind: 'format', expected: 0x14, found: 0x12 }],
    ['signature algorithm', 16, 0x01, { kind: 'key-algorithm', found: 1 }],
    ['curve', 18, 0x12, { kind: 'curve', found: 0x12 }],
    ['key length', 19, 0x41, { kind: 'key-length', most: 64, found: 0x41 }],
    ['card number', 5, 0x99, { kind: 'signature' }],
    ['signature', 147, 0x00, { kind: 'signature' }]
  ])('SM2: refuses another %s', (_, offset, value, problem) => {
    const certificate = hex(toHex(testCardData('sm2').objects(0x9f46) ?? hex('')))
    certificate[offset] = certificate[offset] === value ? value + 1 : value
    expect(outcome(testCardData('sm2', { '9F46': toHex(certificate) }))).toMatchObject({ problem })
  })

  it('SM2: refuses what is expired or revoked', () => {
    const old = iccCertificate(issuer.sm2.signer, {
      ...{ pan: card.pan, expiry: hex('1026'), serial: hex('0000A1') },
      ...{ publicKey: card.sm2.publicKey, staticData }
    })
    expect(outcome(testCardData('sm2', { '9F46': toHex(old.certificate) }))).toMatchObject({
      step: 'icc-certificate',
      problem: { kind: 'expired', expiry: '1026' }
    })
    expect(outcome(withRevoked(testCardData('sm2'), '000001'))).toMatchObject({
      step: 'issuer-certificate',
      problem: { kind: 'revoked' }
    })
  })

  it('SM2: refuses another length', () => {
    const certificate = toHex(testCardData('sm2').objects(0x9f46) ?? hex(''))
    expect(outcome(testCardData('sm2', { '9F46': certificate.slice(2) }))).toMatchObject({
      problem: { kind: 'length', tag: 0x9f46, expected: 148, found: 147 }
    })
  })
})

describe('signatures', () => {
  it('says that they are missing', () => {
    expect(authenticateStatic(testCardData('rsa', { '93': '' })).outcome).toMatchObject({ tags: [0x93] })
    const dynamic = authenticateDynamic(testCardData('rsa'), { signed: undefined, ddolData: UN })
    expect(dynamic.outcome).toEqual({ kind: 'missing', step: 'signed-dynamic-data', tags: [0x9f4b] })
  })

  it('refuses a static signature with a dynamic one in its place', () => {
    const wrong = signRsaBlock(issuer.rsa.signer, hex('0501DAC1'), staticData)
    expect(authenticateStatic(testCardData('rsa', { '93': toHex(wrong) })).outcome).toMatchObject({
      problem: { kind: 'format', expected: 3, found: 5 }
    })
  })

  it('refuses another hash algorithm', () => {
    const wrong = signRsaBlock(issuer.rsa.signer, hex('0302DAC1'), staticData)
    expect(authenticateStatic(testCardData('rsa', { '93': toHex(wrong) })).outcome).toMatchObject({
      step: 'signed-static-data',
      problem: { kind: 'hash-algorithm', found: 2 }
    })
  })

  it('refuses dynamic data that claim more than there is', () => {
    const signed = signRsaBlock(card.rsa.signer, concat(hex('0501FF')), UN)
    expect(authenticateDynamic(testCardData('rsa'), { signed, ddolData: UN }).outcome).toMatchObject({
      problem: { kind: 'signed-data', length: 0xff }
    })
  })

  it('takes a dynamic signature without a dynamic number', () => {
    const signed = signRsaBlock(card.rsa.signer, hex('050100'), UN)
    const result = authenticateDynamic(testCardData('rsa'), { signed, ddolData: UN })
    expect(result.outcome).toEqual({ kind: 'authenticated' })
    expect(result.iccDynamicNumber).toBeUndefined()
  })

  it('fast: refuses a number that is not the counter', () => {
    const fast = { unpredictableNumber: UN, amount: hex('000000000100'), currency: hex('0156') }
    const signed = signedDynamicData(card.rsa.signer, { iccDynamicNumber: hex('0007'), terminalData: UN })
    const objects = { '9F4B': toHex(signed), '9F36': '0008' }
    expect(authenticateFast(testCardData('rsa', objects), fast).outcome).toMatchObject({
      step: 'signed-fast-data',
      problem: { kind: 'dynamic-number' }
    })
    expect(authenticateFast(testCardData('rsa', { ...objects, '9F36': '' }), fast).outcome).toMatchObject({
      tags: [0x9f36]
    })
  })

  const combined = { unpredictableNumber: UN, pdolData: hex('AA'), cdol1Data: hex('BB') }
  const cryptogram = hex('0011223344556677')
  const answer = (cid: string, transactionData: string): Uint8Array => {
    const signed = signedCombinedData(card.rsa.signer, {
      ...{ iccDynamicNumber: hex('0007'), cid: 0x40, cryptogram, unpredictableNumber: UN },
      transactionData: hex(transactionData)
    })
    return tlv(0x77, tlv(0x9f27, hex(cid)), tlv(0x9f4b, signed))
  }

  it('combined: refuses another CID and other transaction data', () => {
    const check = (response: Uint8Array): AuthenticationOutcome =>
      authenticateCombined(testCardData('rsa'), { ...combined, response }).outcome
    expect(check(answer('40', 'AABB9F270140'))).toEqual({ kind: 'authenticated' })
    expect(check(answer('80', 'AABB9F270180'))).toMatchObject({
      problem: { kind: 'cid', signed: 0x40, found: 0x80 }
    })
    expect(check(answer('40', 'AABC9F270140'))).toMatchObject({ problem: { kind: 'transaction-hash' } })
    expect(
      authenticateCombined(testCardData('rsa'), {
        ...combined,
        unpredictableNumber: hex('01020305'),
        response: answer('40', 'AABB9F270140')
      }).outcome
    ).toMatchObject({ step: 'signed-combined-data', problem: { kind: 'hash' } })
  })

  it('combined: refuses an answer that is no template 77, or lacks what it must hold', () => {
    const check = (response: string): AuthenticationOutcome =>
      authenticateCombined(testCardData('rsa'), { ...combined, response: hex(response) }).outcome
    expect(check('8004400007AABB')).toMatchObject({ step: 'response', problem: { kind: 'response' } })
    expect(check('77049F270140 00 7700')).toMatchObject({ problem: { kind: 'response' } })
    expect(check('77109F270140')).toMatchObject({ problem: { kind: 'response' } })
    expect(check('77049F270140')).toEqual({ kind: 'missing', step: 'response', tags: [0x9f4b] })
    expect(check('7700')).toEqual({ kind: 'missing', step: 'response', tags: [0x9f27, 0x9f4b] })
  })

  it('combined: refuses signed data that are too short', () => {
    const signed = signRsaBlock(card.rsa.signer, hex('0501 05 02 0007 40 00'), UN)
    const response = tlv(0x77, tlv(0x9f27, hex('40')), tlv(0x9f4b, signed))
    expect(authenticateCombined(testCardData('rsa'), { ...combined, response }).outcome).toMatchObject({
      problem: { kind: 'signed-data', length: 5 }
    })
  })
})

describe('the key for enciphered PINs', () => {
  it('is the card key where no other has a certificate', () => {
    expect(recoverPinKey(testCardData('rsa')).iccPublicKey).toEqual(card.rsa.publicKey)
  })

  it('has its own certificate, which covers no static data', () => {
    const { publicKey } = testCard('ecash').rsa
    const pin = iccCertificate(issuer.rsa.signer, {
      ...{ pan: card.pan, expiry: hex('1235'), serial: hex('0000A2') },
      ...{ publicKey, staticData: hex('') }
    })
    const objects = {
      '9F2D': toHex(pin.certificate),
      '9F2F': toHex(pin.remainder ?? hex('')),
      '9F2E': toHex(pin.exponent ?? hex(''))
    }
    const result = recoverPinKey(testCardData('rsa', objects))
    expect(result.outcome).toEqual({ kind: 'authenticated' })
    expect(result.iccPublicKey).toEqual(publicKey)
    expect(result.steps.map(({ name }) => name)).toContain('pin-certificate')
  })
})
