import { scriptProblems } from '../../texts/phrases/script'
import type { ScriptProblem } from './problem'
import { type Place, SYMBOLS, type Token, type TokenLine } from './token'

const MOST_CHARACTERS = 1_000_000
const BLANK = /[ \t\u00a0\ufeff]+/y
const WORD = /[\p{L}\p{N}_]+/uy
const TEXT = /"((?:[^"\\]|\\.)*)"/y
const QUOTED = /'([^']*)'/y
const PATTERN = /\/((?:[^/\\]|\\.)+)\//y

/** Splits a script into the tokens of its statements. Never throws: what is no token is a problem and is passed over. */
export function tokenLines(file: string, source: string): { lines: TokenLine[]; problems: ScriptProblem[] } {
  const problems: ScriptProblem[] = []
  if (source.length > MOST_CHARACTERS) {
    const place = { file, line: 1, column: 1 }
    return { lines: [], problems: [{ place, text: scriptProblems.tooLong(MOST_CHARACTERS) }] }
  }
  const lines: TokenLine[] = []
  let joined: Token[] = []
  let broken = false
  let line = 0
  for (const row of source.split(/\r\n|\r|\n/)) {
    line += 1
    const before = problems.length
    const read = rowTokens(row, { file, line, column: 1 }, problems)
    joined = joined.length === 0 ? read.tokens : [...joined, ...read.tokens]
    broken ||= problems.length > before
    if (read.goesOn) continue
    if (joined.length > 0) lines.push({ tokens: joined, end: { file, line, column: row.length + 1 }, broken })
    joined = []
    broken = false
  }
  if (joined.length > 0) lines.push({ tokens: joined, end: { file, line, column: 1 }, broken })
  return { lines, problems }
}

function rowTokens(
  row: string,
  start: Place,
  problems: ScriptProblem[]
): { tokens: Token[]; goesOn: boolean } {
  const tokens: Token[] = []
  let at = 0
  const take = (expression: RegExp): RegExpExecArray | null => {
    expression.lastIndex = at
    const found = expression.exec(row)
    if (found !== null) at += found[0].length
    return found
  }
  while (at < row.length) {
    if (take(BLANK) !== null) continue
    const place = { ...start, column: at + 1 }
    if (row[at] === '#' || row.startsWith('//', at)) break
    if (row[at] === '\\' && row.slice(at + 1).trim() === '') return { tokens, goesOn: true }
    const token = nextToken(row, at, take, tokens.at(-1))
    if (token !== undefined) {
      tokens.push({ ...token, place })
      continue
    }
    const character = String.fromCodePoint(row.codePointAt(at) ?? 0)
    if (character === '"' || character === "'") {
      problems.push({ place, text: scriptProblems.unclosed(character) })
      break
    }
    problems.push({ place, text: scriptProblems.character(character) })
    at += character.length
  }
  return { tokens, goesOn: false }
}

function nextToken(
  row: string,
  at: number,
  take: (expression: RegExp) => RegExpExecArray | null,
  before: Token | undefined
): Omit<Token, 'place'> | undefined {
  const word = take(WORD)
  if (word !== null) return { kind: 'word', text: word[0] }
  const text = take(TEXT)
  if (text !== null) return { kind: 'text', text: unescaped(text[1] ?? '') }
  const quoted = take(QUOTED)
  if (quoted !== null) return { kind: 'quoted', text: quoted[1] ?? '' }
  if (before?.text === '~' && before.kind === 'symbol') {
    const pattern = take(PATTERN)
    if (pattern !== null) return { kind: 'pattern', text: pattern[1] ?? '' }
  }
  const symbol = SYMBOLS.find((candidate) => row.startsWith(candidate, at))
  if (symbol === undefined) return undefined
  take(new RegExp(`.{${symbol.length}}`, 'sy'))
  return { kind: 'symbol', text: symbol }
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (_whole, character: string) => (character === 'n' ? '\n' : character))
}
