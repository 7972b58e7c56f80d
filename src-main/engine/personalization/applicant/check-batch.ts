import type { PersonalizationProfile } from '../../../contract/personalization'
import type { CheckFinding } from '../../../contract/verification'
import { batchFindings as say } from '../../../texts/phrases/personalization'
import { DEFAULT_PSN, type Applicant } from './applicant'
import { checkApplicant, type ApplicantSurroundings } from './check-applicant'

/**
 * Everything that is wrong with a batch, before any card of it is made: each applicant for itself, with the number in front
 * of the field (`3.name`, counted from 1), and card numbers that come twice.
 */
export function checkBatch(
  profile: PersonalizationProfile,
  applicants: readonly Applicant[],
  surroundings: ApplicantSurroundings
): CheckFinding[] {
  if (applicants.length === 0) return [{ level: 'failed', code: 'empty', path: '', text: say.empty }]
  const rows = new Map<string, number>()
  return applicants.flatMap((applicant, index) => {
    const row = index + 1
    const own = checkApplicant(profile, applicant, surroundings).map((finding) => ({
      ...finding,
      path: `${row}.${finding.path}`
    }))
    const { pan, psn = DEFAULT_PSN } = applicant
    if (pan === undefined) return own
    const card = `${pan} ${psn}`
    const before = rows.get(card)
    if (before === undefined) {
      rows.set(card, row)
      return own
    }
    return [
      ...own,
      { level: 'failed', code: 'pan-twice', path: `${row}.pan`, text: say['pan-twice'](before) }
    ]
  })
}
