import { ruleFindings as say } from '../../../texts/phrases/verification'
import { breach, rule, type Rule } from '../rule'

/** Label and priority: in the directory and in the application. */
const SAME = ['50', '87'] as const

/** Whether terminals find the application. */
export const directoryRules: readonly Rule[] = [
  rule('directory/listed', 'warning', 'EMV Book 1, 12.2; Book B, 3.3', ({ view }, { card }) => {
    const directory = card.report.card.interface === 'contact' ? 'pse' : 'ppse'
    return view.foundBy.includes(directory) ? [] : [breach('4F', say.unlisted)]
  }),
  rule('directory/same', 'warning', 'EMV Book 1, 12.2.3', (application, { card }) => {
    const own = card.entries.filter((entry) => entry.get('4F') === application.aid)
    if (own.length === 0) return undefined
    return SAME.filter((tag) =>
      own.some((entry) => entry.has(tag) && entry.get(tag) !== application.value(tag))
    ).map((tag) => breach(tag, say.differ('61', tag)))
  })
]
