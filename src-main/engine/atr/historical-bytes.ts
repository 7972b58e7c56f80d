import type { BitExplanation, Field } from '../../contract/report'
import { sameText } from '../../texts/local-text'
import { atrPhrases, capabilityBits, serviceDataBits } from '../../texts/phrases/atr'
import { toHex } from '../bytes/hex'

export interface HistoricalView {
  readonly fields: readonly Field[]
  /** A data object ends before its announced length. */
  readonly cutOff: boolean
}

const SOURCE = 'ISO/IEC 7816-4, 12.1.1'

/** Explains historical bytes by their category (ISO/IEC 7816-4, 12.1.1). Never throws. */
export function explainHistoricalBytes(bytes: Uint8Array): HistoricalView {
  const category = bytes[0]
  if (category === undefined) return { fields: [], cutOff: false }
  const head: Field = {
    name: atrPhrases.category,
    hex: toHex(bytes.subarray(0, 1)),
    value: atrPhrases.categoryValue(category),
    source: SOURCE
  }
  const rest = bytes.subarray(1)
  if (category === 0x80) return withHead(head, compactTlv(rest))
  if (category === 0x00 && rest.length >= 3) {
    const objects = compactTlv(rest.subarray(0, -3))
    return withHead(head, { ...objects, fields: [...objects.fields, statusField(rest.subarray(-3))] })
  }
  const name = category === 0x10 ? atrPhrases.dirReference : atrPhrases.proprietary
  const text = printable(category === 0x10 ? rest : bytes)
  const whole: Field = {
    name,
    hex: toHex(category === 0x10 ? rest : bytes),
    ...(text !== undefined && { value: atrPhrases.asText(text) })
  }
  return { fields: category === 0x10 ? [head, whole] : [{ ...head, hex: '' }, whole], cutOff: false }
}

function withHead(head: Field, view: HistoricalView): HistoricalView {
  return { ...view, fields: [head, ...view.fields] }
}

/** COMPACT-TLV: tag in the upper nibble, length in the lower. */
function compactTlv(bytes: Uint8Array): HistoricalView {
  const fields: Field[] = []
  let offset = 0
  while (offset < bytes.length) {
    const header = bytes[offset] ?? 0
    const tag = header >> 4
    const length = header & 0x0f
    const value = bytes.subarray(offset + 1, offset + 1 + length)
    const cutOff = value.length < length
    fields.push({
      ...compactField(tag, value),
      ...(cutOff && { problem: atrPhrases.problems.compactCutOff })
    })
    if (cutOff) return { fields, cutOff }
    offset += 1 + length
  }
  return { fields, cutOff: false }
}

function compactField(tag: number, value: Uint8Array): Field {
  const name = atrPhrases.compact(tag)
  const field: Field = { name, hex: toHex(value), source: SOURCE }
  if (tag === 3 && value.length === 1) {
    return { ...field, bits: serviceDataBits.map((bit) => explainBit(value, { byte: 1, ...bit })) }
  }
  if (tag === 7 && value.length >= 1 && value.length <= 3) {
    const known = capabilityBits.filter((bit) => bit.byte <= value.length)
    return { ...field, bits: known.map((bit) => explainBit(value, bit)) }
  }
  if (tag === 8 && value.length >= 1 && value.length <= 3) return { ...statusField(value), name }
  const text = printable(value)
  return text === undefined ? field : { ...field, value: atrPhrases.asText(text) }
}

/** One byte life cycle, two bytes status word, or both (ISO/IEC 7816-4, 12.1.1.11). */
function statusField(value: Uint8Array): Field {
  const children: Field[] = []
  const lifeCycle = value.length === 2 ? undefined : value[0]
  if (lifeCycle !== undefined) {
    children.push({
      name: atrPhrases.lifeCycle,
      hex: toHex(value.subarray(0, 1)),
      value: atrPhrases.lifeCycleValue(lifeCycle)
    })
  }
  if (value.length >= 2) {
    const word = toHex(value.subarray(-2))
    children.push({ name: atrPhrases.statusWord, hex: word, value: sameText(word) })
  }
  return { name: atrPhrases.status, hex: toHex(value), source: SOURCE, children }
}

function explainBit(value: Uint8Array, bit: Omit<BitExplanation, 'set'>): BitExplanation {
  return {
    byte: bit.byte,
    mask: bit.mask,
    value: bit.value,
    set: ((value[bit.byte - 1] ?? 0) & bit.mask) === bit.value,
    name: bit.name
  }
}

/** ASCII text where every byte is printable and there are at least three. */
function printable(bytes: Uint8Array): string | undefined {
  if (bytes.length < 3 || !bytes.every((byte) => byte >= 0x20 && byte < 0x7f)) return undefined
  return String.fromCharCode(...bytes)
}
