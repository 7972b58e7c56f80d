import type { MakeResult } from '../../contract/production'
import { persoTexts as say } from '../../texts/cli/perso'
import type { Language } from '../../texts/local-text'
import { safeText } from './safe-text'
import { findingLine, verificationSummary } from './verification-text'

/** What came of making a card: the sentence, the card, its tests, what was read back, and what to note down. */
export function makeResultText(result: MakeResult, language: Language): string {
  const { sentence, advice, findings, checks, production, card, report } = result
  const lines = [sentence[language], ...(advice === undefined ? [] : [advice[language]])]
  if (card !== undefined) {
    lines.push('', `${card.profile[language]}  ${card.pan}  ${card.psn}  ${card.name}  ${card.expiry}`)
    if (card.account !== undefined) lines.push(say.account(card.account)[language])
    if (card.test) lines.push(say.test[language])
  }
  if (checks.length > 0) {
    lines.push('', say.checks[language])
    for (const { name, ok, detail } of checks) {
      const state = (ok ? say.ok : say.failed)[language]
      lines.push(`  ${state}  ${name[language]}${detail === undefined ? '' : `: ${detail[language]}`}`)
    }
  }
  if (report !== undefined) {
    lines.push('', say.verification[language])
    lines.push(...verificationSummary(report, language).map((line) => `  ${line}`))
  }
  if (findings.length > 0) {
    lines.push('', say.found(findings.length)[language])
    lines.push(...findings.map((finding) => `  ${findingLine(finding, language)}`))
  }
  if (production !== undefined) lines.push('', say.production(production.id)[language])
  return safeText(`${lines.join('\n')}\n`)
}
