import type { Field } from '../../contract/report'
import type { Language } from '../../texts/local-text'
import { cliTexts } from '../../texts/cli/messages'
import { safeText } from './safe-text'

/** Bytes of a value that are written out; a certificate is named by its length. */
const MOST_BYTES = 32
/** Characters of a value in front of the lines that say it in detail. */
const MOST_IN_FRONT = 50

/** Explained data elements as an indented tree, one line each. `depth` counts steps of two spaces. */
export function fieldLines(fields: readonly Field[], language: Language, depth: number): string[] {
  return fields.flatMap((field) => [
    `${'  '.repeat(depth)}${fieldLine(field, language)}`,
    ...bitLines(field, language, depth + 1),
    ...fieldLines(field.children ?? [], language, depth + 1)
  ])
}

function fieldLine(field: Field, language: Language): string {
  const { tag, name, hex, value, children, bits, problem } = field
  const isBranch = children !== undefined && children.length > 0
  // A long value only says in one line what the lines below it say one by one.
  const below = isBranch || bits?.some(({ set }) => set) === true
  const said = value === undefined ? undefined : safeText(value[language])
  const shown = below && said !== undefined && said.length > MOST_IN_FRONT ? undefined : said
  const parts = [
    tag,
    name[language],
    isBranch || hex === '' ? undefined : shortHex(hex, language),
    shown === undefined || shown === hex ? undefined : `= ${shown}`,
    problem === undefined ? undefined : `! ${problem[language]}`
  ]
  return parts.filter((part) => part !== undefined && part !== '').join('  ')
}

function bitLines({ bits = [] }: Field, language: Language, depth: number): string[] {
  return bits.filter((bit) => bit.set).map((bit) => `${'  '.repeat(depth)}- ${bit.name[language]}`)
}

function shortHex(hex: string, language: Language): string {
  const bytes = hex.length / 2
  if (bytes <= MOST_BYTES) return hex
  return `${hex.slice(0, MOST_BYTES * 2)}… (${bytes} ${cliTexts.moreBytes[language]})`
}
