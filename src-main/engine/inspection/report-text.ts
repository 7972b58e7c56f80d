import type { ApplicationView, InspectionReport, LogView } from '../../contract/report'
import type { Language, LocalText } from '../../texts/local-text'
import { reportPhrases as label } from '../../texts/phrases/report'
import { labelled } from '../../texts/phrases/values'
import { displayWidth, padded, wrapped } from './display-width'
import {
  applicationFacts,
  applicationLists,
  balanceFacts,
  cardFacts,
  type Fact,
  logTable
} from './report-facts'
import { securityDomainFacts } from './security-domain-facts'

interface Layout {
  readonly say: (text: LocalText) => string
  readonly width: number
}

const NARROWEST = 40
const INDENT = '  '

/**
 * A report for the terminal, `width` columns wide (80 where absent), Chinese characters counted as two. Bytes are left
 * out; the JSON and HTML forms have them.
 */
export function reportText(
  report: InspectionReport,
  language: Language,
  options: { width?: number } = {}
): string {
  const width = Math.max(NARROWEST, options.width ?? 80)
  const layout: Layout = { say: (text) => text[language], width }
  const lines = [
    ...heading(layout.say(label.title), layout, '='),
    ...factLines(cardFacts(report), layout),
    ...(report.interruption === undefined ? [] : ['', ...wrapped(layout.say(report.interruption), width)]),
    ...report.applications.flatMap((application) => applicationLines(application, layout)),
    ...securityDomainLines(report, layout),
    ...findingLines(report, layout),
    '',
    ...wrapped(layout.say(report.revealed ? label.revealed : label.truncated), width)
  ]
  return `${lines.join('\n')}\n`
}

function applicationLines(application: ApplicationView, layout: Layout): string[] {
  const { say } = layout
  const name = application.preferredName ?? application.label ?? application.aid
  const balances = balanceFacts(application).flatMap(({ purse, balance, limits }) => [
    { label: purse, value: balance },
    ...limits
  ])
  const lists = applicationLists(application).flatMap(({ label: title, items }) => [
    `${INDENT}${say(title)}`,
    ...items.flatMap((item) => bullet(say(item), layout))
  ])
  return [
    ...heading(`${name} · ${say(application.kindText)}`, layout, '-'),
    ...factLines([...balances, ...applicationFacts(application)], layout),
    ...lists,
    ...application.logs.flatMap((log) => logLines(log, layout))
  ]
}

function logLines(log: LogView, layout: Layout): string[] {
  const { say } = layout
  const { title, columns, rows, empty } = logTable(log)
  if (rows.length === 0)
    return [`${INDENT}${say(title)}`, ...wrapped(say(empty), layout.width - 4).map((line) => `    ${line}`)]
  const cells = [columns.map(say), ...rows.map((row) => row.map(say))]
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => displayWidth(row[index] ?? ''))))
  const whole = widths.reduce((sum, width) => sum + width + 2, 2)
  // Too wide for a table: one entry for each record.
  if (whole > layout.width) {
    return [`${INDENT}${say(title)}`, ...rows.flatMap((row) => bullet(row.map(say).join(' · '), layout))]
  }
  return [
    `${INDENT}${say(title)}`,
    ...cells.map((row) =>
      `    ${row.map((cell, index) => padded(cell, widths[index] ?? 0)).join('  ')}`.trimEnd()
    )
  ]
}

function securityDomainLines({ securityDomain }: InspectionReport, layout: Layout): string[] {
  if (securityDomain === undefined) return []
  const { keys, cplc } = securityDomain
  const keyLines = keys.flatMap(({ id, version, type, length }) =>
    bullet(layout.say(label.key(id, version, type, length)), layout)
  )
  const production = cplc.flatMap(({ name, value }) =>
    bullet(layout.say(labelled(name, value ?? label.none)), layout)
  )
  return [
    ...heading(layout.say(label.securityDomain), layout, '-'),
    ...factLines(securityDomainFacts(securityDomain), layout),
    ...section(label.keys, keyLines, layout),
    ...section(label.production, production, layout)
  ]
}

/** Lines under a title of their own; nothing where there is none. */
function section(title: LocalText, lines: readonly string[], { say }: Layout): string[] {
  return lines.length === 0 ? [] : [`${INDENT}${say(title)}`, ...lines]
}

function findingLines({ findings }: InspectionReport, layout: Layout): string[] {
  const { say } = layout
  const items = findings.flatMap(({ level, text }) => bullet(say(labelled(label[level], text)), layout))
  return [
    ...heading(say(label.findings), layout, '-'),
    ...(items.length === 0 ? [`${INDENT}${say(label.noFindings)}`] : items)
  ]
}

function heading(text: string, { width }: Layout, line: string): string[] {
  const lines = wrapped(text, width)
  return ['', ...lines, line.repeat(Math.min(width, Math.max(...lines.map(displayWidth))))]
}

/** Labels in one column, values wrapped in the next. */
function factLines(facts: readonly Fact[], { say, width }: Layout): string[] {
  const longest = Math.max(0, ...facts.map(({ label: name }) => displayWidth(say(name))))
  const column = Math.min(longest, Math.floor(width / 2) - 4)
  return facts.flatMap(({ label: name, value }) => {
    const valueLines = wrapped(say(value), width - column - 4)
    const nameLines = wrapped(say(name), column)
    const height = Math.max(valueLines.length, nameLines.length)
    return Array.from({ length: height }, (_, index) =>
      `${INDENT}${padded(nameLines[index] ?? '', column)}  ${valueLines[index] ?? ''}`.trimEnd()
    )
  })
}

function bullet(text: string, { width }: Layout): string[] {
  return wrapped(text, width - 6).map((line, index) => `${index === 0 ? '    - ' : '      '}${line}`)
}
