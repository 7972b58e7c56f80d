import type { Field } from '../../../contract/report'
import { explainPhrases } from '../../../texts/phrases/explain'
import { toHex } from '../../bytes/hex'
import type { DolEntry } from '../../tlv/dol'
import { shifted, type ExplainContext } from './context'
import { explainTag, rawField } from './explain-data'

const CURRENCY_TAGS = [0x5f2a, 0x9f51]

/**
 * Explains data that a data object list asked for (values in its order, without tags): one field per element of the
 * list. Elements for which the data are too short say so; bytes beyond the list become a last field. Never throws.
 */
export function explainDolData(
  entries: readonly DolEntry[],
  data: Uint8Array,
  context: ExplainContext
): Field[] {
  const around = context.currency === undefined ? withCurrency(entries, data, context) : context
  const fields: Field[] = []
  let at = 0
  for (const { tag, length } of entries) {
    const value = data.subarray(at, at + length)
    const field = explainTag(tag, value, shifted(around, Math.min(at, data.length)))
    fields.push(value.length < length ? { ...field, problem: explainPhrases.missing } : field)
    at += length
  }
  if (at < data.length)
    fields.push(rawField(data.subarray(at), shifted(around, at), explainPhrases.beyondList))
  return fields
}

/** Bytes that a list asks for. */
export function dolLength(entries: readonly DolEntry[]): number {
  return entries.reduce((sum, { length }) => sum + length, 0)
}

function withCurrency(
  entries: readonly DolEntry[],
  data: Uint8Array,
  context: ExplainContext
): ExplainContext {
  let at = 0
  for (const { tag, length } of entries) {
    if (CURRENCY_TAGS.includes(tag) && length === 2) {
      const currency = toHex(data.subarray(at, at + length))
      if (/^\d{4}$/.test(currency) && currency !== '0000') return { ...context, currency }
    }
    at += length
  }
  return context
}
