import type { CheckFinding } from '../../../contract/verification'
import { applicantFindings as say } from '../../../texts/phrases/personalization'

const IDENTITY_CARD = '00'
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
/** By the sum's remainder of 11 (GB 11643; ISO 7064, MOD 11-2). */
const CHECK_CHARACTERS = '10X98765432'

/** The document of 9F61 and 9F62 (JR/T 0025). */
export function checkDocument({
  type,
  number
}: {
  readonly type: string
  readonly number: string
}): CheckFinding[] {
  const findings: CheckFinding[] = []
  if (!/^0[0-5]$/.test(type)) {
    findings.push({
      level: 'failed',
      code: 'document-type',
      path: 'document.type',
      text: say['document-type']
    })
  }
  const about = { path: 'document.number' } as const
  if (!/^[!-~]{1,40}$/.test(number)) {
    findings.push({ ...about, level: 'failed', code: 'document-number', text: say['document-number'] })
  } else if (type === IDENTITY_CARD && !/^\d{17}[\dX]$/.test(number)) {
    findings.push({ ...about, level: 'warning', code: 'identity-number', text: say['identity-number'] })
  } else if (type === IDENTITY_CARD && number[17] !== checkCharacter(number)) {
    findings.push({
      ...about,
      level: 'warning',
      code: 'identity-check-digit',
      text: say['identity-check-digit']
    })
  }
  return findings
}

function checkCharacter(number: string): string | undefined {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
  return CHECK_CHARACTERS[sum % 11]
}
