import type { CheckFinding } from '../../../contract/verification'
import { encodeGbk } from '../../bytes/gbk'
import { applicantFindings as say } from '../../../texts/phrases/personalization'

/** What keeps a text from a data object of `least` to `most` bytes of GBK. */
export function checkText(path: string, text: string, least: number, most: number): CheckFinding[] {
  const strange = [...text].find((character) => encodeGbk(character) === undefined)
  if (strange !== undefined) {
    return [{ level: 'failed', code: 'text-gbk', path, text: say['text-gbk'](shown(strange)) }]
  }
  if (/\p{Cc}/u.test(text)) {
    return [{ level: 'failed', code: 'text-control', path, text: say['text-control'] }]
  }
  const length = encodeGbk(text)?.length ?? 0
  if (length >= least && length <= most) return []
  return [{ level: 'failed', code: 'text-length', path, text: say['text-length'](least, most, length) }]
}

/** What does not show by itself is named by its code. */
function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return /[\p{C}\p{M}\p{Z}]/u.test(character)
    ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    : character
}
