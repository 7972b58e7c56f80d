import { applicantFile, type ApplicantFile } from '../../contract/personalization'
import type { CheckFinding } from '../../contract/verification'
import { applicantShapeFindings as say } from '../../texts/phrases/batch'

export type ReadApplicant =
  | { readonly kind: 'ok'; readonly applicant: ApplicantFile }
  | { readonly kind: 'invalid'; readonly findings: readonly CheckFinding[] }

/**
 * An applicant's file in its shape, every field that does not fit with what is wrong; whether its data are right is for
 * `checkApplicant`. What was typed is not repeated: it may be a number or a PIN. Never throws.
 */
export function readApplicant(file: unknown): ReadApplicant {
  const parsed = applicantFile.safeParse(file)
  if (parsed.success) return { kind: 'ok', applicant: parsed.data }
  const findings = new Map<string, CheckFinding>()
  const add = (path: string, code: keyof typeof say): void => {
    if (!findings.has(path)) findings.set(path, { level: 'failed', code, path, text: say[code] })
  }
  for (const issue of parsed.error.issues) {
    const path = issue.path.join('.')
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) add([...issue.path, key].join('.'), 'unknown-field')
    } else if (path === '') add(path, 'no-fields')
    else add(path, isMissing(file, issue.path) ? 'missing' : 'shape')
  }
  return { kind: 'invalid', findings: [...findings.values()] }
}

function isMissing(file: unknown, path: readonly PropertyKey[]): boolean {
  let value = file
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return false
    value = (value as Record<PropertyKey, unknown>)[name]
  }
  return value === undefined
}
