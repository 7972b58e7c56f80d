import type { ApplicationView, Field, InspectionReport, LogView } from '../../contract/report'
import type { Language, LocalText } from '../../texts/local-text'
import { reportPhrases as label } from '../../texts/phrases/report'
import { groupedPan } from '../trace/explain/values/pan'
import {
  applicationFacts,
  applicationLists,
  balanceFacts,
  cardFacts,
  type Fact,
  logTable
} from './report-facts'
import { reportStyle } from './report-html-style'
import { securityDomainFacts } from './security-domain-facts'

type Say = (text: LocalText) => string

/**
 * A report as one HTML document: no script, nothing fetched, every text escaped, styled for screen and A4 paper. The
 * byte trees are collapsed `<details>`.
 */
export function reportHtml(report: InspectionReport, language: Language): string {
  const say: Say = (text) => escape(text[language])
  const lang = language === 'zh' ? 'zh-Hans' : 'en'
  const body = [
    head(report, say),
    section(label.findings, findings(report, say), say),
    ...report.applications.map((application) => applicationHtml(application, say)),
    securityDomainHtml(report, say),
    section(label.atr, atrHtml(report, say), say),
    directoriesHtml(report, say),
    exchangesHtml(report, say)
  ].join('\n')
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${say(label.title)}</title>
<style>${reportStyle}</style>
</head>
<body>
${body}
<footer>Cardwright · ${say(report.revealed ? label.revealed : label.truncated)}</footer>
</body>
</html>
`
}

function head(report: InspectionReport, say: Say): string {
  const { outcome, interruption, card } = report
  const why = interruption === undefined ? '' : `<p class="interrupted">${say(interruption)}</p>`
  const evidence = card.family.evidence.map(say).join(' ')
  return `<header>
<div><h1>${say(label.title)}</h1>
<p><span class="badge ${outcome}">${say(label[outcome])}</span> ${say(card.family.name)} · ${evidence}</p>${why}</div>
${drawnCard(report.applications, say)}
</header>
${section(label.card, definitionList(cardFacts(report), say), say)}`
}

/** The card as a card, from the first application that has a number. */
function drawnCard(applications: readonly ApplicationView[], say: Say): string {
  const application = applications.find(({ pan }) => pan !== undefined)
  if (application?.pan === undefined) return ''
  const { pan, cardholder, expiry, preferredName, label: name, kindText } = application
  const title = preferredName ?? name
  return `<div class="card"><div class="row"><span>${title === undefined ? say(kindText) : escape(title)}</span><span>${say(kindText)}</span></div>
<div class="chip"></div><div class="number">${escape(groupedPan(pan))}</div>
<div class="row"><span>${escape(cardholder ?? '')}</span><span>${escape(expiry ?? '')}</span></div></div>`
}

function applicationHtml(application: ApplicationView, say: Say): string {
  const name = application.preferredName ?? application.label ?? application.aid
  const lists = applicationLists(application).map(
    ({ label: title, items }) =>
      `<section><h3>${say(title)}</h3><ul>${items.map((item) => `<li>${say(item)}</li>`).join('')}</ul></section>`
  )
  return `<h2>${escape(name)} <span class="soft">${say(application.kindText)}</span></h2>
${purses(application, say)}
${definitionList(applicationFacts(application), say)}
${lists.length === 0 ? '' : `<div class="lists">${lists.join('')}</div>`}
${application.logs.map((log) => logHtml(log, say)).join('\n')}
${partsHtml(label.everything, application.parts, say)}`
}

function purses(application: ApplicationView, say: Say): string {
  const views = balanceFacts(application).map(
    ({ purse, balance, limits }) =>
      `<div class="purse"><div class="soft">${say(purse)} · ${say(label.balance)}</div><div class="big">${say(balance)}</div>${definitionList(limits, say)}</div>`
  )
  return views.length === 0 ? '' : `<div class="purses">${views.join('')}</div>`
}

function logHtml(log: LogView, say: Say): string {
  const { title, columns, rows, empty } = logTable(log)
  if (rows.length === 0) return `<h3>${say(title)}</h3><p class="soft">${say(empty)}</p>`
  return `<h3>${say(title)}</h3>${table(
    columns.map(say),
    rows.map((row) => row.map(say))
  )}`
}

function securityDomainHtml({ securityDomain }: InspectionReport, say: Say): string {
  if (securityDomain === undefined) return ''
  const { keys, cplc, parts } = securityDomain
  const facts = securityDomainFacts(securityDomain)
  const keyRows = keys.map(
    ({ id, version, type, length }) => `<li>${say(label.key(id, version, type, length))}</li>`
  )
  const keyList = keyRows.length === 0 ? '' : `<h3>${say(label.keys)}</h3><ul>${keyRows.join('')}</ul>`
  const production = cplc.length === 0 ? '' : `<h3>${say(label.production)}</h3>${tree(cplc, say)}`
  return `<h2>${say(label.securityDomain)}</h2>${definitionList(facts, say)}${keyList}${production}${partsHtml(label.everything, parts, say)}`
}

function atrHtml({ card }: InspectionReport, say: Say): string {
  const problems = card.atr.problems.map((problem) => `<p class="problem">${say(problem)}</p>`).join('')
  return `<p class="mono">${escape(card.atr.hex)}</p>${problems}<details><summary>${say(label.everything)}</summary>${tree(card.atr.fields, say)}</details>`
}

function directoriesHtml({ directories = [] }: InspectionReport, say: Say): string {
  if (directories.length === 0) return ''
  return section(
    label.directories,
    directories
      .map(({ kind, parts }) => partsHtml({ en: kind.toUpperCase(), zh: kind.toUpperCase() }, parts, say))
      .join(''),
    say
  )
}

function exchangesHtml({ exchanges }: InspectionReport, say: Say): string {
  const rows = exchanges.map(({ number, name, command, response, status, failure }) => [
    String(number),
    `${escape(name)}<br><code>${escape(command)}</code>`,
    response === ''
      ? escape(failure ?? '–')
      : `<code>${escape(response)}</code>${status === undefined ? '' : `<br>${say(status)}`}`
  ])
  const columns = [say(label.record), say(label.command), say(label.response)]
  return `<h2>${say(label.exchanges)}</h2><details><summary>${exchanges.length}</summary>${table(columns, rows)}</details>`
}

function findings({ findings: all }: InspectionReport, say: Say): string {
  if (all.length === 0) return `<p>${say(label.noFindings)}</p>`
  const rank = { problem: 0, caution: 1, info: 2 } as const
  const items = [...all]
    .sort((left, right) => rank[left.level] - rank[right.level])
    .map(({ level, text, exchange }) => {
      const at = exchange === undefined ? '' : ` <span class="soft">#${exchange}</span>`
      return `<li><span class="${level}">${say(label[level])}</span><span>${say(text)}${at}</span></li>`
    })
  return `<ul class="findings">${items.join('')}</ul>`
}

function partsHtml(
  title: LocalText,
  parts: readonly { title: LocalText; exchange: number; fields: readonly Field[] }[],
  say: Say
): string {
  if (parts.length === 0) return ''
  const items = parts.map(
    ({ title: name, exchange, fields }) =>
      `<details><summary>${say(name)} <span class="soft">#${exchange}</span></summary>${tree(fields, say)}</details>`
  )
  return `<details><summary>${say(title)}</summary>${items.join('')}</details>`
}

function tree(fields: readonly Field[], say: Say): string {
  return `<ul class="tree">${fields.map((field) => fieldHtml(field, say)).join('')}</ul>`
}

function fieldHtml({ tag, name, hex, value, children, problem }: Field, say: Say): string {
  const tagHtml = tag === undefined ? '' : `<span class="tag mono">${escape(tag)}</span> `
  const valueHtml = value === undefined ? '' : `: ${say(value)}`
  const problemHtml = problem === undefined ? '' : ` <span class="problem">${say(problem)}</span>`
  const inner = children === undefined || children.length === 0 ? '' : tree(children, say)
  return `<li>${tagHtml}${say(name)}${valueHtml}${problemHtml}<br><code class="soft">${escape(hex)}</code>${inner}</li>`
}

function definitionList(facts: readonly Fact[], say: Say): string {
  return `<dl>${facts.map(({ label: name, value }) => `<dt>${say(name)}</dt><dd>${say(value)}</dd>`).join('')}</dl>`
}

/** `columns` and `rows` are HTML already. */
function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const headRow = columns.map((column) => `<th>${column}</th>`).join('')
  const bodyRows = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')
  return `<table><thead><tr>${headRow}</tr></thead><tbody>${bodyRows}</tbody></table>`
}

function section(title: LocalText, html: string, say: Say): string {
  return `<h2>${say(title)}</h2>${html}`
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
