import type { Language } from '../../../texts/local-text'
import { traceEventText } from '../../../texts/phrases/traces'
import { startOf, timeSince, type ToldTrace } from './told'

/**
 * A trace as text for people that is also one of bare hexadecimal: `> command`, `< answer`, and all else in remarks.
 */
export function traceText({ header, entries }: ToldTrace, language: Language): string {
  const head = [
    ['READER', header.reader],
    ['PROTOCOL', header.protocol],
    ['ATR', header.atr],
    ['STARTED', startOf(header)?.toISOString() ?? '']
  ].flatMap(([name, value]) => (value === '' ? [] : [`# ${name}: ${oneLine(value ?? '')}`]))
  const body = entries.flatMap((entry) => {
    if (entry.type === 'event')
      return ['', `# ${timeSince(entry.at)}  ${traceEventText(entry.event)[language]}`]
    const { number, at, summary, command, response, duration, failure } = entry
    const answer = response === '' ? `# ${oneLine(failure ?? '-')}` : `< ${response}`
    return [
      '',
      `# ${number}  ${timeSince(at)}  ${oneLine(summary[language])}`,
      `> ${command}`,
      `${answer}  # ${duration} us`
    ]
  })
  return `${[...head, ...body].join('\n')}\n`
}

/** What a card or a file says must not begin a line of its own. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
}
