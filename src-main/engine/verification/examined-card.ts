import type { ApplicationView, Field, InspectionReport } from '../../contract/report'
import { hex } from '../bytes/hex'

/** One data object as the card gave it: upper-case hex. */
export interface ExaminedObject {
  readonly tag: string
  readonly value: string
}

/** One answer of the card. */
export interface ExaminedPart {
  /** `log`: a record of a file above 10, which is no part of the application's data. */
  readonly kind: 'selection' | 'options' | 'record' | 'log' | 'object'
  readonly sfi?: number
  readonly record?: number
  /** The outermost data object. */
  readonly template: string | undefined
  /** How many data objects stand side by side at its outside. */
  readonly outermost: number
  readonly objects: readonly ExaminedObject[]
}

export interface ExaminedApplication {
  readonly aid: string
  readonly view: ApplicationView
  readonly parts: readonly ExaminedPart[]
  /** The first value of a tag, wherever it came. */
  value(tag: string): string | undefined
  bytes(tag: string): Uint8Array | undefined
  /** Digits of a compressed number without what fills it. */
  digits(tag: string): string | undefined
}

export interface ExaminedCard {
  readonly report: InspectionReport
  readonly applications: readonly ExaminedApplication[]
  /** Entries (61) of the directories that answered. */
  readonly entries: readonly ReadonlyMap<string, string>[]
}

/** An inspection in the form that rules look at. Card numbers have to be in clear: a fault on a masked report. */
export function examinedCard(report: InspectionReport): ExaminedCard {
  if (!report.revealed) throw new Error('examinedCard: the report is masked')
  const entries = (report.directories ?? []).flatMap(({ parts }) =>
    parts.flatMap(({ fields }) =>
      fieldsWith('61', fields).map((entry) => new Map(leaves(entry.children ?? [])))
    )
  )
  return { report, applications: report.applications.map(examinedApplication), entries }
}

function examinedApplication(view: ApplicationView): ExaminedApplication {
  const parts = view.parts.map(examinedPart)
  const objects = new Map<string, string>()
  for (const part of parts.filter(({ kind }) => kind !== 'log')) {
    for (const { tag, value } of part.objects) if (!objects.has(tag)) objects.set(tag, value)
  }
  const value = (tag: string): string | undefined => objects.get(tag)
  return {
    ...{ aid: view.aid, view, parts, value },
    bytes: (tag) => {
      const found = value(tag)
      return found === undefined ? undefined : hex(found)
    },
    digits: (tag) => value(tag)?.replace(/F+$/, '')
  }
}

function examinedPart({ sfi, record, fields }: ApplicationView['parts'][number]): ExaminedPart {
  const [first] = fields
  const kind = kindOf(first?.tag, sfi, record)
  return {
    kind,
    ...(sfi !== undefined && { sfi }),
    ...(record !== undefined && { record }),
    template: first?.tag,
    outermost: fields.length,
    objects: leaves(fields).map(([tag, value]) => ({ tag, value }))
  }
}

const LAST_EMV_SFI = 10

function kindOf(
  tag: string | undefined,
  sfi: number | undefined,
  record: number | undefined
): ExaminedPart['kind'] {
  if (record !== undefined) return sfi !== undefined && sfi > LAST_EMV_SFI ? 'log' : 'record'
  if (tag === '6F') return 'selection'
  return tag === '77' || tag === '80' ? 'options' : 'object'
}

/** Primitive data objects in their order. What stands inside a primitive one (entries of a list) is part of its value. */
function leaves(fields: readonly Field[]): [tag: string, value: string][] {
  return fields.flatMap((field): [string, string][] => {
    const { tag, hex: value, children = [] } = field
    if (tag === undefined) return []
    // Format 1 of processing options is primitive, and its parts are data objects all the same.
    return isConstructed(tag) || tag === '80' ? leaves(children) : [[tag, value]]
  })
}

function isConstructed(tag: string): boolean {
  return (Number.parseInt(tag.slice(0, 2), 16) & 0x20) !== 0
}

function fieldsWith(tag: string, fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => (field.tag === tag ? [field] : fieldsWith(tag, field.children ?? [])))
}
