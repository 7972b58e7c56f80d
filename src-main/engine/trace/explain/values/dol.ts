import type { Field } from '../../../../contract/report'
import { sameText } from '../../../../texts/local-text'
import { listText, valuePhrases } from '../../../../texts/phrases/values'
import { decodeDol } from '../../../tlv/dol'
import { tagEntry } from '../../../tlv/tag-dictionary'
import { tagText } from '../../../tlv/tlv'
import { part, scopeOf } from '../context'
import type { Explainer } from './explainer'

/** A data object list: one child per element that it asks for. */
export const explainDol: Explainer = (value, _entry, context) => {
  const { entries, brokenAt } = decodeDol(value)
  const children = entries.map(({ tag, length, offset }, index): Field => {
    const end = entries[index + 1]?.offset ?? brokenAt ?? value.length
    const known = tagEntry(tag, { ...scopeOf(context), length })
    return part(known?.name ?? valuePhrases.unknownTag, value, [offset, end], context, {
      tag: tagText(tag),
      value: valuePhrases.tagAndLength(tagText(tag), length),
      ...(known && { meaning: known.meaning, source: known.source })
    })
  })
  const total = entries.reduce((sum, { length }) => sum + length, 0)
  return {
    value: value.length === 0 ? valuePhrases.empty : valuePhrases.listTotal(entries.length, total),
    children,
    ...(brokenAt !== undefined && { problem: valuePhrases.brokenList(brokenAt) })
  }
}

/** A list of tags without lengths (5C, 9F4A). */
export const explainTagList: Explainer = (value, _entry, context) => {
  const tags: number[] = []
  for (let at = 0; at < value.length; at += 1) {
    let tag = value[at] ?? 0
    if ((tag & 0x1f) === 0x1f) {
      let next: number
      do {
        at += 1
        next = value[at] ?? 0
        tag = tag * 256 + next
      } while ((next & 0x80) !== 0 && tag <= 0xffff)
    }
    tags.push(tag)
  }
  if (tags.length === 0) return { value: valuePhrases.empty }
  return {
    value: listText(
      tags.map((tag) => {
        const name = tagEntry(tag, scopeOf(context))?.name ?? valuePhrases.unknownTag
        return listText([{ en: `${tagText(tag)} ${name.en}`, zh: `${tagText(tag)} ${name.zh}` }])
      })
    )
  }
}

/** Log entry (9F4D, DF4D): the file and how many records it keeps. */
export const explainLogEntry: Explainer = (value) => {
  const [sfi, records] = value
  return sfi === undefined || records === undefined ? {} : { value: valuePhrases.logEntry(sfi, records) }
}

/** Application priority indicator (87). */
export const explainPriority: Explainer = (value) => {
  const [byte] = value
  if (byte === undefined) return {}
  const rank = byte & 0x0f
  return {
    value: listText([
      rank === 0 ? valuePhrases.noPriority : valuePhrases.priority(rank),
      ...((byte & 0x80) !== 0 ? [valuePhrases.cardConfirmation] : [])
    ])
  }
}

/** Two bytes of a version number, shown as they are where the dictionary has no name for them. */
export const explainVersion: Explainer = (value, entry) => {
  const digits = tagText(value[0] ?? 0) + tagText(value[1] ?? 0)
  return { value: entry.codes?.[digits] ?? sameText(digits) }
}
