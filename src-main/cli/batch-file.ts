import type { ApplicantFile } from '../contract/personalization'
import type { CheckFinding } from '../contract/verification'
import { applicantsIn, applicantsInCsv } from '../services/production/applicants-file'
import { AppFailure } from '../services/app-failure'
import { batchTexts as say } from '../texts/cli/perso-batch'
import type { LocalText } from '../texts/local-text'
import { readTextFile } from './files'
import { usageFailure } from './usage-failure'

/**
 * The applicants of a list: JSON where the name says so or the text begins like it, else CSV. Throws `AppFailure` with
 * everything that is wrong; a file that seems half written is refused.
 */
export function readBatchFile(file: string): readonly ApplicantFile[] {
  const text = readTextFile(file)
  const isJson = /\.json$/i.test(file) || /^\s*\[/.test(text)
  if (!isJson && !text.endsWith('\n')) throw usageFailure(say.halfWritten(file))
  const read = isJson ? applicantsIn(parsed(file, text)) : applicantsInCsv(text)
  if (read.kind === 'ok') return read.applicants
  throw new AppFailure('batch-invalid', { detail: batchFindings(read.findings) })
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw usageFailure(say.halfJson(file))
  }
}

/** All findings, one a line, each with its line of the list in front. */
export function batchFindings(findings: readonly CheckFinding[]): LocalText {
  const text = (language: 'en' | 'zh'): string =>
    findings.map((finding) => `\n  ${batchFinding(finding)[language]}`).join('')
  return { en: text('en'), zh: text('zh') }
}

/** `line 3, pan: ...`; what is about the whole list keeps its path. */
export function batchFinding({ path, text }: CheckFinding): LocalText {
  const [, line, field] = /^(\d+)\.(.*)$/.exec(path) ?? []
  if (line === undefined || field === undefined) {
    return path === '' ? text : { en: `${path}: ${text.en}`, zh: `${path}：${text.zh}` }
  }
  const place = say.line(line, field)
  return { en: `${place.en}: ${text.en}`, zh: `${place.zh}：${text.zh}` }
}
