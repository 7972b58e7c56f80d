import statusWords from '../../../../resources/dictionaries/status-words.json'
import type { LocalText } from '../../../texts/local-text'
import { explainPhrases } from '../../../texts/phrases/explain'
import { swText } from '../../apdu/response-apdu'

/** `sw`: four digits, of which `x` stands for any; `commands`: only as their answer. */
interface StatusRecord {
  readonly sw: string
  readonly text: LocalText
  readonly source: string
  readonly commands?: readonly string[]
}

const records = statusWords as unknown as readonly StatusRecord[]
const byPattern = new Map<string, StatusRecord[]>()
for (const record of records) byPattern.set(record.sw, [...(byPattern.get(record.sw) ?? []), record])

/**
 * What a status word says: first as an answer to `commandName` (the specification's name, `READ RECORD`), then by the
 * table of ISO/IEC 7816-4. Counters in it (tries left, bytes waiting) are put into words.
 */
export function explainStatusWord(sw: number, commandName?: string): LocalText {
  const digits = swText(sw)
  const candidates = [digits, `${digits.slice(0, 3)}x`, `${digits.slice(0, 2)}xx`].flatMap(
    (pattern) => byPattern.get(pattern) ?? []
  )
  const found =
    candidates.find(({ commands }) => commandName !== undefined && commands?.includes(commandName)) ??
    candidates.find(({ commands }) => commands === undefined)
  return found === undefined ? explainPhrases.unknownStatus : filled(found.text, sw)
}

/** `{x}`: the low nibble; `{xx}`: the low byte, where 00 stands for 256. */
function filled({ en, zh }: LocalText, sw: number): LocalText {
  const fill = (text: string): string =>
    text.replace('{xx}', String(sw & 0xff || 256)).replace('{x}', String(sw & 0x0f))
  return { en: fill(en), zh: fill(zh) }
}
