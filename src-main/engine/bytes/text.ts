/** How the characters of a value were read; `unreadable` where no known character set gives text. */
export type Charset = 'ascii' | 'gb18030' | `iso-8859-${number}` | 'unreadable'

/** Text as a card holds it, without the padding around it. */
export interface CardText {
  /** Control characters are shown by their picture (U+2400 and on), undecodable bytes as U+FFFD: never hidden. */
  readonly text: string
  readonly charset: Charset
  /** False where the bytes hold control characters or do not fit the character set. */
  readonly clean: boolean
}

/** Parts of ISO/IEC 8859 that 9F11 may name (EMV Book 4, Annex B: 1 to 10) and JavaScript can read. */
const CODE_TABLES: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15])
/** Cyrillic, Arabic, Greek, Hebrew, Thai: written in high bytes only, which GB 2312 cannot be told from. */
const NOT_LATIN: ReadonlySet<number> = new Set([5, 6, 7, 8, 11])

const HAN =
  /^[\p{Script=Han}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef\u2018-\u201d\u00b7\u2014\u2026\x20-\x7e]*$/u

/**
 * Reads the characters of a label, a preferred name, a person's or a merchant's name. Padding (00, 20, FF) around
 * the text is dropped.
 *
 * Plain ASCII stays. Otherwise Chinese cards hold GBK, whatever the code table index says; so bytes that make Chinese
 * text are read as GB 18030, unless `codeTable` (the value of 9F11, 1 to 16) names a script of high bytes only. What
 * is neither is read with the named part of ISO/IEC 8859. Never throws.
 */
export function decodeCardText(bytes: Uint8Array, codeTable?: number): CardText {
  const trimmed = withoutPadding(bytes)
  if (trimmed.every((byte) => byte < 0x80)) return visible(String.fromCharCode(...trimmed), 'ascii')
  const table = codeTable !== undefined && CODE_TABLES.has(codeTable) ? codeTable : undefined
  const chinese =
    table !== undefined && NOT_LATIN.has(table) ? undefined : chineseText(trimmed, table !== undefined)
  if (chinese !== undefined) return visible(chinese, 'gb18030')
  const latin = table === undefined ? undefined : latinText(trimmed, table)
  if (latin !== undefined && table !== undefined) return visible(latin, `iso-8859-${table}`)
  const escaped = Array.from(trimmed, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\uFFFD')).join('')
  return { ...visible(escaped, 'unreadable'), clean: false }
}

function withoutPadding(bytes: Uint8Array): Uint8Array {
  const padding = (byte: number | undefined): boolean => byte === 0x00 || byte === 0x20 || byte === 0xff
  let start = 0
  let end = bytes.length
  while (end > start && padding(bytes[end - 1])) end -= 1
  while (start < end && padding(bytes[start])) start += 1
  return bytes.subarray(start, end)
}

/**
 * Chinese text, or undefined. Where a Latin table could be meant as well (`ambiguous`), only pairs of high bytes
 * (GB 2312), or GBK without any Latin letter beside it, count as Chinese: an accented letter before a plain one
 * would also be a GBK character.
 */
function chineseText(bytes: Uint8Array, ambiguous: boolean): string | undefined {
  let text: string
  try {
    text = new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
  const plain = text.replace(/\p{Cc}/gu, '')
  if (!HAN.test(plain)) return undefined
  if (ambiguous && !isGb2312(bytes) && /[A-Za-z]/.test(plain)) return undefined
  return text
}

function isGb2312(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) continue
    const trail = bytes[at + 1] ?? 0
    if (lead < 0xa1 || lead > 0xf7 || trail < 0xa1 || trail > 0xfe) return false
    at += 1
  }
  return true
}

function latinText(bytes: Uint8Array, table: number): string | undefined {
  if (bytes.some((byte) => byte >= 0x80 && byte < 0xa0)) return undefined
  if (table === 1) return String.fromCharCode(...bytes)
  try {
    return new TextDecoder(`iso-8859-${table}`, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Control characters by their picture and formatting ones as U+FFFD, so that they are seen and do nothing. */
function visible(text: string, charset: Charset): CardText {
  let clean = true
  const shown = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
    clean = false
    const code = character.charCodeAt(0)
    if (code < 0x20) return String.fromCharCode(0x2400 + code)
    return code === 0x7f ? '\u2421' : '\uFFFD'
  })
  return { text: shown, charset, clean }
}
