import type { BitExplanation } from '../../../../contract/report'
import type { LocalText } from '../../../../texts/local-text'
import { listText, valuePhrases } from '../../../../texts/phrases/values'
import { bitTable, tagEntry, type BitMeaning } from '../../../tlv/tag-dictionary'
import type { Explainer } from './explainer'

/** Every meaning of a bit table that lies within `value`, and whether the value carries it. */
export function bitsOf(meanings: readonly BitMeaning[], value: Uint8Array): BitExplanation[] {
  return meanings.flatMap(({ byte, mask, value: wanted = mask, name }) => {
    const own = value[byte - 1]
    return own === undefined ? [] : [{ byte, mask, value: wanted, set: (own & mask) === wanted, name }]
  })
}

/** The bits of a tag's value with their names; empty for a tag that has no bit table. */
export function setBits(tag: number, value: Uint8Array, rid?: string): BitExplanation[] {
  return bitsOf(tagEntry(tag, { rid, length: value.length })?.bits ?? [], value)
}

/** What a terminal verification result, or an issuer action code in its form, names: one text per bit that is set. */
export function tvrConditions(bytes: Uint8Array): LocalText[] {
  return namesOf(bitsOf(bitTable('tvr'), bytes))
}

/** The names of those that are set, as one text. */
export function bitsText(bits: readonly BitExplanation[]): LocalText {
  const names = namesOf(bits)
  return names.length === 0 ? valuePhrases.nothingSet : listText(names)
}

function namesOf(bits: readonly BitExplanation[]): LocalText[] {
  return bits.filter(({ set }) => set).map(({ name }) => name)
}

export const explainBits: Explainer = (value, entry) => {
  const bits = bitsOf(entry.bits ?? [], value)
  return bits.length === 0 ? {} : { value: bitsText(bits), bits }
}
