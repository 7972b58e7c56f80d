import {
  explainedSteps,
  type ExplainedStep,
  type ExplainedValue
} from '../../engine/cryptogram/explain-steps'
import { type CryptogramProfile } from '../../engine/cryptogram/profiles/profile'
import { type Step } from '../../engine/key-operations/transcript'
import { cryptogramTexts as texts } from '../../texts/cli/cryptogram'
import type { Language } from '../../texts/local-text'
import { note, printResult, type CliContext } from '../context'
import { table } from '../output/table'
import type { KeyFlags } from './cryptogram-arguments'

/** Prints the result: as one document, or as lines, after the steps where they were asked for. */
export function printCryptogram(
  context: CliContext,
  { explain = false, reveal = false }: KeyFlags,
  steps: readonly Step[],
  result: { readonly document: Readonly<Record<string, unknown>>; readonly lines: readonly string[] }
): void {
  const explained = explainedSteps(steps, reveal)
  printResult(context, { ...result.document, ...(explain && { steps: explained }) }, () => {
    const before = explain ? stepsText(explained, context.language) : ''
    return `${before}${result.lines.map((line) => `${line}\n`).join('')}`
  })
}

/** Says so where nothing but our own values supports a version. */
export function warnOfEvidence(context: CliContext, { id, evidence }: CryptogramProfile): void {
  if (evidence === 'self-consistent') note(context, texts.selfConsistent(id))
}

function stepsText(steps: readonly ExplainedStep[], language: Language): string {
  return steps
    .map(({ name, section, values, result }, index) => {
      const rows = [...values, result].map((value) => [
        `   ${labelOf(value, language)}`,
        shown(value, language)
      ])
      return `${index + 1}. ${name[language]}  [${section}]\n${table(rows)}\n`
    })
    .join('')
}

function labelOf({ tag, name }: ExplainedValue, language: Language): string {
  return tag === undefined ? name[language] : `${tag} ${name[language]}`
}

function shown({ hex = '', key }: ExplainedValue, language: Language): string {
  return key === undefined ? hex : texts.kcv(key.algorithm, key.kcv)[language]
}
