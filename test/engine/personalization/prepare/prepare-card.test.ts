import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../../src-main/engine/bytes/hex'
import { keyCheckValue } from '../../../../src-main/engine/crypto/kcv'
import { deriveCardKeys, type SecretKeySet } from '../../../../src-main/engine/cryptogram/in-memory'
import { authenticateStatic } from '../../../../src-main/engine/offline-auth/authenticate'
import { recoverChain, collectStaticData } from '../../../../src-main/engine/offline-auth/key-chain'
import { AuthenticationRun } from '../../../../src-main/engine/offline-auth/authentication-run'
import type { CardData } from '../../../../src-main/engine/offline-auth/card-data'

import { staticDataToAuthenticate } from '../../../../src-main/engine/offline-auth/static-data'
import { testCaKeys } from '../../../../src-main/engine/offline-auth/test-issuer'
import type { PreparedApplication } from '../../../../src-main/engine/personalization/prepare/prepared-card'
import { testPersonalizationKeys } from '../../../../src-main/engine/personalization/test-keys'
import { decodeTlv, walkTlv } from '../../../../src-main/engine/tlv/tlv'
import { exampleApplicant, prepared, profileForTestKey, testIccKey } from '../support'

function application(id: string, card = prepared()): PreparedApplication {
  const found = card.applications.find((candidate) => candidate.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

function plain({ groupings }: PreparedApplication, dgi: number): Uint8Array {
  const content = groupings.find(({ id }) => id === dgi)?.content
  if (content?.kind !== 'plain') throw new Error(`${dgi.toString(16)} is not plain`)
  return content.bytes
}

/** What a terminal would have read by the AFL in this DGI. */
function asRead(pboc: PreparedApplication, options: number): CardData {
  const objects = new Map<number, Uint8Array>()
  const take = (bytes: Uint8Array): void => {
    for (const { tag, value } of walkTlv(decodeTlv(bytes).nodes)) objects.set(tag, value)
  }
  take(plain(pboc, options))
  const signed: { sfi: number; record: number; data: Uint8Array }[] = []
  const afl = objects.get(0x94) ?? hex('')
  for (let at = 0; at < afl.length; at += 4) {
    const [place = 0, first = 0, last = 0, count = 0] = afl.subarray(at, at + 4)
    for (let record = first; record <= last; record += 1) {
      const data = plain(pboc, (place >> 3) * 256 + record)
      take(data)
      if (record < first + count) signed.push({ sfi: place >> 3, record, data })
    }
  }
  return {
    aid: hex('A000000333010101'),
    objects: (tag) => objects.get(tag),
    staticData: staticDataToAuthenticate(signed),
    caKeys: (_rid, index) => testCaKeys().filter((key) => key.index === index),
    date: '260301'
  }
}

describe('a prepared debit card with e-cash', () => {
  it('has its application before its directories', () => {
    expect(prepared().applications.map(({ id, instance }) => [id, toHex(instance)])).toEqual([
      ['pboc', 'A000000333010101'],
      ['pse', '315041592E5359532E4444463031'],
      ['ppse', '325041592E5359532E4444463031']
    ])
  })

  it.each(['9104', '9203', '9204', '9207'])('is certified over what the AFL of %s marks', (options) => {
    const card = asRead(application('pboc'), Number.parseInt(options, 16))
    const run = new AuthenticationRun()
    const key = recoverChain(run, card)
    expect(key).toMatchObject({ algorithm: 'rsa', modulus: testIccKey().modulus })
    expect(collectStaticData(run, card)).toBeDefined()
    expect(run.end().outcome.kind).toBe('authenticated')
  })

  it('carries the issuer’s signature over its static data, which a changed record breaks', () => {
    const card = asRead(application('pboc'), 0x9104)
    expect(authenticateStatic(card).outcome.kind).toBe('authenticated')
    const other = { kind: 'ok', bytes: hex('00') } as const
    expect(authenticateStatic({ ...card, staticData: other }).outcome.kind).toBe('failed')
  })

  it('has keys of its own, with their check values', () => {
    const content = application('pboc').groupings.find(({ id }) => id === 0x8000)?.content
    const keys = deriveCardKeys(testPersonalizationKeys().issuerMaster as SecretKeySet, {
      pan: '6228480000000000117',
      psn: '00'
    })
    const checks = [keys.ac, keys.mac, keys.enc].map((key) => toHex(keyCheckValue(key))).join('')
    expect(content?.kind).toBe('keys')
    expect(toHex(plain(application('pboc'), 0x9000))).toBe(checks)
    expect(content?.kind === 'keys' && toHex(content.checks)).toBe(checks)
  })

  it('holds the applicant’s data in their formats', () => {
    const card = asRead(application('pboc'), 0x9104)
    const value = (tag: number): string => toHex(card.objects(tag) ?? hex(''))
    expect(value(0x5a)).toBe('6228480000000000117F')
    expect(value(0x57)).toMatch(/^6228480000000000117D35122201\d{7}F?$/)
    expect(value(0x5f24)).toBe('351231')
    expect(value(0x5f20)).toBe('D5C5C8FDB2E2CAD4')
    expect(value(0x9f62)).toBe('00')
  })

  it('keeps secrets apart: none is plain, none prints', () => {
    const { groupings } = application('pboc')
    const secret = groupings.filter(({ encrypt }) => encrypt)
    expect(secret.map(({ id }) => id.toString(16))).toEqual([
      ...['8000', '8010', '8201', '8202', '8203', '8204', '8205']
    ])
    expect(secret.every(({ content }) => content.kind !== 'plain')).toBe(true)
    const text = JSON.stringify(prepared())
    expect(text).not.toContain('123456FF')
    expect(text).toContain('[secret]')
  })

  it('leaves out what is optional and missing', () => {
    const bare = exampleApplicant({ document: undefined, extendedName: undefined, pin: undefined })
    const pboc = application('pboc', prepared(profileForTestKey('debit-ecash'), bare))
    expect(pboc.groupings.some(({ id }) => id === 0x8010)).toBe(false)
  })

  it('tells the issuer what it must know', () => {
    const { record } = prepared()
    expect(record).toMatchObject({ pan: '6228480000000000117', psn: '00', limits: { cvm: 100_000 } })
    expect(record.pvv).toMatch(/^\d{4}$/)
    expect(record.cvv2?.length).toBe(3)
  })
})
