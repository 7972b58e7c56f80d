import type { ApplicationView, Field, InspectionReport, LogRecord } from '../../contract/report'
import type { Difference } from '../../contract/views'
import { type LocalText, sameText } from '../../texts/local-text'
import { reportPhrases as label } from '../../texts/phrases/report'
import { moneyText } from './report-facts'

/**
 * What differs between two reports. Applications are told by their AID, data objects by the tags around them, log
 * records by what they say: where in a file or in which order something lay makes no difference. Counters count.
 */
export function compareReports(left: InspectionReport, right: InspectionReport): Difference[] {
  return [
    ...compareCards(left, right),
    ...applicationPairs(left, right).flatMap(([a, b]) => compareApplications(a, b)),
    ...compareSecurityDomains(left, right)
  ]
}

function compareCards(left: InspectionReport, right: InspectionReport): Difference[] {
  const rows: readonly (readonly [LocalText, string | undefined, string | undefined])[] = [
    [label.atr, left.card.atr.hex, right.card.atr.hex],
    [label.uid, left.card.uid, right.card.uid],
    [label.ats, left.card.ats, right.card.ats]
  ]
  return rows.flatMap(([name, a, b]) => {
    if (a === b) return []
    return [
      {
        place: label.card,
        name,
        ...(a !== undefined && { leftHex: a }),
        ...(b !== undefined && { rightHex: b })
      }
    ]
  })
}

type Pair<T> = readonly [T | undefined, T | undefined]

function applicationPairs(left: InspectionReport, right: InspectionReport): Pair<ApplicationView>[] {
  const byAid = (report: InspectionReport, aid: string): ApplicationView | undefined =>
    report.applications.find((application) => application.aid === aid)
  const aids = new Set([...left.applications, ...right.applications].map(({ aid }) => aid))
  return [...aids].map((aid) => [byAid(left, aid), byAid(right, aid)])
}

function compareApplications(
  left: ApplicationView | undefined,
  right: ApplicationView | undefined
): Difference[] {
  const shown = left ?? right
  if (shown === undefined) return []
  const place = sameText(shown.preferredName ?? shown.label ?? shown.aid)
  if (left === undefined || right === undefined) {
    return [
      {
        place,
        name: label.application,
        left: left === undefined ? label.absent : label.present,
        right: right === undefined ? label.absent : label.present
      }
    ]
  }
  const blocked =
    left.blocked === right.blocked
      ? []
      : [{ place, name: label.blocked, left: yesNo(left.blocked), right: yesNo(right.blocked) }]
  return [
    ...blocked,
    ...compareFields(place, leavesOf(dataParts(left)), leavesOf(dataParts(right))),
    ...compareLogs(place, left, right)
  ]
}

/** Everything but log records, which are compared by what they say. */
function dataParts({ parts, logs }: ApplicationView): readonly (readonly Field[])[] {
  const logFiles = new Set(logs.map(({ sfi }) => sfi))
  return parts.filter(({ sfi }) => sfi === undefined || !logFiles.has(sfi)).map(({ fields }) => fields)
}

function compareSecurityDomains(left: InspectionReport, right: InspectionReport): Difference[] {
  const [a, b] = [left.securityDomain, right.securityDomain]
  if (a === undefined && b === undefined) return []
  if (a === undefined || b === undefined) {
    return [
      {
        place: label.card,
        name: label.securityDomain,
        left: a === undefined ? label.absent : label.present,
        right: b === undefined ? label.absent : label.present
      }
    ]
  }
  const fields = (parts: readonly { fields: Field[] }[]): Map<string, Field> =>
    leavesOf(parts.map((part) => part.fields))
  return compareFields(label.securityDomain, fields(a.parts), fields(b.parts))
}

/** Templates that only hold other data objects: a value counts as the same in format 1 and 2, in any record. */
const wrappers: ReadonlySet<string> = new Set(['61', '6F', '70', '77', '80', 'A5', 'BF0C', '73'])

/** Data objects without data objects in them, by their path of tags; the n-th of a path has `#n`. */
function leavesOf(parts: readonly (readonly Field[])[]): Map<string, Field> {
  const leaves = new Map<string, Field>()
  const visit = (field: Field, path: string): void => {
    const { tag, children = [] } = field
    const own = tag === undefined || wrappers.has(tag) ? path : `${path}/${tag}`
    if (children.some((child) => child.tag !== undefined)) {
      for (const child of children) visit(child, own)
      return
    }
    if (tag === undefined && children.length === 0 && field.hex === '') return
    let key = own
    for (let count = 2; leaves.has(key); count += 1) key = `${own}#${count}`
    leaves.set(key, field)
  }
  for (const fields of parts) for (const field of fields) visit(field, '')
  return leaves
}

function compareFields(place: LocalText, left: Map<string, Field>, right: Map<string, Field>): Difference[] {
  const keys = new Set([...left.keys(), ...right.keys()])
  return [...keys].flatMap((key): Difference[] => {
    const a = left.get(key)
    const b = right.get(key)
    const shown = a ?? b
    if (shown === undefined || a?.hex === b?.hex) return []
    return [
      {
        place,
        name: shown.name,
        ...(shown.tag !== undefined && { tag: shown.tag }),
        ...(a?.value && { left: a.value }),
        ...(b?.value && { right: b.value }),
        ...(a && { leftHex: a.hex }),
        ...(b && { rightHex: b.hex })
      }
    ]
  })
}

function compareLogs(place: LocalText, left: ApplicationView, right: ApplicationView): Difference[] {
  return (['transaction', 'load'] as const).flatMap((kind) => {
    const recordsOf = (view: ApplicationView): Map<string, LogRecord> =>
      new Map(
        view.logs
          .filter((log) => log.kind === kind)
          .flatMap(({ records }) => records.map((r) => [contentOf(r), r]))
      )
    const [a, b] = [recordsOf(left), recordsOf(right)]
    const name = kind === 'load' ? label.loadLog : label.transactionLog
    const only = (
      mine: Map<string, LogRecord>,
      other: Map<string, LogRecord>,
      side: 'left' | 'right'
    ): Difference[] =>
      [...mine].flatMap(([content, record]) =>
        other.has(content) ? [] : [{ place, name, [side]: summary(record) }]
      )
    return [...only(a, b, 'left'), ...only(b, a, 'right')]
  })
}

function contentOf({ fields }: LogRecord): string {
  return fields.map(({ hex }) => hex).join('/')
}

function summary({ date, time, amount, before, after, merchant, atc }: LogRecord): LocalText {
  const change = before && after ? [moneyText(before).en, moneyText(after).en].join(' → ') : undefined
  const own = [
    date,
    time,
    amount && moneyText(amount).en,
    change,
    merchant,
    atc === undefined ? undefined : `ATC ${atc}`
  ]
  const text = own.filter((part) => part !== undefined && part !== '').join(' ')
  return text === '' ? label.logRecord : sameText(text)
}

function yesNo(value: boolean): LocalText {
  return value ? label.present : label.absent
}
