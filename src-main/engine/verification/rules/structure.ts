import { ruleFindings as say } from '../../../texts/phrases/verification'
import { hex } from '../../bytes/hex'
import { readAfl } from '../../emv/application-file-locator'
import { fitsLength, tagEntry, type TagEntry } from '../../tlv/tag-dictionary'
import type { ExaminedApplication } from '../examined-card'
import { breach, rule, type Breach, type Rule } from '../rule'

/** EMV Book 3, 7.2, table 31. */
const MANDATORY = ['5F24', '5A', '8C', '8D'] as const
/** JR/T 0025.5. */
const EXPECTED = ['57', '5F34', '9F07', '8E', '9F0D', '9F0E', '9F0F', '5F28', '9F08'] as const

/** Whether the answers are whole and in their form. */
export const structureRules: readonly Rule[] = [
  rule('structure/complete', 'failed', 'EMV Book 3, 10.2', (_, { card }) =>
    card.report.outcome === 'interrupted' ? [breach('', say.incomplete)] : []
  ),
  rule('structure/selection', 'failed', 'EMV Book 1, 11.3.4', (application) =>
    missing(application, ['84', '50'])
  ),
  rule('structure/options', 'failed', 'EMV Book 3, 6.5.8', (application) => {
    if (!hasOptions(application)) return undefined
    const [aip, afl] = [application.bytes('82'), application.bytes('94')]
    const wrong: Breach[] = []
    if (aip?.length !== 2) wrong.push(breach('82', say.length('82', aip?.length ?? 0)))
    if (afl !== undefined && readAfl(afl).kind !== 'ok') wrong.push(breach('94', say.unreadable('94')))
    return wrong
  }),
  rule('structure/records', 'failed', 'EMV Book 3, 10.2', (application) => {
    const located = locatedRecords(application)
    return located
      ?.filter(({ sfi, record }) => recordOf(application, sfi, record) === undefined)
      .map(({ sfi, record }) => breach('94', say.record(sfi, record)))
  }),
  rule('structure/templates', 'failed', 'EMV Book 3, 6.5.11.4', ({ parts }) =>
    parts
      .filter(({ kind, sfi = 0 }) => kind === 'record' && sfi <= 10)
      .filter(({ template, outermost }) => template !== '70' || outermost !== 1)
      .map(({ sfi = 0, record = 0 }) => breach('70', say.record(sfi, record)))
  ),
  rule('structure/lengths', 'failed', 'EMV Book 3, annex A; JR/T 0025', (application) =>
    known(application)
      .filter(({ entry, value }) => !fitsLength(entry, value.length / 2))
      .map(({ tag, value }) => breach(tag, say.length(tag, value.length / 2)))
  ),
  rule('structure/digits', 'failed', 'EMV Book 3, 4.3', (application) =>
    known(application)
      .filter(({ entry, value }) => entry.format === 'n' && !/^\d*$/.test(value))
      .map(({ tag }) => breach(tag, say.unreadable(tag)))
  ),
  rule('structure/mandatory', 'failed', 'EMV Book 3, 7.2', (application) =>
    hasRecords(application) ? missing(application, MANDATORY) : undefined
  ),
  rule('structure/expected', 'warning', 'JR/T 0025.5', (application) =>
    hasRecords(application) ? missing(application, EXPECTED) : undefined
  ),
  rule('structure/once', 'warning', 'EMV Book 3, 10.2', ({ parts }) => {
    const seen = new Map<string, string>()
    const twice = new Set<string>()
    const readable = parts.filter(({ kind }) => kind !== 'log')
    for (const { tag, value } of readable.flatMap(({ objects }) => objects)) {
      if (seen.has(tag) && seen.get(tag) !== value) twice.add(tag)
      seen.set(tag, value)
    }
    return [...twice].map((tag) => breach(tag, say.twice(tag)))
  })
]

function missing(application: ExaminedApplication, tags: readonly string[]): Breach[] {
  return tags
    .filter((tag) => application.value(tag) === undefined)
    .map((tag) => breach(tag, say.missing(tag)))
}

function hasOptions({ parts }: ExaminedApplication): boolean {
  return parts.some(({ kind }) => kind === 'options')
}

function hasRecords({ parts }: ExaminedApplication): boolean {
  return parts.some(({ kind }) => kind === 'record')
}

/** Records that the AFL names, where it can be read and records were read at all. */
export function locatedRecords(application: ExaminedApplication): ReturnType<typeof records> {
  return hasRecords(application) ? records(application) : undefined
}

function records(
  application: ExaminedApplication
): readonly { readonly sfi: number; readonly record: number; readonly signed: boolean }[] | undefined {
  const afl = application.bytes('94')
  const read = afl && readAfl(afl)
  return read?.kind === 'ok' ? read.records : undefined
}

export function recordOf(
  { parts }: ExaminedApplication,
  sfi: number,
  record: number
): ExaminedApplication['parts'][number] | undefined {
  return parts.find((part) => part.sfi === sfi && part.record === record)
}

interface KnownObject {
  readonly tag: string
  readonly value: string
  readonly entry: TagEntry
}

/** Data objects that the dictionary knows. */
function known({ aid, parts }: ExaminedApplication): KnownObject[] {
  const readable = parts.filter(({ kind }) => kind !== 'log')
  return readable.flatMap(({ objects }) =>
    objects.flatMap(({ tag, value }) => {
      const scope = { rid: aid.slice(0, 10), length: hex(value).length }
      const entry = tagEntry(Number.parseInt(tag, 16), scope)
      return entry === undefined ? [] : [{ tag, value, entry }]
    })
  )
}
