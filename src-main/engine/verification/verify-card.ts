import type { InspectionReport } from '../../contract/report'
import type {
  CheckFinding,
  ReadBackComparison,
  RuleResult,
  VerificationReport
} from '../../contract/verification'
import { ruleTexts } from '../../texts/phrases/verification'
import type { CardAuthentication } from '../emv/authenticate-card'
import { examinedCard } from './examined-card'
import type { Rule, RuleContext } from './rule'
import { accountRules } from './rules/account'
import { authenticationRules } from './rules/authentication'
import { directoryRules } from './rules/directory'
import { ecashRules } from './rules/ecash'
import { limitRules } from './rules/limits'
import { listRules } from './rules/lists'
import { structureRules } from './rules/structure'

/** All rules in the order of the report. */
export const RULES: readonly Rule[] = [
  ...structureRules,
  ...accountRules,
  ...authenticationRules,
  ...listRules,
  ...limitRules,
  ...ecashRules,
  ...directoryRules
]

export interface VerificationInput {
  /** Card numbers in clear (`revealed`); no finding repeats them. */
  readonly report: InspectionReport
  /** What offline data authentication came to, where it was tried. */
  readonly authentication?: CardAuthentication
  /** What a comparison with the prepared data found (`compareWithPrepared`). */
  readonly comparison?: ReadBackComparison
  /** `YYYY-MM-DD`. */
  readonly today: string
}

/** Every rule over every payment application on the card. Pure; any card is taken. */
export function verifyCard({
  report,
  authentication,
  comparison,
  today
}: VerificationInput): VerificationReport {
  const card = examinedCard(report)
  const context: RuleContext = { card, today, ...(authentication && { authentication }) }
  const rules = RULES.map((rule) => resultOf(rule, context))
  const findings = [...rules.flatMap((rule) => rule.findings), ...(comparison?.findings ?? [])]
  const { at, reader } = report
  return {
    ...({ format: 'cardwright-verification', version: 1, at, reader } as const),
    interface: report.card.interface,
    verdict: verdictOf(findings, card.applications.length),
    applications: card.applications.map(({ aid }) => aid),
    rules,
    ...(comparison && { comparison })
  }
}

function resultOf({ id, level, source, check }: Rule, context: RuleContext): RuleResult {
  const findings: CheckFinding[] = []
  let applies = false
  for (const application of context.card.applications) {
    const breaches = check(application, context)
    if (breaches === undefined) continue
    applies = true
    for (const { tag, text } of breaches) {
      findings.push({ level, code: id, path: `${application.aid} ${tag}`.trim(), text, source })
    }
  }
  const outcome = !applies ? 'not-applicable' : findings.length === 0 ? 'kept' : 'broken'
  return { id, level, text: ruleTexts[id], source, outcome, findings }
}

/** A card without any application that could be looked at is none. */
function verdictOf(findings: readonly CheckFinding[], applications: number): VerificationReport['verdict'] {
  if (applications === 0 || findings.some(({ level }) => level === 'failed')) return 'failed'
  return findings.length > 0 ? 'warnings' : 'passed'
}
