import type { Field } from '../../../contract/report'
import type { Language, LocalText } from '../../../texts/local-text'
import { traceEventText, traceReportPhrases as label } from '../../../texts/phrases/traces'
import { reportStyle } from '../../inspection/report-html-style'
import { startOf, timeSince, type ToldExchange, type ToldTrace } from './told'

type Say = (text: LocalText) => string

/**
 * A trace as one HTML document: every exchange with its explanation, folded. No script, nothing fetched, every text
 * escaped, styled as a card's report is.
 */
export function traceHtml({ header, entries }: ToldTrace, language: Language): string {
  const say: Say = (text) => escaped(text[language])
  const rows = entries.map((entry) =>
    entry.type === 'event'
      ? `<p class="soft">${timeSince(entry.at)} · ${say(traceEventText(entry.event))}</p>`
      : exchangeHtml(entry, say)
  )
  const facts: readonly (readonly [LocalText, string])[] = [
    [label.reader, header.reader],
    [label.protocol, header.protocol],
    [label.atr, header.atr],
    [label.startedAt, startOf(header)?.toISOString() ?? ''],
    [label.exchanges, String(entries.filter(({ type }) => type === 'exchange').length)]
  ]
  const list = facts.flatMap(([name, value]) =>
    value === '' ? [] : [`<dt>${say(name)}</dt><dd>${escaped(value)}</dd>`]
  )
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${say(label.title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<h1>${say(label.title)}</h1>
<dl>${list.join('')}</dl>
<h2>${say(label.exchanges)}</h2>
${rows.join('\n')}
<footer>Cardwright · ${say(header.revealed ? label.revealed : label.masked)}</footer>
</body>
</html>
`
}

function exchangeHtml(exchange: ToldExchange, say: Say): string {
  const { number, at, duration, command, response, failure, summary, explained } = exchange
  const time = `${timeSince(at)} · ${(duration / 1000).toFixed(3)} ms`
  const answer =
    response === '' ? `${say(label.noAnswer)} ${escaped(failure ?? '')}` : `<code>${escaped(response)}</code>`
  const status = explained.status === undefined ? '' : `<br>${say(explained.status)}`
  return `<details><summary>#${number} ${say(summary)} <span class="soft">${time}</span></summary>
<h3>${say(label.command)}</h3><code>${escaped(command)}</code>${tree(explained.command, say)}
<h3>${say(label.response)}</h3>${answer}${status}${tree(explained.response, say)}</details>`
}

function tree(fields: readonly Field[], say: Say): string {
  if (fields.length === 0) return ''
  const items = fields.map(({ tag, name, hex, value, children = [], problem }) => {
    const tagHtml = tag === undefined ? '' : `<span class="tag mono">${escaped(tag)}</span> `
    const valueHtml = value === undefined ? '' : `: ${say(value)}`
    const problemHtml = problem === undefined ? '' : ` <span class="problem">${say(problem)}</span>`
    return `<li>${tagHtml}${say(name)}${valueHtml}${problemHtml}<br><code class="soft">${escaped(hex)}</code>${tree(children, say)}</li>`
  })
  return `<ul class="tree">${items.join('')}</ul>`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
