import { ruleFindings as say } from '../../../texts/phrases/verification'
import { isDay } from '../../personalization/applicant/dates'
import { isLuhn } from '../../personalization/applicant/pan'
import type { ExaminedApplication } from '../examined-card'
import { breach, rule, type Breach, type Rule } from '../rule'
import { locatedRecords, recordOf } from './structure'

/** ISO/IEC 7813. */
const TRACK2 = /^(\d{12,19})D(\d{4})(\d{3})(\d*)$/
const LONGEST_TRACK2 = 37
/** Control characters, and what no character set could be read from. */
const UNREADABLE = /[\p{Cc}\u2400-\u2421\uFFFD]/u

/** Whether number, dates and name agree with each other. */
export const accountRules: readonly Rule[] = [
  rule('account/check-digit', 'failed', 'ISO/IEC 7812-1, annex B', (application) => {
    const pan = application.digits('5A') ?? track2(application)?.[1]
    if (pan === undefined) return undefined
    return isLuhn(pan) ? [] : [breach('5A', say.checkDigit)]
  }),
  rule('account/track2', 'failed', 'ISO/IEC 7813', (application) => {
    const digits = application.digits('57')
    if (digits === undefined) return undefined
    return TRACK2.test(digits) && digits.length <= LONGEST_TRACK2 ? [] : [breach('57', say.unreadable('57'))]
  }),
  rule('account/same-number', 'failed', 'EMV Book 3, annex A', (application) =>
    agree(application.digits('5A'), track2(application)?.[1], '5A')
  ),
  rule('account/same-expiry', 'failed', 'EMV Book 3, annex A', (application) =>
    agree(application.value('5F24')?.slice(0, 4), track2(application)?.[2], '5F24')
  ),
  rule('account/same-service-code', 'warning', 'EMV Book 3, annex A', (application) =>
    agree(application.value('5F30')?.slice(-3), track2(application)?.[3], '5F30')
  ),
  rule('account/dates', 'failed', 'EMV Book 3, annex A', (application) => {
    const tags = ['5F25', '5F24'].filter((tag) => application.value(tag) !== undefined)
    if (tags.length === 0) return undefined
    const wrong = tags.filter((tag) => !isDay(dateOf(application, tag)))
    if (wrong.length > 0) return wrong.map((tag) => breach(tag, say.unreadable(tag)))
    const reversed = tags.length === 2 && dateOf(application, '5F25') > dateOf(application, '5F24')
    return reversed ? [breach('5F25', say.above('5F25', '5F24'))] : []
  }),
  rule('account/valid', 'warning', 'EMV Book 3, 10.4.3', (application, { today }) => {
    if (application.value('5F24') === undefined) return undefined
    const breaches: Breach[] = []
    if (dateOf(application, '5F24') < today) breaches.push(breach('5F24', say.expired))
    const effective = application.value('5F25') === undefined ? today : dateOf(application, '5F25')
    if (effective > today) breaches.push(breach('5F25', say.notYet))
    return breaches
  }),
  rule('account/name', 'warning', 'EMV Book 3, annex A', ({ view: { cardholder } }) => {
    if (cardholder === undefined) return undefined
    return UNREADABLE.test(cardholder) ? [breach('5F20', say.unreadable('5F20'))] : []
  }),
  rule('account/expiry-place', 'warning', 'UnionPay, advice on personalization', (application, { card }) => {
    if (card.report.card.interface !== 'contactless' || application.value('9F74') === undefined)
      return undefined
    const last = locatedRecords(application)?.at(-1)
    const objects = last && recordOf(application, last.sfi, last.record)?.objects
    return objects?.some(({ tag }) => tag === '5F24') === true ? [breach('5F24', say.placed)] : []
  })
]

function track2(application: ExaminedApplication): RegExpExecArray | undefined {
  return TRACK2.exec(application.digits('57') ?? '') ?? undefined
}

function agree(left: string | undefined, right: string | undefined, tag: string): Breach[] | undefined {
  if (left === undefined || right === undefined) return undefined
  return left === right ? [] : [breach(tag, say.differ(tag, '57'))]
}

/** `YYYY-MM-DD` of YYMMDD; years from 50 on are of the last century (EMV Book 4, 6.7.3). */
function dateOf(application: ExaminedApplication, tag: string): string {
  const value = application.value(tag) ?? ''
  const century = Number(value.slice(0, 2)) >= 50 ? '19' : '20'
  return `${century}${value.slice(0, 2)}-${value.slice(2, 4)}-${value.slice(4, 6)}`
}
