import { expect, it } from 'vitest'
import { hex } from '../../../../src-main/engine/bytes/hex'
import { uintBytes } from '../../../../src-main/engine/bytes/bytes'
import { runComposition } from '../../../../src-main/engine/key-operations/run-composition'
import { panOf } from '../../../../src-main/engine/personalization/applicant/pan'
import { prepareCard } from '../../../../src-main/engine/personalization/prepare/prepare-card'
import { testPersonalizationKeys } from '../../../../src-main/engine/personalization/test-keys'
import { exampleApplicant, profileForTestKey, testIccKey } from '../support'

it('one card after the other, and each has a number, keys and a certificate of its own', () => {
  const profile = profileForTestKey('debit-ecash')
  const [keys, icc, applicant] = [testPersonalizationKeys(), testIccKey(), exampleApplicant()]
  const seen = new Set<string>()
  for (let number = 1; number <= 50; number += 1) {
    const pan = panOf(profile.issuer.identifier, 1000 + number, profile.issuer.panLength)
    const input = { profile, applicant: { ...applicant, pan }, keys, icc, serial: uintBytes(number, 3) }
    const [pboc] = runComposition(prepareCard(input)).applications
    for (const dgi of ['9000', '0203', '0204']) {
      const content = pboc?.groupings.find(({ id }) => id === Number.parseInt(dgi, 16))?.content
      seen.add(content?.kind === 'plain' ? content.bytes.join() : '')
    }
  }
  expect(seen.size).toBe(150)
})

it('a key of another length than the profile says is a fault', () => {
  const profile = profileForTestKey('debit-ecash')
  const other = { ...profile, issuer: { ...profile.issuer, iccKey: { bits: 1408, exponent: 3 } as const } }
  const input = { profile: other, applicant: { ...exampleApplicant(), pan: '6228480000000000117' } }
  const rest = { keys: testPersonalizationKeys(), icc: testIccKey(), serial: hex('000001') }
  expect(() => runComposition(prepareCard({ ...input, ...rest }))).toThrow(/bits/)
})
