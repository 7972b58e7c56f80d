import type { Field } from '../../../../contract/report'
import { compressedDigits } from '../../../bytes/bcd'
import { toHex } from '../../../bytes/hex'
import { maskedHexOf, maskPan } from '../../../tlv/masking'
import { sameText, type LocalText } from '../../../../texts/local-text'
import { serviceCodePhrases, listText, remarked, valuePhrases } from '../../../../texts/phrases/values'
import { scopeOf, type ExplainContext } from '../context'
import { fullYear } from './dates'
import type { Explainer } from './explainer'

/** The three digits of a service code in words (ISO/IEC 7813); undefined where they are not three digits. */
export function serviceCodeText(digits: string): LocalText | undefined {
  if (!/^\d{3}$/.test(digits)) return undefined
  const texts = serviceCodePhrases.map(
    (meanings, index) => meanings[digits[index] ?? ''] ?? valuePhrases.unknownCode
  )
  return remarked(sameText(digits), listText(texts))
}

/** A card number (digits, or `*` where masked) in groups of four. */
export function groupedPan(digits: string): string {
  return digits.replace(/(.{4})(?=.)/g, '$1 ')
}

export const explainPan: Explainer = (value, _entry, context) => {
  const digits = compressedDigits(value)
  if (digits === undefined) return { problem: valuePhrases.notDigits }
  return { value: sameText(groupedPan(context.reveal ? digits : maskPan(digits))) }
}

/** Service code 5F30: three digits in two bytes. */
export const explainServiceCode: Explainer = (value) => {
  const text = serviceCodeText(toHex(value).slice(-3))
  return text === undefined ? { problem: valuePhrases.notDigits } : { value: text }
}

interface Track2 {
  readonly pan: string
  readonly expiry: string
  readonly service: string
}

/** Track 2 equivalent data: card number, `D`, YYMM, service code, discretionary data, padded with F. */
export function track2Of(value: Uint8Array): Track2 | undefined {
  const [, pan, expiry, service] = /^(\d{1,19})D(\d{4})(\d{3})/.exec(toHex(value)) ?? []
  return pan === undefined || expiry === undefined || service === undefined
    ? undefined
    : { pan, expiry, service }
}

export const explainTrack2: Explainer = (value, entry, context) => {
  const track = track2Of(value)
  if (track === undefined) return { problem: valuePhrases.notSeparated }
  const masked = maskedHexOf(entry.tag, value, context.reveal, scopeOf(context))
  const { pan, expiry, service } = track
  const nibbles = fieldsByNibble(masked, context)
  const expiryStart = pan.length + 1
  const rest = expiryStart + 7
  const number = sameText(groupedPan(masked.slice(0, pan.length)))
  const month = valuePhrases.expiryMonth(fullYear(expiry.slice(0, 2)), expiry.slice(2))
  return {
    value: listText([number, month, serviceCodeText(service) ?? valuePhrases.unknownCode]),
    children: [
      nibbles(valuePhrases.cardNumber, 0, pan.length, number),
      nibbles(valuePhrases.expiry, expiryStart, expiryStart + 4, month),
      nibbles(valuePhrases.serviceCode, expiryStart + 4, rest, serviceCodeText(service)),
      ...(masked.length > rest ? [nibbles(valuePhrases.discretionary, rest, masked.length, undefined)] : [])
    ]
  }
}

/** Parts that need not begin or end with a byte: their place is that of all bytes that they touch. */
function fieldsByNibble(masked: string, context: ExplainContext) {
  return (name: LocalText, from: number, to: number, value: LocalText | undefined): Field => ({
    name,
    hex: masked.slice(from, to),
    ...(value && { value }),
    ...(context.at && {
      at: {
        ...context.at,
        offset: context.at.offset + Math.floor(from / 2),
        length: Math.ceil(to / 2) - Math.floor(from / 2)
      }
    })
  })
}
