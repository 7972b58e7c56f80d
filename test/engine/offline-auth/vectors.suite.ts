import assert from 'node:assert/strict'
import { concat } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { authenticateDynamic, recoverIccKey } from '../../../src-main/engine/offline-auth/authenticate'
import type { Authentication } from '../../../src-main/engine/offline-auth/authentication'
import { caKeyCheckValue, type CaPublicKey } from '../../../src-main/engine/offline-auth/ca-key'
import { openSignature } from '../../../src-main/engine/offline-auth/open'
import { SIGNED_COMBINED_DATA, SIGNED_DYNAMIC_DATA } from '../../../src-main/engine/offline-auth/signature'
import { readCombinedBody, readDynamicBody } from '../../../src-main/engine/offline-auth/signature-body'
import pboc from '../../vectors/offline-auth/pboc-certificates.json'
import testCards from '../../vectors/offline-auth/rsa-test-cards.json'
import unionPay from '../../vectors/offline-auth/unionpay-ca-keys.json'
import { defineSuite } from '../../support/suite'
import { cardData, fieldOf } from './support'

type KeyRow = (typeof unionPay.keys)[number]

function caKey(row: KeyRow): CaPublicKey {
  const named = { rid: hex(row.rid), index: Number.parseInt(row.index, 16) }
  return row.alg === 'SM2'
    ? { ...named, algorithm: 'sm2', publicKey: hex(row.publicKey ?? '') }
    : { ...named, algorithm: 'rsa', modulus: hex(row.modulus ?? ''), exponent: hex(row.exponent ?? '') }
}

const caKeys = unionPay.keys.map(caKey)

function rsaCa(rid: string, index: string, modulus: string): CaPublicKey {
  return {
    rid: hex(rid),
    index: Number.parseInt(index, 16),
    algorithm: 'rsa',
    modulus: hex(modulus),
    exponent: hex('03')
  }
}

/** The key that a certificate holds, its parts put together, whether or not its hash could be checked. */
function certifiedKey(result: Authentication, step: string): string {
  const found = result.steps.find(({ name }) => name === step)
  return toHex(concat(fieldOf(found, 'key'), fieldOf(found, 'key-rest')))
}

const cards = [
  { name: 'CA 94', row: testCards.visa94, pan: '4761739001010119' },
  { name: 'CA F1', row: testCards.mastercardF1, pan: '5413330089020011' }
] as const

export const suite = defineSuite({
  name: 'offline data authentication, published vectors',
  cases: [
    ...unionPay.keys
      .filter(({ sha1 }) => sha1 !== undefined)
      .map((row) => ({
        name: `UnionPay CA key ${row.index} has its published check value`,
        run: () => assert.equal(toHex(caKeyCheckValue(caKey(row))), row.sha1)
      })),
    ...cards.flatMap(({ name, row, pan }) => {
      const card = cardData({
        aid: `${row.rid}1010`,
        caKeys: [rsaCa(row.rid, row.caIndex, row.ca)],
        date: '090101',
        objects: {
          '8F': row.caIndex,
          '90': row.issuerCert90,
          '9F32': row.issuerExp9F32,
          '9F46': row.iccCert9F46,
          '9F48': row.iccRem9F48,
          '9F47': row.iccExp9F47,
          '5A': pan
        }
      })
      return [
        {
          name: `${name}: issuer certificate, with its key`,
          run: () => {
            const { steps, issuerPublicKey } = recoverIccKey(card)
            assert.equal(steps[1]?.name, 'issuer-certificate')
            assert.equal(steps[1].problem, undefined)
            assert(issuerPublicKey?.algorithm === 'rsa')
            assert.equal(toHex(issuerPublicKey.modulus), row.recoveredIssuerKey)
          }
        },
        {
          name: `${name}: card certificate gives its key; its static data were not published`,
          run: () => {
            const result = recoverIccKey(card)
            assert.deepEqual(result.outcome, {
              kind: 'failed',
              step: 'icc-certificate',
              problem: { kind: 'hash' }
            })
            assert.equal(certifiedKey(result, 'icc-certificate'), row.recoveredIccKey)
          }
        }
      ]
    }),
    {
      name: 'CA 94: dynamic signature',
      run: () => {
        const { recoveredIccKey, sdad9F4B, ddolData } = testCards.visa94
        const key = { algorithm: 'rsa', modulus: hex(recoveredIccKey), exponent: hex('03') } as const
        const check = { signature: hex(sdad9F4B), readBody: readDynamicBody }
        const opened = openSignature(key, SIGNED_DYNAMIC_DATA, { ...check, signedData: hex(ddolData) })
        assert(opened.value !== undefined)
        assert.equal(toHex(opened.value), '00AE')
        const block = concat(...opened.step.fields.map(({ bytes }) => bytes))
        assert.equal(toHex(block), testCards.visa94.recoveredSdad)
        const other = openSignature(key, SIGNED_DYNAMIC_DATA, { ...check, signedData: hex('7FBC404A') })
        assert.deepEqual(other.step.problem, { kind: 'hash' })
      }
    },
    {
      name: 'CA F1: combined signature',
      run: () => {
        const { recoveredIccKey, sdad9F4B, ddolData } = testCards.mastercardF1
        const key = { algorithm: 'rsa', modulus: hex(recoveredIccKey), exponent: hex('03') } as const
        const opened = openSignature(key, SIGNED_COMBINED_DATA, {
          signature: hex(sdad9F4B),
          signedData: hex(ddolData),
          readBody: readCombinedBody(20)
        })
        assert(opened.value !== undefined)
        assert.equal(toHex(opened.value.number), '537EB5E03CC433C8')
        assert.equal(opened.value.cid, 0x00)
        assert.equal(toHex(opened.value.cryptogram), '55B6408DBC985131')
        const block = concat(...opened.step.fields.map(({ bytes }) => bytes))
        assert.equal(toHex(block), testCards.mastercardF1.recoveredSdad)
      }
    },
    {
      name: 'PBOC RSA chain under CA 0B, with static data and AIP',
      run: () => {
        const row = pboc.rsaChain
        const result = recoverIccKey(
          cardData({
            aid: 'A000000333010101',
            caKeys,
            date: '140101',
            staticData: row.staticDataToAuthenticate,
            objects: {
              '8F': row.caIndex,
              '90': row.issuerCert90,
              '9F32': row.issuerExp9F32,
              '9F46': row.iccCert9F46,
              '9F48': row.iccRem9F48,
              '9F47': row.iccExp9F47,
              '5A': '623548973000021812',
              '9F4A': '82',
              '82': row.aip82
            }
          })
        )
        assert.deepEqual(result.outcome, { kind: 'authenticated' })
      }
    },
    {
      name: 'PBOC issuer certificate under CA 09: the block opens, its remainder is missing',
      run: () => {
        const row = pboc.rsaIssuerOnly
        const result = recoverIccKey(
          cardData({
            aid: 'A000000333010101',
            caKeys,
            date: '140101',
            objects: { '8F': row.caIndex, '90': row.issuerCert90, '9F32': '03', '5A': '6235210000000000' }
          })
        )
        assert.deepEqual(result.outcome, { kind: 'missing', step: 'issuer-certificate', tags: [0x92] })
        const block = concat(...(result.steps[1]?.fields ?? []).map(({ bytes }) => bytes))
        assert.equal(toHex(block.subarray(0, 15)), row.recoveredHead)
      }
    },
    {
      name: 'PBOC SM2 chain under CA 18, with static data and AIP',
      run: () => {
        const row = pboc.sm2Chain
        const result = recoverIccKey(
          cardData({
            aid: 'A000000333010101',
            caKeys,
            date: '140101',
            staticData: row.staticDataIncludingAip,
            objects: {
              '8F': row.caIndex,
              '90': row.issuerCert90,
              '9F46': row.iccCert9F46,
              '5A': '623548973000021812FF'
            }
          })
        )
        assert.deepEqual(result.outcome, { kind: 'authenticated' })
        assert.equal(result.iccPublicKey?.algorithm, 'sm2')
      }
    },
    {
      name: 'PBOC SM2 issuer certificate under CA 57',
      run: () => {
        const row = pboc.sm2IssuerCa57
        const key: CaPublicKey = {
          ...{ rid: hex('A000000333'), index: 0x57 },
          ...{ algorithm: 'sm2', publicKey: hex(row.caPublicKey) }
        }
        const objects = { '8F': '57', '90': row.issuerCert90, '5A': '6228000112345678' }
        const result = authenticateDynamic(
          cardData({ aid: 'A000000333010101', caKeys: [key], date: '140101', objects }),
          { signed: undefined, ddolData: hex('') }
        )
        assert.equal(result.steps[1]?.name, 'issuer-certificate')
        assert.equal(result.issuerPublicKey?.algorithm, 'sm2')
      }
    },
    {
      name: 'PBOC SM2 combined signature',
      run: () => {
        const { publicKey, signedMessage, signature } = pboc.sm2Cda
        const message = hex(signedMessage)
        const opened = openSignature({ algorithm: 'sm2', publicKey: hex(publicKey) }, SIGNED_COMBINED_DATA, {
          signature: concat(message.subarray(0, 46), hex(signature)),
          signedData: message.subarray(46),
          readBody: readCombinedBody(32)
        })
        assert(opened.value !== undefined)
        assert.equal(opened.value.cid, 0x40)
        assert.equal(toHex(opened.value.cryptogram), '9ACA6FCE2FE13FA0')
        assert.equal(toHex(opened.value.number), '00D1')
      }
    }
  ]
})
