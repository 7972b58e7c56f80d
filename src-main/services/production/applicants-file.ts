import { parse } from 'csv-parse/browser/esm/sync'
import { applicantFile, type ApplicantFile } from '../../contract/personalization'
import type { CheckFinding } from '../../contract/verification'
import { batchFileFindings as say } from '../../texts/phrases/personalization'

export type ReadApplicants =
  | { readonly kind: 'ok'; readonly applicants: readonly ApplicantFile[] }
  | { readonly kind: 'invalid'; readonly findings: readonly CheckFinding[] }

const DOCUMENT = 'document.'

/**
 * Applicants out of a table: the first line names the fields of an applicant's file (`document.type`, `limits.balance`), an
 * empty cell is a field that is not there. All problems at once, each with its line in front (counted from 1, without the
 * heading). What was typed is not repeated. Never throws.
 */
export function applicantsInCsv(text: string): ReadApplicants {
  let rows: Record<string, string>[]
  try {
    rows = parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true })
  } catch (error) {
    const line = lineOf(error)
    return { kind: 'invalid', findings: [{ level: 'failed', code: 'csv', path: '', text: say.csv(line) }] }
  }
  return applicantsIn(rows.map(nested))
}

/** Applicants out of a list that came as JSON. */
export function applicantsIn(list: unknown): ReadApplicants {
  if (!Array.isArray(list)) {
    return { kind: 'invalid', findings: [{ level: 'failed', code: 'no-list', path: '', text: say.noList }] }
  }
  const findings: CheckFinding[] = []
  const applicants: ApplicantFile[] = []
  for (const [index, item] of list.entries()) {
    const parsed = applicantFile.safeParse(item)
    if (parsed.success) applicants.push(parsed.data)
    else {
      const places = new Set(
        parsed.error.issues.flatMap((issue) =>
          issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')]
        )
      )
      for (const place of places) {
        findings.push({ level: 'failed', code: 'shape', path: `${index + 1}.${place}`, text: say.shape })
      }
    }
  }
  return findings.length > 0 ? { kind: 'invalid', findings } : { kind: 'ok', applicants }
}

function nested(row: Record<string, string>): unknown {
  const applicant: Record<string, unknown> = {}
  const inner = (name: string): Record<string, unknown> => {
    const known = applicant[name]
    if (typeof known === 'object' && known !== null) return known as Record<string, unknown>
    const made: Record<string, unknown> = {}
    applicant[name] = made
    return made
  }
  for (const [field, value] of Object.entries(row)) {
    if (value === '') continue
    if (field.startsWith('limits.')) inner('limits')[field.slice('limits.'.length)] = Number(value)
    else if (field.startsWith(DOCUMENT)) inner('document')[field.slice(DOCUMENT.length)] = value
    else applicant[field] = value
  }
  return applicant
}

/** Line of the file where reading stopped, counted from 1; 0 where nobody knows. */
function lineOf(error: unknown): number {
  const line = error instanceof Error && 'lines' in error ? error.lines : undefined
  return typeof line === 'number' ? line : 0
}
