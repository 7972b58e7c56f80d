import type { PersonalizationProfile, ProfileInstance } from '../../../contract/personalization'
import type { CheckFinding } from '../../../contract/verification'
import type { LocalText } from '../../../texts/local-text'
import { profileFindings as say } from '../../../texts/phrases/personalization'
import { hex } from '../../bytes/hex'
import { decodeDol } from '../../tlv/dol'
import { fitsLength, tagEntry } from '../../tlv/tag-dictionary'
import { checkText } from '../applicant/check-text'
import type { PersonalizationKeys } from '../keys'
import { checkCarrier } from './check-carrier'
import { checkRecords } from './check-records'
import { checkSecrets } from './check-secrets'
import { constantOf, groupingPath, objectsOf, type PlacedObject } from './walk-profile'

/** Data object lists: CDOL1, CDOL2, TDOL, PDOL, DDOL, and the formats of both logs. */
const LISTS: ReadonlySet<string> = new Set(['8C', '8D', '97', '9F38', '9F49', '9F4F', 'DF4F'])
/** ISO/IEC 7813. */
const LONGEST_TRACK2 = 37
const TRACK2_PARTS = { pvki: 1, pvv: 4, icvv: 3 } as const

/**
 * Everything that is wrong with a profile whose shape is right, all at once: what no card could be made of or what would make
 * one that does not work. Empty where all is well.
 */
export function checkProfile(profile: PersonalizationProfile): CheckFinding[] {
  return [
    ...checkText('product.preferredName', profile.product.preferredName, 1, 16),
    ...checkText('issuer.productIdentification', profile.issuer.productIdentification, 16, 16),
    ...checkCarrier(profile),
    ...checkNumbers(profile),
    ...profile.applications.flatMap((instance) => checkInstance(profile, instance))
  ]
}

/** What of the keys does not go with the profile. */
export function checkKeys(
  { issuer, applications }: PersonalizationProfile,
  keys: PersonalizationKeys
): CheckFinding[] {
  const findings: CheckFinding[] = []
  const { algorithms } = issuer
  if (algorithms !== 'sm2') {
    if (issuer.iccKey.bits / 8 > keys.rsa.publicKey.modulus.length) {
      findings.push(failed('issuer.iccKey', 'key-too-long', say['key-too-long']))
    }
    if (Number.parseInt(issuer.caIndex, 16) !== keys.rsa.caIndex[0]) {
      findings.push(failed('issuer.caIndex', 'ca-index-differs', say['ca-index-differs']))
    }
  }
  if (algorithms !== 'rsa') findings.push(...checkSm2(issuer, keys))
  const wantsSm4 = applications.some(({ data }) =>
    data.some(({ objects }) =>
      objects.some(({ compute, optional }) => compute === 'sm4-key-checks' && optional !== true)
    )
  )
  if (wantsSm4 && keys.sm4 === undefined) {
    findings.push(failed('applications', 'sm4-missing', say['sm4-missing']))
  }
  return findings
}

function checkSm2(
  { algorithms, caIndex, caIndexSm2 }: PersonalizationProfile['issuer'],
  { sm2 }: PersonalizationKeys
): CheckFinding[] {
  if (sm2 === undefined) return [failed('issuer.algorithms', 'sm2-missing', say['sm2-missing'])]
  const [path, index] =
    algorithms === 'both' ? ['issuer.caIndexSm2', caIndexSm2] : ['issuer.caIndex', caIndex]
  return index === undefined || Number.parseInt(index, 16) !== sm2.caIndex[0]
    ? [failed(path, 'ca-index-differs', say['ca-index-differs'])]
    : []
}

/** The last month in which cards of the profile can be proved genuine: `YYYY-MM`, of the certificate that ends first. */
export function certificatesEnd(
  { issuer }: PersonalizationProfile,
  { rsa, sm2 }: PersonalizationKeys
): string {
  const ends = [
    ...(issuer.algorithms === 'sm2' ? [] : [rsa.expiry]),
    ...(issuer.algorithms === 'rsa' || sm2 === undefined ? [] : [sm2.expiry])
  ].sort()
  return ends[0] ?? rsa.expiry
}

function failed(path: string, code: string, text: LocalText): CheckFinding {
  return { level: 'failed', code, path, text }
}

function checkNumbers({ issuer }: PersonalizationProfile): CheckFinding[] {
  const findings: CheckFinding[] = []
  if (issuer.identifier.length >= issuer.panLength - 1) {
    findings.push(failed('issuer.identifier', 'identifier-long', say['identifier-long']))
  }
  const behind = issuer.track2.reduce((length, part) => length + partLength(part), 0)
  // Number, separator, expiry, service code.
  if (issuer.panLength + 1 + 4 + 3 + behind > LONGEST_TRACK2) {
    findings.push(failed('issuer.track2', 'track2-long', say['track2-long']))
  }
  return findings
}

function partLength(part: string): number {
  return part === 'pvki' || part === 'pvv' || part === 'icvv' ? TRACK2_PARTS[part] : part.length
}

function checkInstance(profile: PersonalizationProfile, instance: ProfileInstance): CheckFinding[] {
  const seen = new Set<string>()
  const findings: CheckFinding[] = []
  for (const grouping of instance.data) {
    if (seen.has(grouping.dgi)) {
      findings.push(failed(groupingPath(instance, grouping.dgi), 'dgi-twice', say['dgi-twice']))
    }
    seen.add(grouping.dgi)
    for (const placed of objectsOf(instance, grouping)) findings.push(...checkObject(profile, placed))
  }
  return [...findings, ...checkRecords(instance), ...checkSecrets(profile, instance)]
}

function checkObject(profile: PersonalizationProfile, { path, object }: PlacedObject): CheckFinding[] {
  if (object.text !== undefined) return checkText(path, object.text, 0, 255)
  const constant = constantOf(profile, object)
  if (constant === undefined || object.tag === undefined) return []
  const value = hex(constant)
  if (LISTS.has(object.tag) && decodeDol(value).brokenAt !== undefined) {
    return [failed(path, 'dol-broken', say['dol-broken'])]
  }
  const length = Math.max(value.length, object.length ?? 0)
  const rid = profile.product.aid.slice(0, 10)
  const entry = tagEntry(Number.parseInt(object.tag, 16), { rid, length })
  if (entry?.length === undefined || fitsLength(entry, length)) return []
  const { min, max } = entry.length
  return [failed(path, 'value-length', say['value-length'](length, min, max))]
}
