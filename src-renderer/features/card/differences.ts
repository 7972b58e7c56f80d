import type { Difference } from '../../../src-main/contract/views'
import type { LocalText } from '../../../src-main/texts/local-text'

export interface PlaceDifferences {
  readonly place: LocalText
  readonly differences: readonly Difference[]
}

/** The differences that carry all words of the query, gathered by where they are, in the order of their first. */
export function byPlace(differences: readonly Difference[], query: string): readonly PlaceDifferences[] {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean)
  const groups = new Map<string, Difference[]>()
  for (const difference of differences) {
    const text = textOf(difference)
    if (!words.every((word) => text.includes(word))) continue
    const group = groups.get(difference.place.en)
    if (group) group.push(difference)
    else groups.set(difference.place.en, [difference])
  }
  return [...groups.values()].flatMap((group) =>
    group[0] ? [{ place: group[0].place, differences: group }] : []
  )
}

function textOf({ place, name, tag = '', left, right, leftHex = '', rightHex = '' }: Difference): string {
  const texts = [place, name, left, right].flatMap((text) => (text ? [text.en, text.zh] : []))
  return [...texts, tag, leftHex, rightHex].join('\n').toLowerCase()
}
