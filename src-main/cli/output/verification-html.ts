import type { RuleResult, VerificationReport } from '../../contract/verification'
import { paperHtml, type PaperPart } from '../../engine/personalization/papers/paper-html'
import { persoTexts as words } from '../../texts/cli/perso'
import { verifyTexts as say } from '../../texts/cli/perso-verify'
import { type Language, type LocalText, sameText } from '../../texts/local-text'

/** A verification as one HTML page: the verdict, every rule that applied, and under broken ones what was found. */
export function verificationHtml(report: VerificationReport, language: Language): string {
  const { verdict, rules, reader, at, applications } = report
  const applied = rules.filter(({ outcome }) => outcome !== 'not-applicable')
  const broken = applied.filter(({ outcome }) => outcome === 'broken')
  const aids = applications.length === 0 ? say.none : sameText(applications.join(', '))
  const parts: PaperPart[] = [
    { kind: 'test', text: words.verdicts[verdict] },
    {
      kind: 'facts',
      facts: [
        [say.reader, sameText(reader)],
        [say.at, sameText(at.slice(0, 16).replace('T', ' '))],
        [say.side, say.sides[report.interface]],
        [say.applications, aids]
      ]
    },
    {
      kind: 'text',
      text: words.rules(applied.length - broken.length, broken.length, rules.length - applied.length)
    },
    ...(broken.length === 0 ? [] : [heading(words.found(broken.length)), list(broken.flatMap(foundLines))]),
    heading(say.rulesTitle),
    list(applied.map(ruleLine))
  ]
  return paperHtml({ bank: sameText('Cardwright'), title: say.title }, parts, language)
}

const heading = (text: LocalText): PaperPart => ({ kind: 'heading', text })
const list = (lines: readonly LocalText[]): PaperPart => ({ kind: 'list', lines })

function ruleLine({ outcome, level, id, text, source }: RuleResult): LocalText {
  const state = outcome === 'kept' ? words.ok : words[level]
  return {
    en: `${state.en}: ${text.en} (${id}; ${source})`,
    zh: `${state.zh}：${text.zh}（${id}；${source}）`
  }
}

function foundLines({ findings, level, text }: RuleResult): LocalText[] {
  const state = words[level]
  if (findings.length === 0) return [{ en: `${state.en}: ${text.en}`, zh: `${state.zh}：${text.zh}` }]
  return findings.map(({ path, text: found }) => ({
    en: `${state.en}: ${path}: ${found.en}`,
    zh: `${state.zh}：${path}：${found.zh}`
  }))
}
