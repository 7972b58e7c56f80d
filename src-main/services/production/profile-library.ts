import card from '../../../resources/profiles/carriers/card.json'
import embeddedSe from '../../../resources/profiles/carriers/embedded-se.json'
import nfcSd from '../../../resources/profiles/carriers/nfc-sd.json'
import nfcSim from '../../../resources/profiles/carriers/nfc-sim.json'
import creditEcash from '../../../resources/profiles/credit-ecash.json'
import debitEcash from '../../../resources/profiles/debit-ecash.json'
import ecash from '../../../resources/profiles/ecash.json'
import element from '../../../resources/profiles/layouts/contactless-element.json'
import application from '../../../resources/profiles/layouts/pboc-application.json'
import directories from '../../../resources/profiles/layouts/pboc-with-directories.json'
import {
  accountKind,
  carrierName,
  personalizationProfile,
  type PersonalizationProfile
} from '../../contract/personalization'
import type { CheckFinding } from '../../contract/verification'
import { checkProfile } from '../../engine/personalization/profile/check-profile'
import { extendProfile } from '../../engine/personalization/profile/extend-profile'
import { sameText, type LocalText } from '../../texts/local-text'
import { profileProblems as say } from '../../texts/phrases/production'
import { AppFailure } from '../app-failure'

/** What is made, each on a card; other carriers are laid over it. */
const KINDS = { ecash, 'debit-ecash': debitEcash, 'credit-ecash': creditEcash } as const
const CARRIERS = { card, 'embedded-se': embeddedSe, 'nfc-sim': nfcSim, 'nfc-sd': nfcSd } as const

/** The files by the names under which others extend them. */
const FILES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...Object.entries(KINDS),
  ...Object.entries(CARRIERS).map(([name, file]) => [`carriers/${name}`, file] as const),
  ...onCarriers(),
  ['layouts/contactless-element', element],
  ['layouts/pboc-application', application],
  ['layouts/pboc-with-directories', directories]
])
const PROFILES: readonly string[] = [...Object.keys(KINDS), ...onCarriers().map(([name]) => name)]

/** Each kind on each carrier but the card, by names like `ecash-nfc-sim`. */
function onCarriers(): (readonly [name: string, file: unknown])[] {
  return carrierName.options
    .filter((carrier) => carrier !== 'card')
    .flatMap((carrier) =>
      accountKind.options.map((kind) => {
        const id = `${kind}-${carrier}`
        const name = say.onCarrier(KINDS[kind].name, CARRIERS[carrier].name)
        return [id, { extends: kind, id, name, carrier, note: CARRIERS[carrier].note }] as const
      })
    )
}

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
  const file = PROFILES.includes(id) ? FILES.get(id) : undefined
  if (file === undefined) throw new AppFailure('profile-unknown', { detail: sameText(id) })
  const read = readProfile(file)
  if (read.kind === 'invalid') throw new Error(`the built-in profile ${id} is invalid`)
  checkedProfiles.set(id, read.profile)
  return read.profile
}

/** A profile as a file holds it, which may extend a built-in one: checked in shape and sense. Never throws. */
export function readProfile(file: unknown): ReadProfile {
  const extended = extendProfile(file, (name) => FILES.get(name))
  switch (extended.kind) {
    case 'no-object':
      return invalid('', 'no-object', say.noObject)
    case 'unknown-base':
      return invalid('extends', 'unknown-base', say.unknownBase(extended.base))
    case 'unknown-carrier':
      return invalid('carrier', 'unknown-carrier', say.unknownCarrier(extended.carrier, carrierName.options))
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
