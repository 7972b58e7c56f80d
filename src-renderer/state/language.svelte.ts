import i18next, { type i18n } from 'i18next'
import type { Money } from '../../src-main/contract/report'
import type { Language, LocalText } from '../../src-main/texts/local-text'
import { windowTexts, type TextKey } from '../../src-main/texts/window/index'
import { currencyCode } from './currency'

export type TextParams = Readonly<Record<string, string | number>>
export type Translate = (key: TextKey, params?: TextParams) => string

const locales = { en: 'en', zh: 'zh-CN' } as const

/** The language of the window: its sentences, and dates, numbers and money as it writes them. */
export class LanguageState {
  #current = $state<Language>('en')
  readonly #i18n: i18n
  readonly #formats = $derived(formatsFor(locales[this.#current]))

  constructor(language: Language = 'en') {
    this.#current = language
    this.#i18n = i18next.createInstance()
    void this.#i18n.init({
      initAsync: false,
      lng: language,
      fallbackLng: false,
      showSupportNotice: false,
      supportedLngs: ['en', 'zh'],
      resources: { en: { translation: windowTexts.en }, zh: { translation: windowTexts.zh } },
      // Svelte escapes what it shows.
      interpolation: { escapeValue: false }
    })
  }

  get current(): Language {
    return this.#current
  }

  /** Takes effect at once: whatever was rendered with `t` or `pick` renders anew. */
  use(language: Language): void {
    this.#current = language
  }

  /** The sentence of a key in the current language. */
  readonly t: Translate = (key, params) => this.#i18n.t(key, { ...params, lng: this.#current })

  /** The sentence of a key in both languages. */
  readonly both = (key: TextKey, params?: TextParams): LocalText => ({
    en: this.#i18n.t(key, { ...params, lng: 'en' }),
    zh: this.#i18n.t(key, { ...params, lng: 'zh' })
  })

  /** The sentence in the current language out of a text that carries both. */
  readonly pick = (text: LocalText): string => text[this.#current]

  /** A whole or decimal number with the language's separators. */
  readonly number = (value: number): string => this.#formats.number.format(value)

  /** An amount in minor units, with its currency's sign and decimals. */
  readonly money = ({ minor, currency }: Money): string => {
    const format = moneyFormat(locales[this.#current], currency)
    const digits = format?.resolvedOptions().maximumFractionDigits ?? 2
    const major = minor / 10 ** digits
    return format === undefined ? `${currency} ${this.#formats.decimal.format(major)}` : format.format(major)
  }

  /** An amount in minor units of a currency that is known by its ISO 4217 number. */
  readonly amount = (minor: number, currency: number): string =>
    this.money({ minor, currency: currencyCode(currency) })

  /** How many decimals the currency of this ISO 4217 number has. */
  readonly digits = (currency: number): number =>
    moneyFormat(locales[this.#current], currencyCode(currency))?.resolvedOptions().maximumFractionDigits ?? 2

  /** A calendar date (`2026-11-22`), without a time zone. */
  readonly date = (iso: string): string => {
    const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`)
    return Number.isNaN(date.getTime()) ? iso : this.#formats.date.format(date)
  }

  /** A moment in this machine's time zone. */
  readonly moment = (at: string | number): string => {
    const date = new Date(at)
    return Number.isNaN(date.getTime()) ? String(at) : this.#formats.moment.format(date)
  }

  /** A time of day in this machine's time zone. */
  readonly time = (at: string | number): string => {
    const date = new Date(at)
    return Number.isNaN(date.getTime()) ? String(at) : this.#formats.time.format(date)
  }

  /** A time of day to the millisecond in this machine's time zone. */
  readonly clock = (at: number): string => this.#formats.clock.format(new Date(at))

  /** A length of time given in microseconds, in the unit that reads best. */
  readonly duration = (microseconds: number): string => {
    const { number } = this.#formats
    if (microseconds < 1000) return `${number.format(Math.round(microseconds))} µs`
    if (microseconds < 1_000_000) return `${number.format(Number((microseconds / 1000).toPrecision(3)))} ms`
    return `${number.format(Number((microseconds / 1_000_000).toPrecision(3)))} s`
  }
}

interface Formats {
  readonly number: Intl.NumberFormat
  readonly decimal: Intl.NumberFormat
  readonly date: Intl.DateTimeFormat
  readonly moment: Intl.DateTimeFormat
  readonly time: Intl.DateTimeFormat
  readonly clock: Intl.DateTimeFormat
}

function formatsFor(locale: string): Formats {
  return {
    number: new Intl.NumberFormat(locale),
    decimal: new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    date: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
    time: new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hour12: false
    }),
    moment: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
    clock: new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
      hour12: false
    })
  }
}

/** Undefined where `currency` is a number that no alphabetic code is known for. */
function moneyFormat(locale: string, currency: string): Intl.NumberFormat | undefined {
  if (!/^[A-Z]{3}$/.test(currency)) return undefined
  return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
}
