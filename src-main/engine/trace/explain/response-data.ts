import type { Field } from '../../../contract/report'
import { sameText } from '../../../texts/local-text'
import { explainPhrases } from '../../../texts/phrases/explain'
import { valuePhrases } from '../../../texts/phrases/values'
import { toHex } from '../../bytes/hex'
import { decodeTlv, type TlvNode } from '../../tlv/tlv'
import type { ResponseData } from './command-table'
import { part, shifted, type ExplainContext } from './context'
import { explainData, explainLoose, explainTag, rawField } from './explain-data'
import { explainDolData } from './explain-dol-data'
import { CPLC_LENGTH, cplcFields } from './values/production'

const TAG_FORMAT_1 = 0x80
const TAG_RECORD = 0x70
const TAG_CARD_RESOURCES = 0xff21

/** The fields of an answer's data without the status word, by the command that was answered. Never throws. */
export function responseDataFields(kind: ResponseData, data: Uint8Array, context: ExplainContext): Field[] {
  if (data.length === 0) return []
  switch (kind) {
    case 'record':
      return record(data, context)
    case 'processing-options':
      return formatOne(data, context, [
        [0x82, 2],
        [0x94, 'rest']
      ])
    case 'application-cryptogram':
      return formatOne(data, context, [
        [0x9f27, 1],
        [0x9f36, 2],
        [0x9f26, 8],
        [0x9f10, 'rest']
      ])
    case 'dynamic-signature':
      return formatOne(data, context, [[0x9f4b, 'rest']])
    case 'initialize-update':
      return initializeUpdate(data, context)
    case 'challenge':
      return [rawField(data, context, explainPhrases.random)]
    case 'uid':
      return [rawField(data, context, explainPhrases.uid)]
    case 'ats':
      return [rawField(data, context, explainPhrases.ats)]
    case 'block':
      return [rawField(data, context, explainPhrases.block)]
    case 'firmware':
      return [{ ...rawField(data, context, explainPhrases.firmware), value: sameText(printable(data)) }]
    case 'tlv':
      if (isCardResources(data)) return cardResources(data, context)
      // Some cards answer GET DATA 9F7F with the value alone.
      return data.length === CPLC_LENGTH && decodeTlv(data).problems.length > 0
        ? cplcFields(data, context)
        : explainData(data, context)
    case 'none':
    case 'raw':
    case 'picc-parameters':
    case 'led-state':
      return explainLoose(data, context)
  }
}

/** The answer to GET DATA FF21: its tag begins with FF, which between data objects would be filler. */
function isCardResources(data: Uint8Array): boolean {
  return data[0] === 0xff && data[1] === 0x21 && data[2] === data.length - 3
}

function cardResources(data: Uint8Array, context: ExplainContext): Field[] {
  const value = data.subarray(3)
  const place = shifted(context, 3)
  const children = explainData(value, place, TAG_CARD_RESOURCES)
  return [{ ...explainTag(TAG_CARD_RESOURCES, value, place), children }]
}

/** A record: template 70, or values in the order of the log format. */
function record(data: Uint8Array, context: ExplainContext): Field[] {
  if (data[0] === TAG_RECORD || context.logFormat === undefined) return explainData(data, context)
  if (data.every((byte) => byte === 0x00) || data.every((byte) => byte === 0xff)) {
    return [{ ...rawField(data, context, explainPhrases.record), value: explainPhrases.emptyRecord }]
  }
  return explainDolData(context.logFormat, data, context)
}

/** Template 80 (EMV Book 3, 6.5): values without tags, in a fixed order; other templates explain themselves. */
function formatOne(
  data: Uint8Array,
  context: ExplainContext,
  parts: readonly (readonly [tag: number, length: number | 'rest'])[]
): Field[] {
  const fields = explainData(data, context)
  const [node] = decodeTlv(data).nodes
  if (node?.tag !== TAG_FORMAT_1) return fields
  const [template, ...rest] = fields
  return template === undefined ? rest : [{ ...template, children: values(node, context, parts) }, ...rest]
}

function values(
  node: TlvNode,
  context: ExplainContext,
  parts: readonly (readonly [tag: number, length: number | 'rest'])[]
): Field[] {
  const fields: Field[] = []
  const start = node.offset + node.headerLength
  let at = 0
  for (const [tag, length] of parts) {
    const end = length === 'rest' ? node.value.length : at + length
    if (at >= node.value.length) break
    fields.push(explainTag(tag, node.value.subarray(at, end), shifted(context, start + at)))
    at = Math.min(end, node.value.length)
  }
  return fields
}

/** INITIALIZE UPDATE (GlobalPlatform Card Specification 2.3.1, E.5.1, and Amendment D): 28, 29, 32, 45 or 48 bytes. */
function initializeUpdate(data: Uint8Array, context: ExplainContext): Field[] {
  if (data.length < 28) return [rawField(data, context)]
  const scp = data[11] ?? 0
  const three = scp === 3
  const challenge = three ? (data.length >= 45 ? 16 : 8) : scp === 2 ? 6 : 8
  const cryptogram = challenge === 16 ? 16 : 8
  const lengths: (readonly [Field['name'], number])[] = [
    [explainPhrases.diversification, 10],
    [explainPhrases.keyVersion, 1],
    [explainPhrases.scpNumber, 1],
    ...(three ? [[explainPhrases.scpParameter, 1] as const] : []),
    ...(scp === 2 ? [[explainPhrases.sequence, 2] as const] : []),
    [explainPhrases.cardChallenge, challenge],
    [explainPhrases.cardCryptogram, cryptogram],
    [explainPhrases.sequence, 3]
  ]
  const fields: Field[] = []
  let at = 0
  for (const [name, length] of lengths) {
    if (at + length > data.length) break
    const value =
      name === explainPhrases.scpNumber
        ? sameText(`SCP${toHex(data.subarray(at, at + 1))}`)
        : name === explainPhrases.keyVersion
          ? sameText(String(data[at]))
          : undefined
    fields.push(part(name, data, [at, at + length], context, { ...(value && { value }) }))
    at += length
  }
  if (at < data.length)
    fields.push(rawField(data.subarray(at), shifted(context, at), valuePhrases.unknownTag))
  return fields
}

function printable(data: Uint8Array): string {
  return Array.from(data, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '?')).join('')
}
