import type { ChipEntry, ChipView } from '../../contract/chip'
import { gpTexts as say } from '../../texts/cli/gp'
import type { Language } from '../../texts/local-text'
import { table } from './table'

type Content = Exclude<ChipView['content'], undefined>

interface Branch {
  /** Before the entry itself. */
  readonly sign: string
  /** Before all that is below it. */
  readonly below: string
}

const TOP: Branch = { sign: '', below: '' }
const MIDDLE: Branch = { sign: '├─ ', below: '│  ' }
const LAST: Branch = { sign: '└─ ', below: '   ' }

/**
 * Security domains with what belongs to them, as a tree that begins at the issuer's; then the load files with their
 * modules. Every entry is there once, however the card mixes up who belongs to whom.
 */
export function contentText({ entries }: Content, language: Language): string {
  const held = entries.filter(({ kind }) => kind !== 'load-file')
  const files = entries.filter(({ kind }) => kind === 'load-file')
  const left = new Set(held)
  const rows: string[][] = []
  const add = (entry: ChipEntry, lead: string, { sign, below }: Branch): void => {
    left.delete(entry)
    rows.push(entryRow(entry, lead + sign, language))
    const own = [...left].filter((one) => ownerOf(one, held) === entry)
    // Taken out first, so that domains that name each other come to an end.
    own.forEach((one) => left.delete(one))
    own.forEach((one, index) => add(one, lead + below, index === own.length - 1 ? LAST : MIDDLE))
  }
  for (const entry of held) if (left.has(entry) && ownerOf(entry, held) === undefined) add(entry, '', TOP)
  for (const entry of left) add(entry, '', TOP)
  const fileRows = files.flatMap((file) => rowsOfFile(file, language))
  const filesText = fileRows.length === 0 ? '' : `\n${say.loadFiles[language]}\n${table(fileRows)}`
  return `\n${table(rows)}${filesText}`
}

/** The domain that an entry belongs to; the issuer's where the card does not tell. Undefined at the top. */
function ownerOf(entry: ChipEntry, held: readonly ChipEntry[]): ChipEntry | undefined {
  if (entry.kind === 'issuer-security-domain') return undefined
  const named = held.find(({ aid }) => aid === entry.domain)
  if (named === entry) return undefined
  return named ?? held.find(({ kind }) => kind === 'issuer-security-domain')
}

function entryRow(entry: ChipEntry, name: string, language: Language): string[] {
  const { loadFile, privileges } = entry
  const words = privileges
    .map(({ name: privilege }) => privilege[language])
    .join(language === 'zh' ? '、' : ', ')
  const origin = loadFile === undefined ? '' : say.from(loadFile)[language]
  return [
    `${name}${entry.aid}`,
    entry.name?.[language] ?? say.kinds[entry.kind][language],
    entry.state[language],
    [origin, words].filter((part) => part !== '').join(language === 'zh' ? '；' : '; ')
  ]
}

function rowsOfFile(file: ChipEntry, language: Language): string[][] {
  const { aid, name, version, state, modules } = file
  return [
    [`  ${aid}`, name?.[language] ?? say.kinds['load-file'][language], version ?? '', state[language]],
    ...modules.map((module, index) => [
      `  ${index === modules.length - 1 ? LAST.sign : MIDDLE.sign}${module.aid}`,
      module.name?.[language] ?? say.module[language]
    ])
  ]
}
