import type { CheckFinding } from '../contract/verification'
import type { ApplicantFile, PersonalizationProfile } from '../contract/personalization'
import { readApplicant } from '../services/production/applicant-file'
import type { MakeOrder } from '../services/production/make-service'
import { builtInProfile, readProfile } from '../services/production/profile-library'
import { AppFailure } from '../services/app-failure'
import { persoTexts as say } from '../texts/cli/perso'
import type { Language, LocalText } from '../texts/local-text'
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
  const read = readApplicant(file)
  if (read.kind === 'ok') return read.applicant
  throw new AppFailure('applicant-invalid', { detail: findingsText(read.findings) })
}

/** Findings on one line each, in both languages; warnings come last and say that they are. */
export function findingsText(findings: readonly CheckFinding[]): LocalText {
  const isFailed = ({ level }: CheckFinding): boolean => level === 'failed'
  const sorted = [...findings.filter(isFailed), ...findings.filter((finding) => !isFailed(finding))]
  const line = ({ level, path, text }: CheckFinding, language: Language): string =>
    [
      ...(level === 'failed' ? [] : [say.warning[language]]),
      ...(path === '' ? [] : [path]),
      text[language]
    ].join(': ')
  const lines = (language: Language): string => sorted.map((finding) => line(finding, language)).join('\n')
  return { en: lines('en'), zh: lines('zh') }
}
