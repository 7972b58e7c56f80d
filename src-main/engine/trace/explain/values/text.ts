import { bcdDigits, compressedDigits } from '../../../bytes/bcd'
import { uint } from '../../../bytes/bytes'
import { toHex } from '../../../bytes/hex'
import { decodeCardText } from '../../../bytes/text'
import { sameText } from '../../../../texts/local-text'
import { valuePhrases } from '../../../../texts/phrases/values'
import type { Explainer } from './explainer'

export const explainText: Explainer = (value, _entry, context) => {
  const { text, clean } = decodeCardText(value, context.codeTable)
  if (text === '') return { value: valuePhrases.empty }
  return { value: sameText(text), ...(!clean && { problem: valuePhrases.notText }) }
}

export const explainDigits: Explainer = (value, entry) => {
  const digits = entry.format === 'cn' ? compressedDigits(value) : bcdDigits(value)
  return digits === undefined ? { problem: valuePhrases.notDigits } : { value: sameText(digits) }
}

/** A count or an index: packed decimal in format n, binary otherwise. */
export const explainNumber: Explainer = (value, entry) => {
  if (value.length === 0) return { value: valuePhrases.empty }
  if (entry.format === 'n') {
    const digits = bcdDigits(value)
    return digits === undefined
      ? { problem: valuePhrases.notDigits }
      : { value: sameText(digits.replace(/^0+(?=\d)/, '')) }
  }
  return value.length > 6 ? {} : { value: sameText(String(uint(value))) }
}

/** A value that the dictionary knows by name. */
export const explainCode: Explainer = (value, entry) => ({
  value: entry.codes?.[toHex(value)] ?? valuePhrases.unknownCode
})
