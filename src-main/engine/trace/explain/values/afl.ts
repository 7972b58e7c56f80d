import type { Field } from '../../../../contract/report'
import { aflPhrases, listText, type AflProblemKind } from '../../../../texts/phrases/values'
import { part } from '../context'
import type { Explainer } from './explainer'

/** One entry of an application file locator (EMV Book 3, 10.2). */
export interface AflEntry {
  /** Short file identifier, 1 to 30 in earnest. */
  readonly sfi: number
  readonly first: number
  readonly last: number
  /** How many records, from the first on, take part in offline data authentication. */
  readonly oda: number
}

export interface AflProblem {
  readonly kind: AflProblemKind
  /** Which entry, from 0; the number of entries where the list as a whole is meant. */
  readonly entry: number
}

/** The entries of an application file locator (94), four bytes each, with what is wrong with them. Never throws. */
export function decodeAfl(bytes: Uint8Array): {
  entries: readonly AflEntry[]
  problems: readonly AflProblem[]
} {
  const entries: AflEntry[] = []
  const problems: AflProblem[] = []
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const [file = 0, first = 0, last = 0, oda = 0] = bytes.subarray(at, at + 4)
    const entry = { sfi: file >> 3, first, last, oda }
    const kind = problemOf(entry, file)
    if (kind !== undefined) problems.push({ kind, entry: entries.length })
    entries.push(entry)
  }
  if (bytes.length % 4 !== 0) problems.push({ kind: 'not-multiple-of-four', entry: entries.length })
  if (bytes.length === 0) problems.push({ kind: 'empty', entry: 0 })
  return { entries, problems }
}

function problemOf({ sfi, first, last, oda }: AflEntry, file: number): AflProblemKind | undefined {
  if (sfi === 0 || sfi > 30 || (file & 7) !== 0) return 'bad-sfi'
  if (first === 0) return 'record-zero'
  if (last < first) return 'last-before-first'
  if (oda > last - first + 1) return 'oda-beyond-records'
  return undefined
}

export const explainAfl: Explainer = (value, _entry, context) => {
  const { entries, problems } = decodeAfl(value)
  const children = entries.map(({ sfi, first, last, oda }, index): Field => {
    const problem = problems.find(({ entry }) => entry === index)
    return part(aflPhrases.name(index + 1), value, [index * 4, index * 4 + 4], context, {
      value: aflPhrases.entry(sfi, first, last, oda),
      ...(problem && { problem: aflPhrases[problem.kind] })
    })
  })
  const whole = problems.find(({ entry }) => entry === entries.length)
  return {
    value: listText(entries.map(({ sfi, first, last, oda }) => aflPhrases.entry(sfi, first, last, oda))),
    children,
    ...(whole && { problem: aflPhrases[whole.kind] })
  }
}
