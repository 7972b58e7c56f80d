import { ruleFindings as say } from '../../../texts/phrases/verification'
import type { ExaminedApplication } from '../examined-card'
import { breach, rule, type Breach, type Rule } from '../rule'

const OBJECTS = ['9F79', '9F77', '9F78', '9F6D'] as const
/** Pairs that say the same, where both are there. */
const SAME = [
  ['9F42', '9F51'],
  ['5F28', '9F57']
] as const
const LOGS = [
  ['9F4D', '9F4F'],
  ['DF4D', 'DF4F']
] as const

/** What e-cash needs, and what the card keeps of the past. */
export const ecashRules: readonly Rule[] = [
  rule('ecash/objects', 'failed', 'JR/T 0025, e-cash', (application) => {
    const isEcash =
      application.view.kind === 'e-cash' || OBJECTS.some((tag) => application.value(tag) !== undefined)
    if (!isEcash) return undefined
    return OBJECTS.filter((tag) => application.value(tag) === undefined).map((tag) =>
      breach(tag, say.missing(tag))
    )
  }),
  rule('ecash/authorisation-code', 'failed', 'JR/T 0025, e-cash', (application, { card }) => {
    // Amount zero without the terminal's e-cash indicator: what was read are the data of debit and credit.
    if (card.report.card.interface !== 'contact' || application.view.kind === 'e-cash') return undefined
    return application.value('9F74') === undefined ? [] : [breach('9F74', say.present('9F74'))]
  }),
  rule('ecash/currency', 'failed', 'JR/T 0025.5', (application) => {
    const whole = SAME.filter((pair) => pair.every((tag) => application.value(tag) !== undefined))
    if (whole.length === 0) return undefined
    return whole
      .filter(([left, right]) => application.value(left) !== application.value(right))
      .map(([left, right]) => breach(left, say.differ(left, right)))
  }),
  rule('logs/formats', 'failed', 'EMV Book 3, annex D; JR/T 0025', (application) => {
    const there = LOGS.filter(([entry]) => application.value(entry) !== undefined)
    return there.length === 0 ? undefined : there.flatMap((log) => logBreaches(application, log))
  })
]

function logBreaches(application: ExaminedApplication, [entry, format]: (typeof LOGS)[number]): Breach[] {
  const breaches: Breach[] = []
  const [sfi = 0, records = 0] = application.bytes(entry) ?? []
  if (sfi < 11 || sfi > 30 || records === 0) breaches.push(breach(entry, say.unreadable(entry)))
  if (application.value(format) === undefined) breaches.push(breach(format, say.missing(format)))
  return breaches
}
