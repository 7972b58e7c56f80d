import { concat, equalBytes } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import type { FieldName, Step } from '../../../src-main/engine/offline-auth/authentication'
import type { CaKeyLookup, CaPublicKey } from '../../../src-main/engine/offline-auth/ca-key'
import type { CardData } from '../../../src-main/engine/offline-auth/card-data'
import { iccCertificate } from '../../../src-main/engine/offline-auth/build/certificates'
import { signedStaticData } from '../../../src-main/engine/offline-auth/build/signatures'
import { staticDataToAuthenticate } from '../../../src-main/engine/offline-auth/static-data'
import { testCaKeys, testCard, testIssuer } from '../../../src-main/engine/offline-auth/test-issuer'

export interface CardOptions {
  readonly aid: string
  readonly caKeys: readonly CaPublicKey[]
  /** YYMMDD. */
  readonly date: string
  /** Tag to value, both in hex. */
  readonly objects: Readonly<Record<string, string>>
  readonly staticData?: string
}

/** What a card said, from hex. */
export function cardData({ aid, caKeys, date, objects, staticData = '' }: CardOptions): CardData {
  return {
    aid: hex(aid),
    objects: (tag) => {
      const value = objects[tag.toString(16).toUpperCase()]
      return value === undefined || value === '' ? undefined : hex(value)
    },
    staticData: { kind: 'ok', bytes: hex(staticData) },
    caKeys: lookupIn(caKeys),
    date
  }
}

export function lookupIn(caKeys: readonly CaPublicKey[]): CaKeyLookup {
  return (rid, index) => caKeys.filter((key) => key.index === index && equalBytes(key.rid, rid))
}

/** The bytes of a step's field; none where it has no such field. */
export function fieldOf(step: Step | undefined, name: FieldName): Uint8Array {
  return step?.fields.find((field) => field.name === name)?.bytes ?? new Uint8Array(0)
}

export const TEST_AID = 'A000000333010101'
/** Template 70 with card number, expiry and the list that adds the AIP: what takes part on the cards of these tests. */
export const TEST_RECORD = hex('7016 5A0A6228480000000000018F 5F2403351231 9F4A0182')
const AIP = hex('7D00')

/** Made once: signing takes time. */
const made = new Map<'rsa' | 'sm2', Readonly<Record<string, string>>>()

/** The debit card of the TEST issuer, with all that any method needs; `changes` overrides, '' takes away. */
export function testCardData(
  algorithm: 'rsa' | 'sm2',
  changes: Readonly<Record<string, string>> = {}
): CardData {
  const objects = made.get(algorithm) ?? makeObjects(algorithm)
  made.set(algorithm, objects)
  return {
    ...cardData({ aid: TEST_AID, caKeys: testCaKeys(), date: '261124', objects: { ...objects, ...changes } }),
    staticData: staticDataToAuthenticate([{ sfi: 2, record: 1, data: TEST_RECORD }])
  }
}

function makeObjects(algorithm: 'rsa' | 'sm2'): Record<string, string> {
  const issuer = testIssuer()[algorithm]
  const card = testCard('debit-ecash')
  const staticData = concat(TEST_RECORD.subarray(2), AIP)
  const icc = iccCertificate(issuer.signer, {
    ...{ pan: card.pan, expiry: hex('1235'), serial: hex('0000A1') },
    ...{ publicKey: card[algorithm].publicKey, staticData }
  })
  const signed = signedStaticData(issuer.signer, { dataAuthenticationCode: hex('DAC1'), staticData })
  return {
    '8F': toHex(issuer.caIndex),
    '90': toHex(issuer.certificate),
    '92': 'remainder' in issuer ? toHex(issuer.remainder) : '',
    '9F32': 'exponent' in issuer ? toHex(issuer.exponent) : '',
    '93': toHex(signed),
    '9F46': toHex(icc.certificate),
    '9F48': toHex(icc.remainder ?? hex('')),
    '9F47': toHex(icc.exponent ?? hex('')),
    '5A': '6228480000000000018F',
    '9F4A': '82',
    '82': toHex(AIP)
  }
}
