import type { ReaderInfo } from './reader-info'

/** What a person's words for a reader came to. */
export type ResolvedReader =
  | { readonly kind: 'found'; readonly reader: ReaderInfo }
  | { readonly kind: 'unknown'; readonly text: string }
  | { readonly kind: 'ambiguous'; readonly text: string; readonly candidates: readonly ReaderInfo[] }

const kinds = ['pcsc', 'virtual', 'replay'] as const

/**
 * Finds the reader that `text` means: a full id (`pcsc:NAME`, `virtual:NAME`, `replay:NAME`), a PC/SC name, or a part
 * of one without regard to case. An exact name wins over a part; a PC/SC reader over one inside this program.
 */
export function resolveReader(text: string, readers: readonly ReaderInfo[]): ResolvedReader {
  const wanted = text.trim()
  const exactId = readers.find(({ id }) => id === wanted)
  if (exactId !== undefined) return { kind: 'found', reader: exactId }
  const kind = kinds.find((one) => wanted.toLowerCase().startsWith(`${one}:`))
  const name = kind === undefined ? wanted : wanted.slice(kind.length + 1).trim()
  if (name === '') return { kind: 'unknown', text }
  const groups =
    kind === undefined
      ? [readers.filter(isPcsc), readers.filter((reader) => !isPcsc(reader))]
      : [readers.filter((reader) => reader.id.startsWith(`${kind}:`))]
  for (const group of groups) {
    const candidates = fitting(name, group)
    const [reader, ...others] = candidates
    if (reader !== undefined) {
      return others.length === 0 ? { kind: 'found', reader } : { kind: 'ambiguous', text, candidates }
    }
  }
  return { kind: 'unknown', text }
}

/** The readers that fit best: by the very name, by the name in other letters, by a part of it. */
function fitting(name: string, readers: readonly ReaderInfo[]): readonly ReaderInfo[] {
  const lower = name.toLowerCase()
  const same = readers.filter((reader) => reader.name === name)
  if (same.length > 0) return same
  const sameLetters = readers.filter((reader) => reader.name.toLowerCase() === lower)
  if (sameLetters.length > 0) return sameLetters
  return readers.filter((reader) => reader.name.toLowerCase().includes(lower))
}

function isPcsc({ id }: ReaderInfo): boolean {
  return id.startsWith('pcsc:')
}
