import creditEcash from '../../../resources/profiles/credit-ecash.json'
import debitEcashSim from '../../../resources/profiles/debit-ecash-nfc-sim.json'
import debitEcash from '../../../resources/profiles/debit-ecash.json'
import ecash from '../../../resources/profiles/ecash.json'
import application from '../../../resources/profiles/layouts/pboc-application.json'
import directories from '../../../resources/profiles/layouts/pboc-with-directories.json'
import { personalizationProfile, type PersonalizationProfile } from '../../contract/personalization'
import type { CheckFinding } from '../../contract/verification'
import { checkProfile } from '../../engine/personalization/profile/check-profile'
import { extendProfile } from '../../engine/personalization/profile/extend-profile'
import { sameText, type LocalText } from '../../texts/local-text'
import { profileProblems as say } from '../../texts/phrases/production'
import { AppFailure } from '../app-failure'

/** The files by the names under which others extend them. */
const FILES: Readonly<Record<string, unknown>> = {
  ecash,
  'debit-ecash': debitEcash,
  'credit-ecash': creditEcash,
  'debit-ecash-nfc-sim': debitEcashSim,
  'layouts/pboc-application': application,
  'layouts/pboc-with-directories': directories
}
const PROFILES = ['ecash', 'debit-ecash', 'credit-ecash', 'debit-ecash-nfc-sim'] as const

// Checking one takes some 20 ms, and every card asks for it.
const checkedProfiles = new Map<string, PersonalizationProfile>()

export type ReadProfile =
  | {
      readonly kind: 'ok'
      readonly profile: PersonalizationProfile
      readonly warnings: readonly CheckFinding[]
    }
  | { readonly kind: 'invalid'; readonly findings: readonly CheckFinding[] }

/** The built-in profiles. */
export function builtInProfiles(): PersonalizationProfile[] {
  return PROFILES.map(builtInProfile)
}

/** Throws `AppFailure` for a name that there is not. */
export function builtInProfile(id: string): PersonalizationProfile {
  const known = checkedProfiles.get(id)
  if (known !== undefined) return known
  const file = PROFILES.some((name) => name === id) ? FILES[id] : undefined
  if (file === undefined) throw new AppFailure('profile-unknown', { detail: sameText(id) })
  const read = readProfile(file)
  if (read.kind === 'invalid') throw new Error(`the built-in profile ${id} is invalid`)
  checkedProfiles.set(id, read.profile)
  return read.profile
}

/** A profile as a file holds it, which may extend a built-in one: checked in shape and sense. Never throws. */
export function readProfile(file: unknown): ReadProfile {
  const extended = extendProfile(file, (name) => FILES[name])
  switch (extended.kind) {
    case 'no-object':
      return invalid('', 'no-object', say.noObject)
    case 'unknown-base':
      return invalid('extends', 'unknown-base', say.unknownBase(extended.base))
    case 'circle':
      return invalid('extends', 'circle', say.circle(extended.chain))
    case 'ok':
      return checked(extended.profile)
  }
}

function checked(file: Record<string, unknown>): ReadProfile {
  const parsed = personalizationProfile.safeParse(file)
  if (!parsed.success) {
    const findings = parsed.error.issues.map((issue): CheckFinding => {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : undefined
      const text = keys === undefined ? say.shape(issue.message) : say.unknownFields(keys)
      return { level: 'failed', code: issue.code, path: issue.path.join('.'), text }
    })
    return { kind: 'invalid', findings }
  }
  const findings = checkProfile(parsed.data)
  return findings.some(({ level }) => level === 'failed')
    ? { kind: 'invalid', findings }
    : { kind: 'ok', profile: parsed.data, warnings: findings }
}

function invalid(path: string, code: string, text: LocalText): ReadProfile {
  return { kind: 'invalid', findings: [{ level: 'failed', code, path, text }] }
}
