import type { Field, LogRecord, LogView, Money } from '../../contract/report'
import { sameText } from '../../texts/local-text'
import { viewPhrases } from '../../texts/phrases/inspection-views'
import { bcdDigits } from '../bytes/bcd'
import { toHex } from '../bytes/hex'
import { decodeCardText } from '../bytes/text'
import type { DolEntry } from '../tlv/dol'
import { tagEntry } from '../tlv/tag-dictionary'
import type { ExplainContext } from '../trace/explain/context'
import { explainDolData } from '../trace/explain/explain-dol-data'
import { dateOf, timeOf } from '../trace/explain/values/dates'
import { amountText } from '../trace/explain/values/money'
import { countryOf } from '../trace/explain/values/places'
import type { FoundLog, FoundPart } from './found'
import { loadLogHead } from './load-log'
import { moneyDirection } from './money-direction'
import { counterOf, currencyName, moneyOf } from './values'

/** Places in a load log's record before the DOL's values begin; they carry no tags of their own. */
const [PURSE_TAG, BEFORE, AFTER] = loadLogHead
const LOAD_LOG_HEAD_LENGTH = 14
const NO_BYTES = new Uint8Array(0)

/** A log with every record decoded after its format; without a format the bytes alone. */
export function logView(log: FoundLog, context: ExplainContext, currency: string): LogView {
  return {
    kind: log.kind,
    sfi: log.sfi,
    capacity: log.capacity,
    records: log.records.map((part) => logRecord(part, context, currency))
  }
}

/** The fields of a log record: a load log's head, then the values that the format names; without a format, bytes. */
export function logFields(part: FoundPart, context: ExplainContext): Field[] {
  const at = { exchange: part.exchange, part: 'response', offset: 0 } as const
  if (part.logFormat === undefined) {
    return [{ name: viewPhrases.rawRecord, hex: toHex(part.data), at: { ...at, length: part.data.length } }]
  }
  const head = slices(part).flatMap(({ entry, value, offset }): Field[] => {
    const known = headField(entry, value, context)
    return known === undefined ? [] : [{ ...known, at: { ...at, offset, length: value.length } }]
  })
  const offset = head.length === 0 ? 0 : LOAD_LOG_HEAD_LENGTH
  const values = part.logFormat.slice(head.length)
  return [
    ...head,
    ...explainDolData(values, part.data.subarray(offset), { ...context, at: { ...at, offset } })
  ]
}

interface Slice {
  readonly entry: DolEntry
  readonly value: Uint8Array
  readonly offset: number
}

function slices(part: FoundPart): Slice[] {
  let offset = 0
  return (part.logFormat ?? []).flatMap((entry) => {
    const value = part.data.subarray(offset, offset + entry.length)
    const slice = { entry, value, offset }
    offset += entry.length
    return value.length === entry.length ? [slice] : []
  })
}

function logRecord(part: FoundPart, context: ExplainContext, currency: string): LogRecord {
  const all = slices(part)
  const value = (tag: number): Uint8Array | undefined => all.find(({ entry }) => entry.tag === tag)?.value
  const head = (wanted: DolEntry | undefined): Uint8Array | undefined =>
    all.find(({ entry }) => entry === wanted)?.value
  const own = value(0x5f2a)
  const unit = own === undefined ? currency : currencyName(own)
  const date = dateOf(value(0x9a) ?? NO_BYTES)
  const time = timeOf(value(0x9f21) ?? NO_BYTES)
  const type = value(0x9c)
  const typeText = type && (tagEntry(0x9c)?.codes?.[toHex(type)] ?? viewPhrases.unknownType(toHex(type)))
  const country = value(0x9f1a)
  const merchant = value(0x9f4e)
  const other = moneyOf(value(0x9f03), unit)
  const atc = counterOf(value(0x9f36))
  const before = moneyOf(head(BEFORE), unit)
  const after = moneyOf(head(AFTER), unit)
  const amount = moneyOf(value(0x9f02), unit) ?? changeOf(before, after)
  const direction = moneyDirection(type && toHex(type), before, after)
  const merchantText = merchant && decodeCardText(merchant, context.codeTable).text.trim()
  return {
    record: part.record ?? 0,
    ...(date !== undefined && { date }),
    ...(time !== undefined && { time }),
    ...(amount && { amount }),
    ...(other && { other }),
    ...(direction && { direction }),
    ...(typeText && { type: typeText }),
    ...(country && { country: countryOf(toHex(country))?.alpha2 ?? toHex(country).slice(-3) }),
    ...(merchantText && { merchant: merchantText }),
    ...(atc !== undefined && { atc }),
    ...(before && { before }),
    ...(after && { after }),
    fields: logFields(part, context)
  }
}

/** What was written makes the amount where the record carries none. */
function changeOf(before: Money | undefined, after: Money | undefined): Money | undefined {
  return before && after && { ...after, minor: Math.abs(after.minor - before.minor) }
}

function headField(entry: DolEntry, value: Uint8Array, context: ExplainContext): Field | undefined {
  const hex = toHex(value)
  if (entry === PURSE_TAG) return { name: viewPhrases.writtenTag, hex, value: sameText(hex) }
  if (entry !== BEFORE && entry !== AFTER) return undefined
  const digits = bcdDigits(value)
  return {
    name: entry === BEFORE ? viewPhrases.before : viewPhrases.after,
    hex,
    ...(digits !== undefined && { value: amountText(digits, context.currency) })
  }
}
