import type { LimitName, PersonalizationProfile, ProfileObject } from '../../../contract/personalization'
import type { CheckFinding } from '../../../contract/verification'
import type { LocalText } from '../../../texts/local-text'
import { applicantFindings as say } from '../../../texts/phrases/personalization'
import { amountText } from '../../trace/explain/values/money'
import { isPin } from '../values/pin'
import type { Applicant } from './applicant'
import { checkDocument } from './check-document'
import { checkText } from './check-text'
import { isDay } from './dates'
import { isLuhn } from './pan'

/** What the applicant's data are measured against beside the profile. */
export interface ApplicantSurroundings {
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** Last month of the issuer's certificate, `YYYY-MM`. */
  readonly issuerExpiry: string
}

/** 5F20 and 9F0B (EMV Book 3, annex A). */
const NAME = { least: 2, most: 26 } as const
const EXTENDED_NAME = { least: 27, most: 45 } as const

/**
 * Everything that is wrong with an applicant's data for this profile, all at once; empty where a card can be made of them.
 * No finding repeats a card number or a PIN. `warning`: a card can be made, and somebody should look.
 */
export function checkApplicant(
  profile: PersonalizationProfile,
  applicant: Applicant,
  surroundings: ApplicantSurroundings
): CheckFinding[] {
  const { name, extendedName, document, account } = applicant
  return [
    ...checkPan(profile, applicant),
    ...checkCodes(applicant),
    ...checkDates(applicant, surroundings),
    ...checkText('name', name, NAME.least, NAME.most),
    ...(extendedName === undefined
      ? []
      : checkText('extendedName', extendedName, EXTENDED_NAME.least, EXTENDED_NAME.most)),
    ...(document === undefined ? [] : checkDocument(document)),
    ...(account === undefined ? [] : checkText('account', account, 1, 64)),
    ...checkPin(applicant),
    ...checkLimits(profile, applicant),
    ...checkNeeded(profile, applicant)
  ]
}

function failed(path: string, code: keyof typeof say, text: LocalText): CheckFinding {
  return { level: 'failed', code, path, text }
}

function checkPan({ issuer }: PersonalizationProfile, { pan }: Applicant): CheckFinding[] {
  if (pan === undefined) return []
  if (!/^\d{12,19}$/.test(pan)) return [failed('pan', 'pan-form', say['pan-form'])]
  const findings: CheckFinding[] = []
  if (pan.length !== issuer.panLength) {
    findings.push(failed('pan', 'pan-length', say['pan-length'](issuer.panLength)))
  }
  if (!pan.startsWith(issuer.identifier)) {
    findings.push(failed('pan', 'pan-range', say['pan-range'](issuer.identifier)))
  }
  if (!isLuhn(pan)) findings.push(failed('pan', 'pan-check-digit', say['pan-check-digit']))
  return findings
}

function checkCodes({ psn, serviceCode }: Applicant): CheckFinding[] {
  const findings: CheckFinding[] = []
  if (psn !== undefined && !/^\d{2}$/.test(psn)) findings.push(failed('psn', 'psn-form', say['psn-form']))
  if (serviceCode !== undefined && !/^\d{3}$/.test(serviceCode)) {
    findings.push(failed('serviceCode', 'service-code-form', say['service-code-form']))
  }
  return findings
}

function checkDates({ expiry, effective }: Applicant, surroundings: ApplicantSurroundings): CheckFinding[] {
  const findings = [...checkDay('effective', effective), ...checkDay('expiry', expiry)]
  if (findings.length > 0) return findings
  if (effective > expiry) findings.push(failed('expiry', 'dates-reversed', say['dates-reversed']))
  if (expiry < surroundings.today) findings.push(failed('expiry', 'expired', say.expired))
  if (expiry.slice(0, 7) > surroundings.issuerExpiry) {
    findings.push(
      failed('expiry', 'expiry-after-issuer', say['expiry-after-issuer'](surroundings.issuerExpiry))
    )
  }
  return findings
}

function checkDay(path: string, date: string): CheckFinding[] {
  if (!isDay(date)) return [failed(path, 'date-unreal', say['date-unreal'])]
  const year = Number(date.slice(0, 4))
  return year >= 1950 && year < 2050 ? [] : [failed(path, 'date-century', say['date-century'])]
}

const ROW = '0123456789'

function checkPin({ pin }: Applicant): CheckFinding[] {
  if (pin === undefined) return []
  if (!isPin(pin)) return [failed('pin', 'pin-form', say['pin-form'])]
  const weak = pin.use((bytes) => {
    const digits = String.fromCharCode(...bytes)
    const backwards = [...digits].reverse().join('')
    return new Set(digits).size === 1 || ROW.includes(digits) || ROW.includes(backwards)
  })
  return weak ? [{ level: 'warning', code: 'pin-weak', path: 'pin', text: say['pin-weak'] }] : []
}

function checkLimits({ issuer }: PersonalizationProfile, { limits = {} }: Applicant): CheckFinding[] {
  const findings: CheckFinding[] = []
  const names: readonly LimitName[] = ['balance', 'transaction', 'resetThreshold', 'cvm']
  const text = (minor: number): LocalText => amountText(minor, issuer.currency.slice(1))
  for (const name of names) {
    const { least, most } = issuer.limits[name]
    const asked = limits[name]
    if (asked !== undefined && (asked < least || asked > most)) {
      findings.push(failed(`limits.${name}`, 'limit-range', say['limit-range'](text(least), text(most))))
    }
  }
  const balance = limits.balance ?? issuer.limits.balance.default
  for (const name of ['transaction', 'resetThreshold'] as const) {
    const asked = limits[name]
    if (asked !== undefined && asked > balance) {
      findings.push({
        level: 'warning',
        code: 'limit-order',
        path: `limits.${name}`,
        text: say['limit-order']
      })
    }
  }
  return findings
}

/** Fields that the profile puts on the card and that are not optional there. */
function checkNeeded({ applications }: PersonalizationProfile, applicant: Applicant): CheckFinding[] {
  const wanted = new Set<string>()
  const look = (objects: readonly ProfileObject[]): void => {
    for (const { applicant: field, optional, objects: inner } of objects) {
      if (field !== undefined && optional !== true) wanted.add(field)
      if (inner !== undefined) look(inner)
    }
  }
  for (const { data } of applications) for (const { objects } of data) look(objects)
  const missing: readonly (readonly [field: string, path: string, isThere: boolean])[] = [
    ['extendedName', 'extendedName', applicant.extendedName !== undefined],
    ['documentNumber', 'document.number', applicant.document !== undefined],
    ['documentType', 'document.type', applicant.document !== undefined],
    ['account', 'account', applicant.account !== undefined]
  ]
  // A record that the file locator names must not be empty: of its fields at least one is there.
  for (const { data } of applications) {
    for (const { template, objects } of data) {
      const fields = objects.map(({ applicant: field, optional }) => (optional === true ? field : undefined))
      const isEmpty = fields.every((field) => missing.some(([name, , isThere]) => name === field && !isThere))
      if (template === '70' && isEmpty && fields[0] !== undefined) wanted.add(fields[0])
    }
  }
  return missing
    .filter(([field, , isThere]) => wanted.has(field) && !isThere)
    .map(([, path]) => failed(path, 'needed', say.needed))
}
