/**
 * What a card or a file says, without the control characters with which it could move the cursor, recolour or
 * rename the terminal.
 */
export function safeText(text: string): string {
  return text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (character) =>
    character === '\n' || character === '\t' ? character : '\uFFFD'
  )
}
