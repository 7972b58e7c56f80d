import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  carrierFile,
  carrierName,
  personalizationProfile
} from '../../../../src-main/contract/personalization'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { generateRsaKey } from '../../../../src-main/engine/crypto/rsa'
import { runComposition } from '../../../../src-main/engine/key-operations/run-composition'
import { checkApplicant } from '../../../../src-main/engine/personalization/applicant/check-applicant'
import { panOf } from '../../../../src-main/engine/personalization/applicant/pan'
import { prepareCard } from '../../../../src-main/engine/personalization/prepare/prepare-card'
import { checkKeys, checkProfile } from '../../../../src-main/engine/personalization/profile/check-profile'
import { extendProfile } from '../../../../src-main/engine/personalization/profile/extend-profile'
import { testPersonalizationKeys } from '../../../../src-main/engine/personalization/test-keys'
import { exampleApplicant, profileFile, profileNamed } from '../support'

const names = readdirSync('resources/profiles')
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace('.json', ''))

const everywhere = names.flatMap((name) => carrierName.options.map((carrier) => [name, carrier] as const))

describe('the profiles that come with the program', () => {
  it.each(everywhere)('%s on %s is whole, and a card can be made of it', (name, carrier) => {
    const profile = carrier === 'card' ? profileNamed(name) : profileNamed(name, carrier)
    const keys = testPersonalizationKeys()
    expect([profile.kind, profile.carrier]).toEqual([name, carrier])
    expect([...checkProfile(profile), ...checkKeys(profile, keys)]).toEqual([])
    const pan = panOf(profile.issuer.identifier, 700, profile.issuer.panLength)
    const applicant = exampleApplicant({ pan, limits: undefined })
    const surroundings = { today: '2026-03-01', issuerExpiry: keys.rsa.expiry }
    expect(checkApplicant(profile, applicant, surroundings).map(({ code }) => code)).toEqual([
      // Wrong on purpose: it is nobody's.
      'identity-check-digit',
      'pin-weak'
    ])
    const icc = generateRsaKey(profile.issuer.iccKey.bits, profile.issuer.iccKey.exponent)
    const card = runComposition(
      prepareCard({ profile, applicant: { ...applicant, pan }, keys, icc, serial: hex('000001') })
    )
    expect(card.applications.map(({ id }) => id)).toEqual(
      carrier === 'card' ? ['pboc', 'pse', 'ppse'] : ['pboc', 'ppse']
    )
  })

  it.each(names)('%s and its layouts are readable', (name) => {
    const text = readFileSync(`resources/profiles/${name}.json`, 'utf8')
    expect(text.split('\n').length).toBeLessThan(200)
  })

  it('an e-cash card has no PIN', () => {
    const [pboc] = profileNamed('ecash').applications
    expect(pboc?.data.some(({ dgi }) => dgi === '8010' || dgi === '9010')).toBe(false)
  })

  it('the operator’s SIM keeps its keys and its state', () => {
    const { chip, carrier } = profileNamed('debit-ecash', 'nfc-sim')
    expect([carrier, chip.keys, chip.state]).toEqual(['nfc-sim', undefined, undefined])
  })
})

describe('carriers', () => {
  it.each(carrierName.options)('%s is readable, and has the shape of one', (name) => {
    const extended = extendProfile(profileFile(`carriers/${name}`), profileFile)
    expect(extended.kind === 'ok' && carrierFile.parse(extended.profile).id).toBe(name)
  })

  it.each(carrierName.options.filter((name) => name !== 'card'))(
    '%s has nothing of a contact card',
    (name) => {
      const { applications, chip } = profileNamed('debit-ecash', name)
      const dgis = applications.flatMap(({ data }) => data.map(({ dgi }) => dgi))
      expect(dgis).not.toEqual(expect.arrayContaining(['9102', '9104']))
      const [pboc] = applications
      const first = pboc?.data.find(({ dgi }) => dgi === '0101')
      expect(first?.objects.map(({ tag }) => tag)).toEqual(['57'])
      expect(chip.interfaces).toEqual(['contactless'])
    }
  )

  it('lie between a file and what it extends: the chip is the carrier’s, what the file says goes over it', () => {
    const own = {
      ...{ extends: 'debit-ecash', carrier: 'nfc-sd' },
      chip: { maxData: 100 },
      applications: [{ id: 'pboc', data: [{ dgi: '0D01', objects: [{ tag: '9F6C', hex: '0080' }] }] }]
    }
    const extended = extendProfile(own, profileFile)
    const profile = personalizationProfile.parse(extended.kind === 'ok' ? extended.profile : {})
    expect(profile.chip).toMatchObject({ maxData: 100, domain: { keyVersion: '20' } })
    const risk = profile.applications[0]?.data.find(({ dgi }) => dgi === '0D01')
    expect(risk?.objects.filter(({ tag }) => tag === '9F6C').map(({ hex: value }) => value)).toEqual(['0080'])
    expect(risk?.objects.some(({ tag }) => tag === '9F79')).toBe(true)
  })

  it('that there are not are named', () => {
    expect(
      extendProfile({ extends: 'debit-ecash', carrier: 'watch' }, (name) =>
        name === 'carriers/watch' ? undefined : profileFile(name)
      )
    ).toEqual({ kind: 'unknown-carrier', carrier: 'watch' })
  })
})

describe('a profile’s shape', () => {
  const base = extendProfile(profileFile('debit-ecash'), profileFile)
  if (base.kind !== 'ok') throw new Error(base.kind)
  const changed = (...changes: readonly Record<string, unknown>[]): string[] => {
    let file: Record<string, unknown> = base.profile
    for (const change of changes) {
      const next = extendProfile({ ...change, extends: 'base' }, (name) =>
        name === 'base' ? file : profileFile(name)
      )
      if (next.kind !== 'ok') throw new Error(next.kind)
      file = next.profile
    }
    const { error } = personalizationProfile.safeParse(file)
    return (error?.issues ?? []).map(({ path, code, message }) => `${path.join('.')}: ${code} ${message}`)
  }

  it.each([
    [{ colour: 'red' }, /^: unrecognized_keys .*colour/],
    [{ issuer: { limts: {} } }, /^issuer: unrecognized_keys .*limts/],
    [{ issuer: { country: '156' } }, /^issuer\.country: invalid_format/],
    [{ issuer: { limits: { cvm: { default: 200_000 } } } }, /^issuer\.limits\.cvm: custom the default/],
    [{ kind: 'transit' }, /^kind: invalid_value/],
    [{ issuer: null }, /^issuer: invalid_type/],
    [
      { applications: [{ id: 'pse', data: [{ dgi: '0102', objects: [{ tag: '50' }] }] }] },
      /^applications\.1\.data\.2\.objects\.0: custom one source/
    ],
    [
      { applications: [{ id: 'pse', data: [{ dgi: '0102', objects: [{ tag: '50', hexx: '' }] }] }] },
      /^applications\.1\.data\.2\.objects\.0: unrecognized_keys .*hexx/
    ],
    [
      { applications: [{ id: 'pse', data: [{ dgi: '0102', objects: [{ applicant: 'pan' }] }] }] },
      /^applications\.1\.data\.2\.objects\.0\.as: custom/
    ]
  ])('%j is refused, and where', (change, expected) => {
    expect(changed(change).join('\n')).toMatch(expected)
  })
})

describe('extending', () => {
  it('ends where a base is missing, and where files go in a circle', () => {
    expect(extendProfile({ extends: 'x' }, () => undefined)).toEqual({ kind: 'unknown-base', base: 'x' })
    const circle = (name: string): unknown => ({ extends: name === 'a' ? 'b' : 'a' })
    expect(extendProfile({ extends: 'a' }, circle)).toEqual({ kind: 'circle', chain: ['a', 'b', 'a'] })
    expect(extendProfile([], () => undefined)).toEqual({ kind: 'no-object' })
  })

  it('never reaches an object’s prototype', () => {
    const file: unknown = JSON.parse('{ "extends": "a", "__proto__": { "polluted": true } }')
    extendProfile(file, () => ({ a: 1 }))
    expect('polluted' in {}).toBe(false)
  })
})
