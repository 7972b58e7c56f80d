import { describe, expect, it } from 'vitest'
import {
  builtInProfile,
  builtInProfiles,
  readProfile
} from '../../../src-main/services/production/profile-library'

describe('profiles', () => {
  it('has built-in ones that are sound', () => {
    expect(builtInProfiles().map(({ id, kind, carrier }) => [id, kind, carrier])).toEqual([
      ['ecash', 'ecash', 'card'],
      ['debit-ecash', 'debit-ecash', 'card'],
      ['credit-ecash', 'credit-ecash', 'card'],
      ...(['embedded-se', 'nfc-sim', 'nfc-sd'] as const).flatMap((carrier) =>
        (['ecash', 'debit-ecash', 'credit-ecash'] as const).map((kind) => [
          `${kind}-${carrier}`,
          kind,
          carrier
        ])
      )
    ])
    expect(() => builtInProfile('gold')).toThrow('profile-unknown')
    expect(() => builtInProfile('layouts/pboc-application')).toThrow('profile-unknown')
  })

  it('reads a file that extends a built-in one', () => {
    const own = { extends: 'debit-ecash', id: 'own', issuer: { identifier: '621234' } }
    expect(readProfile(own)).toMatchObject({
      kind: 'ok',
      profile: { id: 'own', issuer: { identifier: '621234' } }
    })
  })

  it.each([
    ['no object', 'text', '', 'no-object'],
    ['an unknown carrier', { extends: 'debit-ecash', carrier: 'watch' }, 'carrier', 'unknown-carrier'],
    ['an unknown base', { extends: 'gold' }, 'extends', 'unknown-base'],
    ['an unknown field', { extends: 'debit-ecash', colour: 'red' }, '', 'unrecognized_keys'],
    [
      'a value that does not fit',
      { extends: 'debit-ecash', issuer: { aip: '7' } },
      'issuer.aip',
      'invalid_format'
    ],
    ['sense', { extends: 'debit-ecash', issuer: { cdol1: '9F02' } }, undefined, 'dol-broken']
  ])('refuses %s, and says where', (_name, file, path, code) => {
    const read = readProfile(file)
    expect(read.kind).toBe('invalid')
    const findings = read.kind === 'invalid' ? read.findings : []
    expect(findings).toContainEqual(
      expect.objectContaining({ level: 'failed', code, ...(path !== undefined && { path }) })
    )
  })
})
