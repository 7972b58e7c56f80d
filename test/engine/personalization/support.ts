import { readFileSync } from 'node:fs'
import example from '../../../resources/examples/applicant.json'
import published from '../../../resources/test-issuer/test-issuer.json'
import {
  applicantFile,
  personalizationProfile,
  type CardAlgorithms,
  type CarrierName,
  type PersonalizationProfile
} from '../../../src-main/contract/personalization'
import { hex } from '../../../src-main/engine/bytes/hex'
import { Secret } from '../../../src-main/engine/crypto/secret'
import { rsaPrivateKey, type RsaPrivateKey } from '../../../src-main/engine/crypto/rsa'
import { runComposition } from '../../../src-main/engine/key-operations/run-composition'
import {
  applicantOf,
  type Applicant,
  type NumberedApplicant
} from '../../../src-main/engine/personalization/applicant/applicant'
import { prepareCard } from '../../../src-main/engine/personalization/prepare/prepare-card'
import type { CardSm2 } from '../../../src-main/engine/personalization/prepare/preparation'
import type { PreparedCard } from '../../../src-main/engine/personalization/prepare/prepared-card'
import { extendProfile } from '../../../src-main/engine/personalization/profile/extend-profile'
import { testPersonalizationKeys } from '../../../src-main/engine/personalization/test-keys'

export function profileFile(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(`resources/profiles/${name}.json`, 'utf8')) as Record<string, unknown>
}

/** A profile; on another carrier than its own where one is named. */
export function profileNamed(name: string, carrier?: CarrierName): PersonalizationProfile {
  const file =
    carrier === undefined ? profileFile(name) : { extends: name, id: `${name}-${carrier}`, carrier }
  const extended = extendProfile(file, profileFile)
  if (extended.kind !== 'ok') throw new Error(extended.kind)
  return personalizationProfile.parse(extended.profile)
}

export function exampleApplicant(changes: Record<string, unknown> = {}): Applicant {
  return applicantOf(applicantFile.parse({ ...example, ...changes }))
}

export function numbered(applicant: Applicant): NumberedApplicant {
  const { pan } = applicant
  if (pan === undefined) throw new Error('no card number')
  return { ...applicant, pan }
}

/** The published key of the ready-made debit card: no card of value has it. */
export function testIccKey(): RsaPrivateKey {
  const { modulus, exponent, p, q, dP, dQ, qInv } = published.cards['debit-ecash'].rsa
  return rsaPrivateKey({
    ...{ modulus: hex(modulus), exponent: hex(exponent), p: hex(p), q: hex(q) },
    ...{ dP: hex(dP), dQ: hex(dQ), qInv: hex(qInv) }
  })
}

/** The published SM2 key of that card. */
export function testSm2Key(): CardSm2 {
  const { privateKey, publicKey } = published.cards['debit-ecash'].sm2
  return { privateKey: new Secret(hex(privateKey)), publicKey: hex(publicKey) }
}

/** The profile for cards with these algorithms. */
export function withAlgorithms(
  algorithms: CardAlgorithms,
  changes: Readonly<Record<string, unknown>> = {}
): PersonalizationProfile {
  const caIndex = algorithms === 'sm2' ? 'F2' : 'F1'
  const file = {
    extends: 'debit-ecash',
    id: `debit-${algorithms}`,
    issuer: { algorithms, caIndex },
    ...changes
  }
  const extended = extendProfile(file, profileFile)
  if (extended.kind !== 'ok') throw new Error(extended.kind)
  return personalizationProfile.parse(extended.profile)
}

/** The profile for the published card key's length. */
export function profileForTestKey(name: string, carrier?: CarrierName): PersonalizationProfile {
  const profile = profileNamed(name, carrier)
  const bits = testIccKey().modulus.length * 8
  if (bits !== 1024 && bits !== 1152 && bits !== 1408) throw new Error(`${bits} bits`)
  return { ...profile, issuer: { ...profile.issuer, iccKey: { bits, exponent: 3 } } }
}

export function prepared(
  profile = profileForTestKey('debit-ecash'),
  applicant: Applicant = exampleApplicant(),
  keys = testPersonalizationKeys(),
  sm2: CardSm2 | 'none' = testSm2Key()
): PreparedCard {
  return runComposition(
    prepareCard({
      ...{ profile, applicant: numbered(applicant), keys },
      ...{ icc: testIccKey(), serial: hex('000123') },
      ...(sm2 !== 'none' && { sm2 })
    })
  )
}
