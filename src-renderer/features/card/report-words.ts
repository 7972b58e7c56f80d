import type { ApplicationView, InspectionReport, LogRecord } from '../../../src-main/contract/report'
import type { LanguageState } from '../../state/language.svelte'

/** The outcome in one sentence. */
export function outcomeSentence(report: InspectionReport, { t }: LanguageState): string {
  const applications = t('card.applications', { count: report.applications.length })
  const commands = t('card.commands', { count: answered(report) })
  switch (report.outcome) {
    case 'complete':
      return report.applications.length === 0
        ? t('card.sentenceNoApplication', { commands })
        : t('card.sentenceComplete', { applications, commands })
    case 'partial':
      return t('card.sentencePartial', { applications, commands })
    case 'interrupted':
      return t('card.sentenceInterrupted', { applications, commands })
  }
}

/** How many commands the card answered. */
export function answered({ exchanges }: InspectionReport): number {
  return exchanges.filter(({ response }) => response !== '').length
}

/** What an interrupted reading did not come to, as one list in words. */
export function unreadParts(report: InspectionReport, { t, current }: LanguageState): string {
  const parts = [t('card.unreadRest')]
  if (report.applications.length === 0) parts.push(t('card.unreadApplications'))
  for (const application of report.applications) {
    const name = nameOf(application)
    if (application.atc === undefined) parts.push(t('card.unreadCounters', { application: name }))
    if (application.logs.length === 0) parts.push(t('card.unreadLogs', { application: name }))
  }
  if (!report.securityDomain) parts.push(t('card.unreadDomain'))
  const separator = current === 'zh' ? '；' : '; '
  return parts.join(separator)
}

/** The name that the card prefers for its application. */
export function nameOf({ preferredName, label, aid }: ApplicationView): string {
  return preferredName ?? label ?? aid
}

export interface CardFace {
  readonly tone: 'plain' | 'ecash' | 'debit' | 'credit'
  readonly kind: string
  readonly number?: string | undefined
  readonly name?: string | undefined
  readonly validThru?: string | undefined
  readonly contactless: boolean
}

/** What the drawn card shows: its first application that carries a number, or the chip alone. */
export function faceOf(report: InspectionReport, { t, pick }: LanguageState): CardFace {
  const application = report.applications.find(({ pan }) => pan !== undefined) ?? report.applications[0]
  const contactless = report.card.interface === 'contactless'
  if (!application) return { tone: 'plain', kind: pick(report.card.family.name), contactless }
  const { kind, kindText, pan, cardholder, expiry } = application
  return {
    tone: toneOf(kind),
    kind: kind === 'other' ? t('report.kindPlain') : pick(kindText),
    number: pan,
    name: cardholder,
    validThru: expiry && `${expiry.slice(5, 7)}/${expiry.slice(2, 4)}`,
    contactless
  }
}

function toneOf(kind: ApplicationView['kind']): CardFace['tone'] {
  switch (kind) {
    case 'debit':
      return 'debit'
    case 'credit':
    case 'quasi-credit':
      return 'credit'
    case 'e-cash':
      return 'ecash'
    case 'other':
      return 'plain'
  }
}

/** `2026-11-22` of this machine's calendar. */
export function today(now: Date): string {
  const month = String(now.getMonth() + 1).padStart(2, '0')
  return `${now.getFullYear()}-${month}-${String(now.getDate()).padStart(2, '0')}`
}

/** A record's amount with the sign of where it went; without one where the record does not say. */
export function signed({ amount, direction }: LogRecord, { money }: LanguageState): string {
  if (!amount) return ''
  const sign = direction === undefined ? '' : direction === 'in' ? '+' : '−'
  return `${sign}${money(amount)}`
}

/** Groups a card number in fours. */
export function grouped(pan: string): string {
  return pan.match(/.{1,4}/gu)?.join(' ') ?? pan
}

/** The names of languages as the reader of the window calls them. */
export function languageNames(codes: readonly string[], current: LanguageState['current']): string {
  const names = new Intl.DisplayNames(current === 'zh' ? 'zh-CN' : 'en', {
    type: 'language',
    fallback: 'code'
  })
  return codes.map((code) => nameOr(code, () => names.of(code))).join(current === 'zh' ? '、' : ', ')
}

/** A country's or currency's name with its code. */
export function codeName(
  code: string,
  type: 'region' | 'currency',
  current: LanguageState['current']
): string {
  const names = new Intl.DisplayNames(current === 'zh' ? 'zh-CN' : 'en', { type, fallback: 'code' })
  const name = nameOr(code, () => names.of(code))
  return name === code ? code : current === 'zh' ? `${name}（${code}）` : `${name} (${code})`
}

/** Cards say what they like: what is no code at all is shown as it stands. */
function nameOr(code: string, find: () => string | undefined): string {
  try {
    return find() ?? code
  } catch {
    return code
  }
}
