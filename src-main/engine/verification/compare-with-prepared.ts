import type { InspectionReport } from '../../contract/report'
import type { CheckFinding, ReadBackComparison } from '../../contract/verification'
import { readBackFindings as say } from '../../texts/phrases/verification'
import type { LocalText } from '../../texts/local-text'
import { toHex } from '../bytes/hex'
import type { PreparedApplication, PreparedCard } from '../personalization/prepare/prepared-card'
import { decodeTlv, tagText, walkTlv } from '../tlv/tlv'
import { examinedCard, type ExaminedApplication, type ExaminedPart } from './examined-card'
import { locatedRecords } from './rules/structure'

/** Internal data objects, which GET DATA gives. */
const INTERNAL = [0x0d01, 0x0e01]
const SELECTION = { contact: 0x9102, contactless: 0x9103 } as const
/** Counters go on by themselves. */
const MOVING: ReadonlySet<string> = new Set(['9F36', '9F13'])

/**
 * What a finished card says, field by field beside what was to be written: answers to SELECT, the records of the AFL in use,
 * internal data objects. What no terminal can read (keys, PIN, other AFLs) is proved by authentication and transactions.
 */
export function compareWithPrepared(report: InspectionReport, prepared: PreparedCard): ReadBackComparison {
  const card = examinedCard(report)
  const comparison = new Comparison()
  for (const application of prepared.applications) {
    const aid = toHex(application.instance)
    const found = card.applications.find((candidate) => candidate.aid === aid)
    const isDirectory = application.groupings.every(({ id }) => id === SELECTION.contact || id >> 8 <= 10)
    if (found !== undefined) compareApplication(comparison, report.card.interface, application, found)
    else if (!isDirectory) comparison.add(aid, say.applicationAbsent, 'application-absent')
  }
  return { compared: comparison.compared, findings: comparison.findings }
}

class Comparison {
  compared = 0
  readonly findings: CheckFinding[] = []

  add(path: string, text: LocalText, code: string): void {
    this.findings.push({ level: 'failed', code: `read-back/${code}`, path, text })
  }

  /** Each expected object once, in whatever order; what else came is not expected. */
  objects(path: string, expected: readonly Expected[], part: ExaminedPart): void {
    for (const { tag, value } of expected) {
      this.compared += 1
      const found = part.objects.filter((object) => object.tag === tag)
      if (found.length === 0) this.add(`${path} ${tag}`, say.objectAbsent, 'absent')
      else if (!found.some((object) => object.value === value)) {
        this.add(`${path} ${tag}`, say.objectDiffers, 'differs')
      }
    }
    for (const { tag } of part.objects) {
      if (tag !== '84' && !expected.some((object) => object.tag === tag)) {
        this.add(`${path} ${tag}`, say.objectUnexpected, 'unexpected')
      }
    }
  }
}

interface Expected {
  readonly tag: string
  readonly value: string
}

function compareApplication(
  comparison: Comparison,
  side: 'contact' | 'contactless',
  application: PreparedApplication,
  found: ExaminedApplication
): void {
  const { aid, parts } = found
  const selection = parts.find(({ kind }) => kind === 'selection')
  if (selection !== undefined) {
    comparison.objects(aid, expectedOf(application, SELECTION[side]) ?? [], selection)
  }
  for (const { sfi, record } of locatedRecords(found) ?? []) {
    const path = `${aid} ${sfi}.${record}`
    const expected = expectedOf(application, sfi * 256 + record)
    const part = parts.find((candidate) => candidate.sfi === sfi && candidate.record === record)
    if (part === undefined) comparison.add(path, say.recordAbsent, 'record-absent')
    else comparison.objects(path, expected ?? [], part)
  }
  for (const { tag, value } of INTERNAL.flatMap((dgi) => expectedOf(application, dgi) ?? [])) {
    const part = parts.find(({ kind, template }) => kind === 'object' && template === tag)
    if (part === undefined || MOVING.has(tag)) continue
    comparison.compared += 1
    if (!part.objects.some((object) => object.value === value)) {
      comparison.add(`${aid} ${tag}`, say.objectDiffers, 'differs')
    }
  }
}

/** Primitive data objects of a grouping that may be seen. */
function expectedOf({ groupings }: PreparedApplication, dgi: number): Expected[] | undefined {
  const content = groupings.find(({ id }) => id === dgi)?.content
  if (content?.kind !== 'plain') return undefined
  const nodes = [...walkTlv(decodeTlv(content.bytes).nodes)]
  return nodes
    .filter(({ children }) => children === undefined)
    .map(({ tag, value }) => ({ tag: tagText(tag), value: toHex(value) }))
}
