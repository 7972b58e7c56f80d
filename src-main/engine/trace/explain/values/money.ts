import currencies from '../../../../../resources/dictionaries/currencies.json'
import { bcdDigits } from '../../../bytes/bcd'
import { sameText, type LocalText } from '../../../../texts/local-text'
import { listText, remarked, valuePhrases } from '../../../../texts/phrases/values'
import type { Explainer } from './explainer'

export interface Currency {
  /** ISO 4217 numeric code, three digits. */
  readonly numeric: string
  /** ISO 4217 alphabetic code. */
  readonly alpha: string
  /** Digits of the minor unit. */
  readonly digits: number
  readonly name: LocalText
}

const all = (currencies as unknown as readonly (readonly [string, string, number, string, string])[]).map(
  ([numeric, alpha, digits, en, zh]): Currency => ({ numeric, alpha, digits, name: { en, zh } })
)
const byNumeric = new Map(all.map((currency) => [currency.numeric, currency]))
const byAlpha = new Map(all.map((currency) => [currency.alpha, currency]))

/** The currency with this ISO 4217 code: numeric (`156`, or `0156` as cards hold it) or alphabetic (`CNY`). */
export function currencyOf(code: string): Currency | undefined {
  return byAlpha.get(code) ?? byNumeric.get(code.slice(-3).padStart(3, '0'))
}

/**
 * An amount as a person reads it: `¥12.34`, `USD 12.34`, `JPY 1,234`. `minor` counts minor units, as a number or as
 * decimal digits; `currency` is an ISO 4217 code of either form. With no or an unknown currency two decimals are
 * assumed and said to be.
 */
export function amountText(minor: number | string, currency?: string): LocalText {
  const known = currency === undefined ? undefined : currencyOf(currency)
  const amount = decimal(minor, known?.digits ?? 2)
  if (known?.alpha === 'CNY') return sameText(amount.startsWith('-') ? `-¥${amount.slice(1)}` : `¥${amount}`)
  if (known !== undefined) return sameText(`${known.alpha} ${amount}`)
  if (currency === undefined || /^0*$/.test(currency)) return valuePhrases.amountWithoutCurrency(amount)
  return remarked(sameText(amount), valuePhrases.unknownCurrency(currency))
}

function decimal(minor: number | string, places: number): string {
  const text = String(minor)
  const sign = text.startsWith('-') ? '-' : ''
  const digits = text
    .replace('-', '')
    .replace(/^0+/, '')
    .padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, ',')
  return sign + (places === 0 ? whole : `${whole}.${digits.slice(-places)}`)
}

export const explainAmount: Explainer = (value, _entry, context) => {
  const digits = bcdDigits(value)
  return digits === undefined
    ? { problem: valuePhrases.notDigits }
    : { value: amountText(digits, context.currency) }
}

export const explainCurrency: Explainer = (value) => {
  const digits = bcdDigits(value)
  return digits === undefined ? { problem: valuePhrases.notDigits } : { value: currencyText(digits) }
}

/** Up to four numeric codes of two bytes each (9F3B). */
export const explainCurrencyList: Explainer = (value) => {
  const digits = bcdDigits(value)
  if (digits === undefined) return { problem: valuePhrases.notDigits }
  return { value: listText((digits.match(/\d{4}/g) ?? []).map(currencyText)) }
}

function currencyText(digits: string): LocalText {
  const currency = currencyOf(digits)
  return currency === undefined
    ? valuePhrases.unknownCurrency(digits.slice(-3))
    : remarked(sameText(currency.alpha), currency.name)
}
