import type { LocalText } from '../../../src-main/texts/local-text'
import { report } from '../../../src-main/texts/window/report'

type Params = Readonly<Record<string, string | number>>

/** A sentence of the report's catalogue in both languages, for what is built before the language is known. */
export function reportText(key: keyof typeof report.en, params: Params = {}): LocalText {
  return { en: filled(report.en[key], params), zh: filled(report.zh[key], params) }
}

function filled(sentence: string, params: Params): string {
  return sentence.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => String(params[name] ?? ''))
}
