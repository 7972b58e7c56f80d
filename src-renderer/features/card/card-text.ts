import type { LocalText } from '../../../src-main/texts/local-text'
import { card } from '../../../src-main/texts/window/card'

/** A catalogue's sentence in both languages, for what is built before the language is known. */
export function cardText(key: keyof typeof card.en & keyof typeof card.zh, params: Readonly<Record<string, string | number>> = {}): LocalText {
  return { en: filled(card.en[key], params), zh: filled(card.zh[key], params) }
}

function filled(sentence: string, params: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => String(params[name] ?? ''))
}
