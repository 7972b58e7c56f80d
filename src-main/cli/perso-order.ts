import type { CheckFinding } from '../contract/verification'
import { applicantFile, type ApplicantFile, type PersonalizationProfile } from '../contract/personalization'
import type { MakeOrder } from '../services/production/make-service'
import { builtInProfile, readProfile } from '../services/production/profile-library'
import { AppFailure } from '../services/app-failure'
import { persoTexts as say } from '../texts/cli/perso'
import { sameText, type LocalText } from '../texts/local-text'
import { existsSync } from 'node:fs'
import { minorUnits } from './minor-units'
import { readJsonFile } from './json-file'
import { usageFailure } from './usage-failure'

export interface OrderFlags {
  readonly profile?: string
  readonly applicant?: string
  readonly issuer?: string
  readonly lot?: string
  readonly replace?: boolean
  readonly replaces?: string
  readonly again?: string
  readonly deposit?: string
  readonly confirmAttempts?: boolean
}

/** The order that flags and files make. Throws `AppFailure`. */
export function orderOf(flags: OrderFlags): MakeOrder {
  const { profile, applicant, issuer, lot, replaces, again, deposit } = flags
  if (profile === undefined) throw usageFailure(say.needsProfile)
  if (applicant === undefined) throw usageFailure(say.needsApplicant)
  return {
    profile: profileNamed(profile),
    applicant: applicantIn(readJsonFile(applicant)),
    ...(issuer !== undefined && { issuer }),
    ...(lot !== undefined && { lot }),
    ...(replaces !== undefined && { replaces }),
    ...(again !== undefined && { again }),
    ...(flags.replace === true && { replace: true }),
    ...(flags.confirmAttempts === true && { confirmed: true }),
    ...(deposit !== undefined && { deposit: minorUnits(deposit) })
  }
}

/** A built-in profile, or one from a file that there is. Throws `AppFailure`. */
export function profileNamed(name: string): PersonalizationProfile {
  if (!/[./\\]/.test(name) || !existsSync(name)) return builtInProfile(name)
  const read = readProfile(readJsonFile(name))
  if (read.kind === 'ok') return read.profile
  throw new AppFailure('profile-invalid', { detail: findingsText(read.findings) })
}

/** An applicant's file in its shape; whether its data are right is for the check. Throws `AppFailure`. */
export function applicantIn(file: unknown): ApplicantFile {
  const parsed = applicantFile.safeParse(file)
  if (parsed.success) return parsed.data
  // What was typed is not repeated: it may be a number or a PIN.
  const places = parsed.error.issues.map(({ path, code, ...issue }) =>
    code === 'unrecognized_keys' && 'keys' in issue ? String(issue.keys) : path.join('.')
  )
  throw new AppFailure('applicant-invalid', { detail: sameText([...new Set(places)].join(', ')) })
}

/** Findings on one line each, in both languages. */
export function findingsText(findings: readonly CheckFinding[]): LocalText {
  const lines = (language: 'en' | 'zh'): string =>
    findings.map(({ path, text }) => (path === '' ? text[language] : `${path}: ${text[language]}`)).join('\n')
  return { en: lines('en'), zh: lines('zh') }
}
