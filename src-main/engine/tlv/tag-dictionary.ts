import bitTables from '../../../resources/dictionaries/bits.json'
import emv from '../../../resources/dictionaries/tags/emv.json'
import globalPlatform from '../../../resources/dictionaries/tags/globalplatform.json'
import iso7816 from '../../../resources/dictionaries/tags/iso7816.json'
import kernels from '../../../resources/dictionaries/tags/kernels.json'
import pboc from '../../../resources/dictionaries/tags/pboc.json'
import type { LocalText } from '../../texts/local-text'

/** EMV Book 3, 4.3: n packed decimal, cn compressed (F-padded), b binary, a/an/ans text, dol a data object list. */
export type DataFormat = 'n' | 'cn' | 'b' | 'a' | 'an' | 'ans' | 'dol' | 'tlv'

/** How a value is best shown; more than a format can say. */
export type ValueKind =
  | 'amount'
  | 'date-yymmdd'
  | 'time-hhmmss'
  | 'pan'
  | 'track2'
  | 'text'
  | 'name'
  | 'country'
  | 'country-alpha'
  | 'currency'
  | 'currency-list'
  | 'number'
  | 'digits'
  | 'bits'
  | 'dol'
  | 'tag-list'
  | 'afl'
  | 'cvm-list'
  | 'cvm-results'
  | 'cid'
  | 'iad'
  | 'aid'
  | 'code'
  | 'language'
  | 'log-entry'
  | 'cplc'
  | 'certificate'
  | 'oid'
  | 'service-code'
  | 'priority'
  | 'script-results'
  | 'issuer-authentication'
  | 'key-information'
  | 'privileges'
  | 'version'

/** One bit, or one value of a masked field, of a bit-coded data element. Byte 1 is the first; bit 8 the highest. */
export interface BitMeaning {
  readonly byte: number
  /** Bits that this meaning is about, as a mask within the byte. */
  readonly mask: number
  /** The value under the mask; the whole mask where absent (one flag bit set). */
  readonly value?: number
  readonly name: LocalText
}

export interface TagEntry {
  readonly tag: number
  readonly name: LocalText
  readonly format: DataFormat
  readonly kind?: ValueKind
  /** Bytes: exact, or from-to. */
  readonly length?: { readonly min: number; readonly max: number }
  readonly meaning: LocalText
  /** Specification and section, e.g. `EMV Book 3, Annex A` or `JR/T 0025, e-cash`. */
  readonly source: string
  readonly bits?: readonly BitMeaning[]
  /** Values that mean something by name: value in hex to text. */
  readonly codes?: Readonly<Record<string, LocalText>>
  /** Never recorded in clear: `pan` keeps the first six and last four digits, `all` keeps the length only. */
  readonly sensitive?: 'pan' | 'all'
  /** Only within applications of these registered application providers (hex prefixes of the AID). */
  readonly rids?: readonly string[]
  /** Only directly inside these templates. */
  readonly within?: readonly number[]
}

/** Where a tag was met; some numbers mean different things in different places. */
export interface TagScope {
  /** RID, or a longer prefix of the AID, of the selected application, in upper-case hex. */
  readonly rid?: string | undefined
  /** Tag of the template directly around it. */
  readonly within?: number | undefined
  /** Length of the value in bytes. */
  readonly length?: number | undefined
}

/** A tag as the JSON files hold it: tags in hex, bits by the name of their table, lengths as `n` or `[min, max]`. */
interface TagRecord {
  readonly tag: string
  readonly name: LocalText
  readonly format: DataFormat
  readonly kind?: ValueKind
  readonly length?: number | readonly number[]
  readonly meaning: LocalText
  readonly source: string
  readonly bits?: string
  readonly codes?: Readonly<Record<string, LocalText>>
  readonly sensitive?: 'pan' | 'all'
  readonly rids?: readonly string[]
  readonly within?: readonly string[]
}

/** One row of a bit table: a single `bit` (8 to 1), or a `mask` with the `value` under it, both in hex. */
interface BitRecord {
  readonly byte: number
  readonly bit?: number
  readonly mask?: string
  readonly value?: string
  readonly name: LocalText
}

// The shape of the JSON files is held by test/engine/tlv/tag-dictionary.test.ts.
const records = [emv, pboc, kernels, globalPlatform, iso7816].flat() as unknown as readonly TagRecord[]
const tables = bitTables as unknown as Readonly<Record<string, readonly BitRecord[]>>

/** All entries, in the order of the files. */
export const tagEntries: readonly TagEntry[] = records.map(entryOf)

const byTag = new Map<number, TagEntry[]>()
for (const entry of tagEntries) byTag.set(entry.tag, [...(byTag.get(entry.tag) ?? []), entry])

/**
 * What the dictionary says of a tag where it was met. An entry made for the surrounding template or for the
 * application's RID goes before a general one; among equals, one whose length fits, then the first. Undefined for a
 * tag that is unknown there.
 */
export function tagEntry(tag: number, scope: TagScope = {}): TagEntry | undefined {
  let best: TagEntry | undefined
  let bestScore = -1
  for (const entry of byTag.get(tag) ?? []) {
    const score = fit(entry, scope)
    if (score > bestScore) {
      best = entry
      bestScore = score
    }
  }
  return best
}

/** How well an entry fits; -1 where it does not belong there. The place decides first, then the RID, then the length. */
function fit(entry: TagEntry, { within, rid, length }: TagScope): number {
  let score = 0
  if (entry.within === undefined) score += 8
  else if (within !== undefined) {
    if (!entry.within.includes(within)) return -1
    score += 16
  }
  if (entry.rids !== undefined && rid !== undefined) {
    if (!entry.rids.some((own) => rid.startsWith(own))) return -1
    score += 4
  }
  if (length !== undefined && fitsLength(entry, length)) score += 2
  return score
}

/** Whether a value of `length` bytes is as long as the entry allows; true where it sets no limit. */
export function fitsLength(entry: TagEntry, length: number): boolean {
  return entry.length === undefined || (length >= entry.length.min && length <= entry.length.max)
}

/** A table of bits by the name it has in `bits.json`; empty for an unknown name. */
export function bitTable(name: string): readonly BitMeaning[] {
  return (tables[name] ?? []).map(({ byte, bit, mask, value, name: text }) => ({
    byte,
    mask: bit === undefined ? Number.parseInt(mask ?? 'FF', 16) : 1 << (bit - 1),
    ...(value !== undefined && { value: Number.parseInt(value, 16) }),
    name: text
  }))
}

function entryOf(record: TagRecord): TagEntry {
  const { tag, length, bits, within, ...rest } = record
  const [min, max] = typeof length === 'number' ? [length, length] : [length?.[0], length?.[1]]
  return Object.freeze({
    ...rest,
    tag: Number.parseInt(tag, 16),
    ...(min !== undefined && max !== undefined && { length: { min, max } }),
    ...(bits !== undefined && { bits: bitTable(bits) }),
    ...(within !== undefined && { within: within.map((outer) => Number.parseInt(outer, 16)) })
  })
}
