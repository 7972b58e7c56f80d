/** A record to be read. */
export interface RecordPlace {
  readonly sfi: number
  readonly record: number
}

export type AflProblemKind = 'length' | 'sfi' | 'order' | 'oda-count' | 'repeated' | 'too-many'

export interface AflProblem {
  readonly kind: AflProblemKind
  /** Which entry, from 1. */
  readonly entry: number
}

export interface RecordPlan {
  /** By entry, each record at most once. */
  readonly entries: readonly (readonly RecordPlace[])[]
  readonly problems: readonly AflProblem[]
}

/** EMV allows 252 bytes of AFL; no card in earnest has more records than this. */
export const MOST_RECORDS = 100

/**
 * Which records an AFL names (EMV Book 3, 10.2), each once and at most `MOST_RECORDS`, and what is wrong with it.
 * Entries that cannot be right are passed over. Any bytes are taken; never throws.
 */
export function planRecords(afl: Uint8Array): RecordPlan {
  const problems: AflProblem[] = []
  const entries: RecordPlace[][] = []
  const seen = new Set<number>()
  if (afl.length === 0 || afl.length % 4 !== 0)
    problems.push({ kind: 'length', entry: Math.ceil(afl.length / 4) })
  for (let offset = 0; offset + 4 <= afl.length; offset += 4) {
    const [place = 0, first = 0, last = 0, oda = 0] = afl.subarray(offset, offset + 4)
    const entry = offset / 4 + 1
    const sfi = place >> 3
    if ((place & 0x07) !== 0 || sfi < 1 || sfi > 30) {
      problems.push({ kind: 'sfi', entry })
      continue
    }
    if (first === 0 || last < first) {
      problems.push({ kind: 'order', entry })
      continue
    }
    if (oda > last - first + 1) problems.push({ kind: 'oda-count', entry })
    const records: RecordPlace[] = []
    let repeated = false
    for (let record = first; record <= last; record += 1) {
      const key = sfi * 256 + record
      if (seen.has(key)) {
        repeated = true
        continue
      }
      if (seen.size >= MOST_RECORDS) {
        problems.push({ kind: 'too-many', entry })
        break
      }
      seen.add(key)
      records.push({ sfi, record })
    }
    if (repeated) problems.push({ kind: 'repeated', entry })
    entries.push(records)
    if (seen.size >= MOST_RECORDS) break
  }
  return { entries, problems }
}
