import countries from '../../../../../resources/dictionaries/countries.json'
import languages from '../../../../../resources/dictionaries/languages.json'
import { bcdDigits } from '../../../bytes/bcd'
import { sameText, type LocalText } from '../../../../texts/local-text'
import { listText, remarked, valuePhrases } from '../../../../texts/phrases/values'
import type { Explainer } from './explainer'

export interface Country {
  /** ISO 3166-1 numeric code, three digits. */
  readonly numeric: string
  readonly alpha2: string
  readonly alpha3: string
  readonly name: LocalText
}

const all = (countries as unknown as readonly (readonly [string, string, string, string, string])[]).map(
  ([numeric, alpha2, alpha3, en, zh]): Country => ({ numeric, alpha2, alpha3, name: { en, zh } })
)
const byCode = new Map(all.flatMap((country) => keysOf(country).map((key) => [key, country] as const)))
const languageNames = languages as unknown as Readonly<Record<string, readonly [string, string]>>

function keysOf({ numeric, alpha2, alpha3 }: Country): string[] {
  return [numeric, alpha2, alpha3]
}

/** The country with this ISO 3166-1 code: numeric (`156`, or `0156` as cards hold it), alpha-2 or alpha-3. */
export function countryOf(code: string): Country | undefined {
  return byCode.get(/^\d+$/.test(code) ? code.slice(-3).padStart(3, '0') : code)
}

/** The name of a language by its ISO 639-1 code, as card and terminal write it (two lower-case letters). */
export function languageName(code: string): LocalText | undefined {
  const name = languageNames[code.toLowerCase()]
  return name && { en: name[0], zh: name[1] }
}

export const explainCountry: Explainer = (value) => {
  const digits = bcdDigits(value)
  return digits === undefined ? { problem: valuePhrases.notDigits } : { value: countryText(digits) }
}

export const explainCountryLetters: Explainer = (value) => ({ value: countryText(ascii(value)) })

/** Language preference 5F2D: one to four pairs of letters, the most wanted first. */
export const explainLanguages: Explainer = (value) => {
  const codes = ascii(value).match(/.{2}/g) ?? []
  return { value: codes.length === 0 ? valuePhrases.empty : listText(codes.map(languageText)) }
}

function languageText(code: string): LocalText {
  const name = languageName(code)
  return name === undefined ? valuePhrases.unknownLanguage(code) : remarked(sameText(code), name)
}

function countryText(code: string): LocalText {
  const country = countryOf(code)
  return country === undefined
    ? valuePhrases.unknownCountry(/^\d+$/.test(code) ? code.slice(-3) : code)
    : remarked(country.name, sameText(country.alpha2))
}

/** Printable ASCII; anything else as a question mark. */
function ascii(value: Uint8Array): string {
  return Array.from(value, (byte) => (byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '?')).join('')
}
