import type { ApplicationView } from '../../../src-main/contract/report'
import type { LanguageState } from '../../state/language.svelte'
import { codeName, grouped, languageNames, today } from './report-words'

export interface KeyFact {
  readonly name: string
  readonly value: string
  /** The data elements it comes from, the best one first. */
  readonly tags: readonly string[]
  readonly mono?: boolean
  readonly warning?: { readonly tone: 'caution' | 'danger'; readonly text: string }
}

/** What a person at the counter asks about first, in that order; what the card does not say is left out. */
export function factsOf(
  application: ApplicationView,
  language: LanguageState,
  now: Date
): readonly KeyFact[] {
  return [
    ...identityFacts(application, language),
    ...validityFacts(application, language, now),
    ...counterFacts(application, language),
    ...originFacts(application, language)
  ]
}

function identityFacts({ cardholder, pan, panSequence }: ApplicationView, { t }: LanguageState): KeyFact[] {
  const facts: KeyFact[] = []
  if (cardholder !== undefined)
    facts.push({ name: t('report.factCardholder'), value: cardholder, tags: ['5F20'] })
  if (pan !== undefined) {
    facts.push({ name: t('report.factNumber'), value: grouped(pan), tags: ['5A', '57'], mono: true })
  }
  if (panSequence !== undefined) {
    facts.push({ name: t('report.factSequence'), value: panSequence, tags: ['5F34'] })
  }
  return facts
}

function validityFacts(
  { effective, expiry, serviceCode, currency, country }: ApplicationView,
  { t, pick, date, current }: LanguageState,
  now: Date
): KeyFact[] {
  const facts: KeyFact[] = []
  if (expiry !== undefined) {
    const value =
      effective === undefined
        ? t('report.factValidityTo', { to: date(expiry) })
        : t('report.factValidityRange', { from: date(effective), to: date(expiry) })
    const expired = expiry < today(now)
    facts.push({
      name: t('report.factValidity'),
      value,
      tags: ['5F24', '57'],
      ...(expired && { warning: { tone: 'danger' as const, text: t('report.factExpired') } })
    })
  }
  if (currency !== undefined) {
    facts.push({
      name: t('report.factCurrency'),
      value: codeName(currency, 'currency', current),
      tags: ['9F42', '9F51']
    })
  }
  if (country !== undefined) {
    facts.push({
      name: t('report.factCountry'),
      value: codeName(country, 'region', current),
      tags: ['5F28', '9F57']
    })
  }
  if (serviceCode)
    facts.push({ name: t('report.factService'), value: pick(serviceCode), tags: ['57', '5F30'] })
  return facts
}

function counterFacts(
  { pinTriesLeft, atc, lastOnlineAtc }: ApplicationView,
  { t, number }: LanguageState
): KeyFact[] {
  const facts: KeyFact[] = []
  if (pinTriesLeft !== undefined) {
    facts.push({
      name: t('report.factPin'),
      value: String(pinTriesLeft),
      tags: ['9F17'],
      ...(pinTriesLeft === 0 && { warning: { tone: 'danger' as const, text: t('report.factPinBlocked') } }),
      ...(pinTriesLeft === 1 && { warning: { tone: 'caution' as const, text: t('report.factPinLast') } })
    })
  }
  if (atc !== undefined) facts.push({ name: t('report.factAtc'), value: number(atc), tags: ['9F36'] })
  if (lastOnlineAtc !== undefined) {
    const value =
      atc === undefined
        ? number(lastOnlineAtc)
        : t('report.factSinceOnline', { last: number(lastOnlineAtc), count: number(atc - lastOnlineAtc) })
    facts.push({ name: t('report.factLastOnline'), value, tags: ['9F13'] })
  }
  return facts
}

function originFacts({ languages, foundBy }: ApplicationView, { t, current }: LanguageState): KeyFact[] {
  const names = { ppse: t('report.foundPpse'), pse: t('report.foundPse'), probe: t('report.foundProbe') }
  const facts: KeyFact[] = []
  if (languages.length > 0) {
    facts.push({ name: t('report.factLanguages'), value: languageNames(languages, current), tags: ['5F2D'] })
  }
  if (foundBy.length > 0) {
    facts.push({
      name: t('report.factFound'),
      value: foundBy.map((way) => names[way]).join(current === 'zh' ? '、' : ', '),
      tags: []
    })
  }
  return facts
}
