/** Columns that a terminal needs for a text: two for Chinese, Japanese, Korean and full-width characters. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) width += widthOf(character.codePointAt(0) ?? 0)
  return width
}

/** `text` with spaces up to `width` columns; longer text stays as it is. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

/** Breaks a text into lines of at most `width` columns: at spaces, and between Chinese characters anywhere. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.match(/[^\s\u2e80-\uffef]+|[\u2e80-\uffef]|\s+/gu) ?? []) {
    if (displayWidth(line) + displayWidth(word) > width && line.trim() !== '') {
      lines.push(line.trimEnd())
      line = ''
    }
    if (line === '' && word.trim() === '') continue
    let rest = word
    while (displayWidth(rest) > width) {
      const cut = [...rest].slice(0, Math.max(1, width)).join('')
      lines.push(cut)
      rest = rest.slice(cut.length)
    }
    line += rest
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines
}

/** Unicode Standard Annex 11, East Asian width W and F, in the ranges that cards and our texts use. */
function widthOf(code: number): number {
  if (code === 0 || (code >= 0x300 && code <= 0x36f)) return 0
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  return wide ? 2 : 1
}
