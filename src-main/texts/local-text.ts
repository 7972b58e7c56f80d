/** One sentence or name in both languages of the product. */
export interface LocalText {
  readonly en: string
  readonly zh: string
}

export type Language = keyof LocalText

/** The same characters in both languages: numbers, names, what the card itself says. */
export function sameText(text: string): LocalText {
  return { en: text, zh: text }
}
