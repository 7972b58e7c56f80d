import type { ReceiptView } from '../../../contract/ecash'
import type { Language } from '../../../texts/local-text'

/** A receipt as plain text, one fact a line. Ends with a line break. */
export function receiptText({ title, lines, notes }: ReceiptView, language: Language): string {
  const colon = language === 'zh' ? '：' : ': '
  const facts = lines.map(({ name, value }) => `${name[language]}${colon}${value[language]}`)
  const remarks = notes.length === 0 ? [] : ['', ...notes.map((note) => note[language])]
  return `${[title[language], '', ...facts, ...remarks].join('\n')}\n`
}
