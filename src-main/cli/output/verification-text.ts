import type { CheckFinding, RuleResult, VerificationReport } from '../../contract/verification'
import { persoTexts as say } from '../../texts/cli/perso'
import type { Language } from '../../texts/local-text'
import { styled } from './style'
import type { OutputStream } from '../terminal'
import { safeText } from './safe-text'

/** Whether a card is as it should be: the verdict, how many rules were kept, and what was broken. */
export function verificationSummary(report: VerificationReport, language: Language): string[] {
  const { rules, comparison, verdict } = report
  const count = (outcome: RuleResult['outcome']): number =>
    rules.filter((rule) => rule.outcome === outcome).length
  const differing = comparison?.findings ?? []
  return [
    say.verdicts[verdict][language],
    ...(report.applications.length === 0 ? [say.noApplication[language]] : []),
    say.rules(count('kept'), count('broken'), count('not-applicable'))[language],
    ...(comparison === undefined ? [] : [say.compared(comparison.compared, differing.length)[language]]),
    ...rules.filter(({ outcome }) => outcome === 'broken').flatMap((rule) => brokenLines(rule, language)),
    ...differing.map((finding) => `  ${findingLine(finding, language)}`)
  ]
}

/** Every rule that something on the card is about, in the order of the list; broken ones with what was found. */
export function ruleLines(report: VerificationReport, language: Language, stream: OutputStream): string[] {
  return report.rules
    .filter(({ outcome }) => outcome !== 'not-applicable')
    .flatMap((rule) => {
      if (rule.outcome === 'broken') {
        const [first = '', ...rest] = brokenLines(rule, language).map(safeText)
        return [styled(first, rule.level === 'failed' ? 'red' : 'yellow', stream), ...rest]
      }
      return [`  ${styled(say.ok[language], 'green', stream)}  ${rule.id}  ${rule.text[language]}`]
    })
}

/** A finding on one line: level, place, what it is. */
export function findingLine({ level, path, text }: CheckFinding, language: Language): string {
  return [say[level][language], path, text[language]].filter((part) => part !== '').join('  ')
}

function brokenLines({ level, id, text, source, findings }: RuleResult, language: Language): string[] {
  return [
    `  ${say[level][language]}  ${id}  ${text[language]} (${source})`,
    ...findings.map((finding) => `      ${finding.path}  ${finding.text[language]}`)
  ]
}
