import fc from 'fast-check'
import { expect, it } from 'vitest'
import { concat } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import {
  authenticateDynamic,
  authenticateFast,
  authenticateStatic,
  recoverPinKey
} from '../../../src-main/engine/offline-auth/authenticate'
import { authenticateCombined } from '../../../src-main/engine/offline-auth/authenticate-combined'
import type { Authentication } from '../../../src-main/engine/offline-auth/authentication'
import { stepViews } from '../../../src-main/engine/offline-auth/authentication-view'
import { signedDynamicData } from '../../../src-main/engine/offline-auth/build/signatures'
import type { CaPublicKey } from '../../../src-main/engine/offline-auth/ca-key'
import type { CardData } from '../../../src-main/engine/offline-auth/card-data'
import { staticDataToAuthenticate } from '../../../src-main/engine/offline-auth/static-data'
import { testCard, testIssuer } from '../../../src-main/engine/offline-auth/test-issuer'
import { tlv } from '../../../src-main/engine/tlv/tlv'
import { lookupIn, TEST_AID, testCardData } from './support'

const UN = hex('01020304')
const TAGS = ['8F', '90', '92', '9F32', '93', '9F46', '9F48', '9F47', '5A', '57', '9F4A', '82'] as const
const bytes = (maxLength: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength })

/** Milliseconds that a test may take on a busy machine; SM2 takes its time. */
const PATIENCE = 60_000

/** Every method, on what may be anything. */
function everyMethod(card: CardData, signed: Uint8Array): Authentication[] {
  const sent = { unpredictableNumber: UN, pdolData: hex(''), cdol1Data: UN }
  const results = [
    authenticateStatic(card),
    authenticateDynamic(card, { signed, ddolData: UN }),
    authenticateFast(card, { unpredictableNumber: UN, amount: hex('000000000000'), currency: hex('0156') }),
    authenticateCombined(card, { ...sent, response: signed }),
    authenticateCombined(card, {
      ...sent,
      response: tlv(0x77, tlv(0x9f27, hex('80')), tlv(0x9f4b, signed))
    }),
    recoverPinKey(card)
  ]
  for (const { steps } of results) stepViews(steps, { reveal: true })
  return results
}

it('never throws on any data objects', { timeout: PATIENCE }, () => {
  const objects = fc.dictionary(
    fc.constantFrom(...TAGS, '9F2D', '9F2E', '9F2F', '9F36', '9F4B', '9F69'),
    bytes(260)
  )
  fc.assert(
    fc.property(objects, bytes(300), bytes(20), (given, signed, aid) => {
      const card = testCardData('rsa', hexOf(given))
      for (const { outcome } of everyMethod({ ...card, aid }, signed)) {
        expect(outcome.kind).not.toBe('authenticated')
      }
      everyMethod(card, signed)
    }),
    { numRuns: 60 }
  )
})

it('never throws on keys that are none', () => {
  const key = fc.oneof(
    fc.record({ algorithm: fc.constant('rsa' as const), modulus: bytes(60), exponent: bytes(6) }),
    fc.record({ algorithm: fc.constant('sm2' as const), publicKey: bytes(70) })
  )
  fc.assert(
    fc.property(key, bytes(60), bytes(60), (given, certificate, signed) => {
      const caKey: CaPublicKey = { ...given, rid: hex(TEST_AID).subarray(0, 5), index: 0xf1 }
      const card = testCardData('rsa', hexOf({ '90': certificate, '93': signed }))
      for (const { outcome } of everyMethod({ ...card, caKeys: lookupIn([caKey]) }, signed)) {
        expect(outcome.kind).not.toBe('authenticated')
      }
    })
  )
})

/** A block that begins and ends rightly, with anything between, signed rightly: what a hostile issuer or card can make. */
it('never throws on rightly signed nonsense', { timeout: PATIENCE }, () => {
  const issuer = testIssuer().rsa.signer
  const icc = testCard('debit-ecash').rsa.signer
  const block = (length: number): fc.Arbitrary<Uint8Array> =>
    fc
      .tuple(
        fc.constantFrom(0x02, 0x03, 0x04, 0x05),
        fc.uint8Array({ minLength: length - 3, maxLength: length - 3 })
      )
      .map(([format, rest]) => concat(Uint8Array.of(0x6a, format), rest, Uint8Array.of(0xbc)))
  fc.assert(
    fc.property(block(issuer.length), block(icc.length), (byIssuer, byCard) => {
      const signed = toHex(issuer.privateOperation(byIssuer))
      const ofCard = icc.privateOperation(byCard)
      everyMethod(testCardData('rsa', { '93': signed, '9F46': signed }), ofCard)
      everyMethod(testCardData('rsa', { '9F4B': toHex(ofCard), '9F36': '0001' }), ofCard)
    }),
    { numRuns: 40 }
  )
})

it('notices every changed, missing or added byte', { timeout: PATIENCE }, () => {
  for (const algorithm of ['rsa', 'sm2'] as const) {
    const tags = algorithm === 'rsa' ? TAGS : (['8F', '90', '93', '9F46', '5A', '9F4A', '82'] as const)
    const card = testCardData(algorithm)
    const { signer } = testCard('debit-ecash')[algorithm]
    const signed = signedDynamicData(signer, { iccDynamicNumber: hex('0001'), terminalData: UN })
    const change = fc.record({
      tag: fc.constantFrom(...tags).filter((tag) => card.objects(Number.parseInt(tag, 16)) !== undefined),
      how: fc.constantFrom('change', 'drop', 'add'),
      at: fc.nat(),
      mask: fc.integer({ min: 1, max: 255 })
    })
    fc.assert(
      fc.property(change, ({ tag, how, at, mask }) => {
        const value = card.objects(Number.parseInt(tag, 16)) ?? hex('')
        const changed = changedBytes(value, how, at, mask)
        const other = testCardData(algorithm, hexOf({ [tag]: changed }))
        const [first, second] = [
          authenticateStatic(other).outcome,
          authenticateDynamic(other, { signed, ddolData: UN }).outcome
        ]
        // The one signs 93, the other 9F46; everything else is under both.
        const bothHold = first.kind === 'authenticated' && second.kind === 'authenticated'
        expect(bothHold).toBe(false)
      }),
      { numRuns: 60 }
    )
  }
})

it('never throws on any records', () => {
  const record = fc.record({
    sfi: fc.integer({ min: 1, max: 30 }),
    record: fc.integer({ min: 1, max: 255 }),
    data: bytes(80)
  })
  fc.assert(
    fc.property(fc.array(record, { maxLength: 6 }), (records) => {
      expect(['ok', 'bad']).toContain(staticDataToAuthenticate(records).kind)
    })
  )
})

function changedBytes(value: Uint8Array, how: string, at: number, mask: number): Uint8Array {
  const index = value.length === 0 ? 0 : at % value.length
  if (how === 'drop') return concat(value.subarray(0, index), value.subarray(index + 1))
  if (how === 'add') return concat(value.subarray(0, index), Uint8Array.of(mask), value.subarray(index))
  return value.map((byte, position) => (position === index ? byte ^ mask : byte))
}

function hexOf(objects: Readonly<Record<string, Uint8Array>>): Record<string, string> {
  return Object.fromEntries(Object.entries(objects).map(([tag, value]) => [tag, toHex(value)]))
}
