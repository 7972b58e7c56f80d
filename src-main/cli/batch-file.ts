import type { ApplicantFile } from '../contract/personalization'
import type { CheckFinding } from '../contract/verification'
import { applicantsInFile } from '../services/production/applicants-file'
import { AppFailure } from '../services/app-failure'
import { batchTexts as say } from '../texts/cli/perso-batch'
import type { LocalText } from '../texts/local-text'
import { readTextFile } from './files'

/** The applicants of a list. Throws `AppFailure` with everything that is wrong; a file that seems half written is refused. */
export function readBatchFile(file: string): readonly ApplicantFile[] {
  const read = applicantsInFile({ name: file, text: readTextFile(file) })
  if (read.kind === 'ok') return read.applicants
  throw new AppFailure('batch-invalid', { detail: batchFindings(read.findings) })
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
