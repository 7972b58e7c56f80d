import { parse } from 'csv-parse/browser/esm/sync'
import type { ApplicantFile } from '../../contract/personalization'
import type { CheckFinding } from '../../contract/verification'
import { batchFileFindings as say } from '../../texts/phrases/batch'
import type { LocalText } from '../../texts/local-text'
import { readApplicant } from './applicant-file'

export type ReadApplicants =
  | { readonly kind: 'ok'; readonly applicants: readonly ApplicantFile[] }
  | {
      readonly kind: 'invalid'
      readonly findings: readonly CheckFinding[]
      /** How many lines there are; 0 where nobody can tell. */
      readonly lines: number
      /** Lines that are right in shape, by their numbers: they can be looked at further. */
      readonly sound: ReadonlyMap<number, ApplicantFile>
    }

/** As many as one batch may have. */
const MOST_LINES = 10_000

/**
 * Applicants out of a file: JSON where its name says so or its text begins like it, else a table. One that seems half
 * written is refused. Never throws.
 */
export function applicantsInFile({
  name,
  text
}: {
  readonly name: string
  readonly text: string
}): ReadApplicants {
  if (/\.json$/i.test(name) || /^\s*\[/.test(text)) {
    try {
      return applicantsIn(JSON.parse(text.replace(/^\uFEFF/, '')))
    } catch {
      return refused('half-written', say.halfJson)
    }
  }
  return text.endsWith('\n') ? applicantsInCsv(text) : refused('half-written', say.halfCsv)
}

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
    return refused('csv', say.csv(lineOf(error)))
  }
  return applicantsIn(rows.map(nested))
}

/** Applicants out of a list that came as JSON. */
export function applicantsIn(list: unknown): ReadApplicants {
  if (!Array.isArray(list)) return refused('no-list', say.noList)
  if (list.length > MOST_LINES) return refused('too-many', say.tooMany(MOST_LINES), list.length)
  const findings: CheckFinding[] = []
  const sound = new Map<number, ApplicantFile>()
  for (const [index, item] of list.entries()) {
    const read = readApplicant(item)
    if (read.kind === 'ok') sound.set(index + 1, read.applicant)
    else {
      findings.push(
        ...read.findings.map((finding) => ({
          ...finding,
          path: [index + 1, finding.path].filter((part) => part !== '').join('.')
        }))
      )
    }
  }
  return findings.length > 0
    ? { kind: 'invalid', findings, lines: list.length, sound }
    : { kind: 'ok', applicants: [...sound.values()] }
}

/** The whole list cannot be read. */
function refused(code: string, text: LocalText, lines = 0): ReadApplicants {
  return { kind: 'invalid', lines, sound: new Map(), findings: [{ level: 'failed', code, path: '', text }] }
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
