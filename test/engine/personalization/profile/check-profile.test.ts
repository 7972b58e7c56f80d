import { describe, expect, it } from 'vitest'
import type { PersonalizationProfile } from '../../../../src-main/contract/personalization'
import { personalizationProfile } from '../../../../src-main/contract/personalization'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { checkKeys, checkProfile } from '../../../../src-main/engine/personalization/profile/check-profile'
import { extendProfile } from '../../../../src-main/engine/personalization/profile/extend-profile'
import { testPersonalizationKeys } from '../../../../src-main/engine/personalization/test-keys'
import { profileFile } from '../support'

function profileWith(change: Record<string, unknown>): PersonalizationProfile {
  const base = extendProfile(profileFile('debit-ecash'), profileFile)
  const changed = extendProfile({ ...change, extends: 'b' }, (name) =>
    name === 'b' && base.kind === 'ok' ? base.profile : profileFile(name)
  )
  if (changed.kind !== 'ok') throw new Error(changed.kind)
  return personalizationProfile.parse(changed.profile)
}

function inPboc(...data: readonly unknown[]): Record<string, unknown> {
  return { applications: [{ id: 'pboc', data }] }
}

const afl = (value: string): unknown => ({
  dgi: '9104',
  objects: [
    { tag: '82', hex: '7D00' },
    { tag: '94', hex: value }
  ]
})

describe('checkProfile', () => {
  it.each([
    [inPboc(afl('08010300100104011801010020010100')), 'applications.pboc.9104.94 afl-record-absent'],
    [inPboc(afl('0801')), 'applications.pboc.9104.94 afl-broken'],
    [inPboc(afl('080103')), 'applications.pboc.9104.94 afl-broken'],
    [inPboc(afl('08010205')), 'applications.pboc.9104.94 afl-broken'],
    [inPboc(afl('10010401')), undefined],
    [inPboc(afl('10010403')), 'applications.pboc.0203 signed-itself'],
    [
      inPboc({ dgi: '0801', template: '70', objects: [{ tag: '50', text: 'X' }] }),
      'applications.pboc.0801 record-unlocated'
    ],
    [inPboc({ dgi: '0801', objects: [{ hex: '00' }] }), 'applications.pboc.0801 record-template'],
    [{ chip: { encipher: [{ dgi: '8000', remove: true }] } }, 'applications.pboc.8000 secret-in-clear'],
    [
      inPboc({ dgi: '8000', objects: [{ tag: '5F', compute: 'application-keys' }] }),
      'applications.pboc.8000 secret-not-alone'
    ],
    [
      {
        chip: {
          domain: { protocol: 'SCP03' },
          keys: { diversification: 'kdf3' },
          encipher: [{ dgi: '8201', pad: false }]
        }
      },
      'applications.pboc.8201 pad-needed'
    ],
    [{ chip: { domain: { protocol: 'SCP03' } } }, 'chip.keys.diversification diversification-unfit'],
    [{ chip: { domain: { diversification: 'kdf3' } } }, 'chip.domain.diversification diversification-unfit'],
    [{ chip: { interfaces: ['contact'] } }, 'applications.pboc.9103 side-too-many'],
    [{ chip: { interfaces: ['contact'] } }, 'applications directory-too-many'],
    [inPboc({ dgi: '9103', remove: true }), 'applications.pboc.9103 side-missing'],
    [{ applications: [{ id: 'ppse', remove: true }] }, 'applications directory-missing'],
    [{ carrier: 'nfc-sd' }, undefined],
    [
      { carrier: 'nfc-sd', chip: { domain: { keyVersion: '00' } } },
      'chip.domain.keyVersion created-key-version'
    ],
    [
      { carrier: 'nfc-sd', chip: { domain: { protocol: 'SCP03', diversification: 'kdf3' } } },
      'chip.domain.create.by.protocol created-protocol'
    ],
    [{ issuer: { cdol1: '9F02' } }, 'applications.pboc.0201.8C dol-broken'],
    [{ issuer: { track2: ['0123456789', '01'] } }, 'issuer.track2 track2-long'],
    [{ issuer: { panLength: 12, identifier: '62284800' } }, undefined],
    [{ product: { preferredName: '测试借记卡测试借记' } }, 'product.preferredName text-length'],
    [{ product: { preferredName: '测试😀' } }, 'product.preferredName text-gbk'],
    [
      inPboc({ dgi: '0401', objects: [{ tag: '9F14', hex: '0000' }] }),
      'applications.pboc.0401.9F14 value-length'
    ]
  ])('%j', (change, expected) => {
    const found = checkProfile(profileWith(change)).map(({ path, code }) => `${path} ${code}`)
    if (expected === undefined) expect(found.filter((text) => !text.endsWith('unlocated'))).toEqual([])
    else expect(found).toContain(expected)
  })

  it('tells an order that no chip takes', () => {
    const profile = profileWith({})
    const [pboc, ...others] = profile.applications
    if (pboc === undefined) throw new Error('no application')
    const data = [...pboc.data].reverse()
    const codes = checkProfile({ ...profile, applications: [{ ...pboc, data }, ...others] }).map(
      ({ path, code }) => `${path} ${code}`
    )
    expect(codes).toEqual(
      expect.arrayContaining(['applications.pboc.9000 order', 'applications.pboc.8010 order'])
    )
  })
})

describe('checkKeys', () => {
  const keys = testPersonalizationKeys()

  it('a card’s key fits its issuer’s, which the named CA certified', () => {
    const short = { ...keys.rsa.publicKey, modulus: hex('C1'.repeat(128)) }
    const found = checkKeys(profileWith({ issuer: { caIndex: '08' } }), {
      ...keys,
      rsa: { ...keys.rsa, publicKey: short }
    })
    expect(found.map(({ code }) => code)).toEqual(['key-too-long', 'ca-index-differs'])
  })
})
