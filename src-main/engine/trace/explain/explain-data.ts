import type { Field } from '../../../contract/report'
import { explainPhrases, tlvProblems } from '../../../texts/phrases/explain'
import { valuePhrases } from '../../../texts/phrases/values'
import { toHex } from '../../bytes/hex'
import { maskedHexOf } from '../../tlv/masking'
import { fitsLength, tagEntry, type TagEntry } from '../../tlv/tag-dictionary'
import { decodeTlv, findTag, tagText, type TlvDecoding, type TlvNode, type TlvProblem } from '../../tlv/tlv'
import { placeOf, scopeOf, shifted, type ExplainContext } from './context'
import { explainerOf } from './values/by-kind'

/** Tags that name the currency of the other amounts beside them: transaction currency, then the application's. */
const CURRENCY_TAGS = [0x5f2a, 0x9f51, 0x9f42]
const TAG_CODE_TABLE = 0x9f11

/**
 * Explains a data field: every data object of it, nested ones as children, what could not be read at its place with
 * the reason; data that are not made of data objects as one field. Each field carries the place of its value where
 * `context.at` says where `bytes` begin; `within` is the template that holds them, if any. Sensitive values are
 * masked unless `context.reveal`. Never throws.
 */
export function explainData(bytes: Uint8Array, context: ExplainContext, within?: number): Field[] {
  if (bytes.length === 0) return []
  const decoding = decodeTlv(bytes)
  if (!looksLikeTlv(decoding)) return [rawField(bytes, context)]
  const { nodes, problems } = decoding
  return nodeFields(nodes, { bytes, problems, context: learned(nodes, context) }, [0, bytes.length], within)
}

/** Explains one data object: `context.at` is the place of its value. */
export function explainTag(tag: number, value: Uint8Array, context: ExplainContext, within?: number): Field {
  const entry = tagEntry(tag, { ...scopeOf(context, within), length: value.length })
  const base: Field = {
    tag: tagText(tag),
    ...head(entry),
    hex: hexOf(tag, value, context, within),
    ...placeOf(context, value.length)
  }
  return entry === undefined ? base : { ...base, ...valueOf(entry, value, context) }
}

/** Bytes that are no data objects, as one field. */
export function rawField(bytes: Uint8Array, context: ExplainContext, name = explainPhrases.data): Field {
  return { name, hex: toHex(bytes), ...placeOf(context, bytes.length) }
}

/** Explains data that need not be data objects: as such only where they are well-formed and begin with a known tag. */
export function explainLoose(
  bytes: Uint8Array,
  context: ExplainContext,
  name = explainPhrases.data
): Field[] {
  const { nodes, problems } = decodeTlv(bytes)
  const [first] = nodes
  const known = first?.offset === 0 && problems.length === 0 && tagEntry(first.tag) !== undefined
  return known ? explainData(bytes, context) : [rawField(bytes, context, name)]
}

/** Whether bytes read as data objects: well-formed ones, or broken ones that begin with a tag the dictionary knows. */
function looksLikeTlv({ nodes, problems }: TlvDecoding): boolean {
  const [first] = nodes
  if (first === undefined) return false
  return problems.length === 0 || tagEntry(first.tag) !== undefined
}

/** Code table and currency that the data themselves name. */
function learned(nodes: readonly TlvNode[], context: ExplainContext): ExplainContext {
  const table = context.codeTable ?? findTag(nodes, TAG_CODE_TABLE)?.value[0]
  const currency = CURRENCY_TAGS.map((tag) => findTag(nodes, tag)?.value).find((value) => value?.length === 2)
  return {
    ...context,
    ...(table !== undefined && { codeTable: table }),
    ...(context.currency === undefined && currency !== undefined && { currency: toHex(currency) })
  }
}

interface Reading {
  readonly bytes: Uint8Array
  readonly problems: readonly TlvProblem[]
  readonly context: ExplainContext
}

/** The nodes of one range, and a last field for what could not be read at its end. */
function nodeFields(
  nodes: readonly TlvNode[],
  reading: Reading,
  [start, end]: readonly [number, number],
  within?: number
): Field[] {
  const fields = nodes.map((node) => nodeField(node, reading, within))
  const last = nodes.at(-1)
  let rest = last === undefined ? start : last.offset + last.headerLength + last.value.length
  while (rest < end && (reading.bytes[rest] === 0x00 || reading.bytes[rest] === 0xff)) rest += 1
  if (rest >= end) return fields
  const cause = reading.problems.find(({ at, kind }) => kind !== 'value-past-end' && at >= rest && at <= end)
  const raw = rawField(
    reading.bytes.subarray(rest, end),
    shifted(reading.context, rest),
    explainPhrases.unreadable
  )
  return [...fields, { ...raw, problem: tlvProblems[cause?.kind ?? 'too-many'] }]
}

function nodeField(node: TlvNode, reading: Reading, within: number | undefined): Field {
  const start = node.offset + node.headerLength
  const context = shifted(reading.context, start)
  const cutOff = node.truncated === true ? { problem: tlvProblems['value-past-end'] } : {}
  if (node.children === undefined) return { ...explainTag(node.tag, node.value, context, within), ...cutOff }
  const entry = tagEntry(node.tag, scopeOf(context, within))
  const children = nodeFields(node.children, reading, [start, start + node.value.length], node.tag)
  return {
    tag: tagText(node.tag),
    ...head(entry),
    hex: templateHex(node, reading, within),
    children,
    ...placeOf(context, node.value.length),
    ...cutOff
  }
}

function head(entry: TagEntry | undefined): Pick<Field, 'name' | 'meaning' | 'source'> {
  return entry === undefined
    ? { name: valuePhrases.unknownTag }
    : { name: entry.name, meaning: entry.meaning, source: entry.source }
}

function valueOf(entry: TagEntry, value: Uint8Array, context: ExplainContext): Partial<Field> {
  if (entry.sensitive === 'all' && !context.reveal) return { value: valuePhrases.masked(value.length) }
  const explanation = explainerOf(entry)(value, entry, context)
  const { length } = entry
  return length === undefined || fitsLength(entry, value.length)
    ? explanation
    : { problem: valuePhrases.wrongLength(value.length, length.min, length.max), ...explanation }
}

function hexOf(tag: number, value: Uint8Array, context: ExplainContext, within?: number): string {
  return maskedHexOf(tag, value, context.reveal, { ...scopeOf(context, within), length: value.length })
}

/** A template's bytes with the sensitive values inside it masked. */
function templateHex(node: TlvNode, reading: Reading, within: number | undefined): string {
  if (node.children === undefined) return hexOf(node.tag, node.value, reading.context, within)
  const start = node.offset + node.headerLength
  let text = ''
  let at = start
  for (const child of node.children) {
    const valueStart = child.offset + child.headerLength
    text += toHex(reading.bytes.subarray(at, valueStart)) + templateHex(child, reading, node.tag)
    at = valueStart + child.value.length
  }
  return text + toHex(reading.bytes.subarray(at, start + node.value.length))
}
