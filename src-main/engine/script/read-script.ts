import { scriptProblems } from '../../texts/phrases/script'
import {
  isHexWord,
  parseExpected,
  parseHexCommand,
  parseNamedCommand,
  parseStatuses,
  statusesFollow
} from './command-parser'
import { parseExpression } from './expression-parser'
import { tokenLines } from './lexer'
import { LineReader } from './line-reader'
import { commandByName } from './named-commands'
import { MOST_PROBLEMS, type ScriptProblem, Unreadable } from './problem'
import { KEYWORDS, Scope } from './scope'
import type { Statement } from './syntax'
import type { Place, TokenLine } from './token'

/** The text of a script that another one names; undefined where there is none. Whoever provides it says what may be read. */
export type ScriptSource = (name: string) => string | undefined

export interface Script {
  readonly name: string
  readonly statements: readonly Statement[]
}

export type ScriptReading =
  | { readonly kind: 'ok'; readonly script: Script }
  /** All that is wrong, in the order of reading; at least one. */
  | { readonly kind: 'bad'; readonly problems: readonly ScriptProblem[] }

const MOST_BLOCKS = 40
const MOST_INCLUDES = 64

/**
 * Reads a script with all that it includes (docs/script-language.md). Never throws: a statement that cannot be
 * understood is a problem, and reading goes on with the next line.
 */
export function readScript(
  name: string,
  source: string,
  others: ScriptSource = () => undefined
): ScriptReading {
  const reader = new ScriptReader(others)
  const statements = reader.file(name, source, new Scope(), [name])
  const { problems } = reader
  return problems.length === 0
    ? { kind: 'ok', script: { name, statements } }
    : { kind: 'bad', problems: problems.slice(0, MOST_PROBLEMS) }
}

/** Where reading is: the lines that are left, and the scripts that include this one. */
interface Position {
  readonly rows: readonly string[]
  readonly lines: readonly TokenLine[]
  readonly open: readonly string[]
  next: number
}

class ScriptReader {
  readonly problems: ScriptProblem[] = []
  private includes = 0
  /** Whether the block that was read last ended with `} else`, which is left to be read. */
  private elseFollows = false

  constructor(private readonly others: ScriptSource) {}

  file(name: string, source: string, scope: Scope, open: readonly string[]): Statement[] {
    const { lines, problems } = tokenLines(name, source)
    this.problems.push(...problems.slice(0, MOST_PROBLEMS))
    const position = { rows: source.split(/\r\n|\r|\n/), lines, open, next: 0 }
    const statements: Statement[] = []
    while (position.next < lines.length) {
      statements.push(...this.block(position, scope, 0))
      // What ended the block closes nothing here.
      const stray = lines[position.next]
      if (stray === undefined) break
      position.next += 1
      this.report(stray.tokens[0]?.place ?? stray.end, scriptProblems.strayBrace())
      if (stray.tokens.at(-1)?.text === '{') this.inner(position, new Scope(scope), 1, stray.end)
    }
    return statements
  }

  /** Statements up to the line that begins with `}`, which is left, or to the end. */
  private block(position: Position, scope: Scope, depth: number): Statement[] {
    const statements: Statement[] = []
    for (;;) {
      const line = position.lines[position.next]
      if (line === undefined || isSymbol(line, 0, '}')) return statements
      position.next += 1
      try {
        const statement = this.statement(line, position, scope, depth)
        if (statement !== undefined) statements.push(statement)
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error
        if (!line.broken) this.problems.push(error.problem)
        // The block of a head that was not understood is read all the same: for what is wrong in it, and for its end.
        const head = position.lines[position.next - 1]
        if (head !== undefined && opensBlock(head)) this.passBlock(position, scope, depth, head.end)
      }
    }
  }

  /** Reads a block, and what is chained to it with `else`, only for what is wrong in it. */
  private passBlock(position: Position, scope: Scope, depth: number, opened: Place): void {
    this.inner(position, new Scope(scope), depth + 1, opened)
    for (let next = position.lines[position.next]; next !== undefined; next = position.lines[position.next]) {
      if (!this.elseFollows) return
      this.elseFollows = false
      position.next += 1
      if (!opensBlock(next)) return
      this.inner(position, new Scope(scope), depth + 1, next.end)
    }
  }

  /** A block that no `else` may follow. */
  private lone(line: LineReader, position: Position, scope: Scope, depth: number): Statement[] {
    const statements = this.body(line, position, scope, depth)
    const next = position.lines[position.next]
    const follows = next?.tokens[1]
    if (next !== undefined && follows !== undefined && this.elseFollows) {
      this.elseFollows = false
      this.report(follows.place, scriptProblems.strayElse())
      position.next += 1
      if (opensBlock(next)) this.passBlock(position, scope, depth, next.end)
    }
    return statements
  }

  /** A block and its `}`; leaves `} else` to the caller. */
  private inner(position: Position, scope: Scope, depth: number, opened: Place): Statement[] {
    if (depth > MOST_BLOCKS) {
      this.report(opened, scriptProblems.tooDeep())
      position.next = position.lines.length
      return []
    }
    const statements = this.block(position, scope, depth)
    const end = position.lines[position.next]
    this.elseFollows = end?.tokens[1]?.text === 'else'
    if (end === undefined) this.report(opened, scriptProblems.unclosedBlock())
    else if (end.tokens.length === 1) position.next += 1
    else if (end.tokens[1]?.text !== 'else') {
      position.next += 1
      this.report(end.tokens[1]?.place ?? end.end, scriptProblems.surplus(end.tokens[1]?.text ?? ''))
      if (opensBlock(end)) this.inner(position, new Scope(scope), depth + 1, end.end)
    }
    return statements
  }

  private statement(
    tokens: TokenLine,
    position: Position,
    scope: Scope,
    depth: number
  ): Statement | undefined {
    const line = new LineReader(tokens)
    const { place } = line
    const head = { place, source: (position.rows[place.line - 1] ?? '').trim() }
    const first = line.peek()
    if (first?.kind !== 'word') return line.fail(scriptProblems.statement(first?.text ?? ''))
    const raw = line.taken('raw', 'word')
    const words = tokens.tokens.map(({ kind, text }) => (kind === 'word' ? text : '')).slice(raw ? 1 : 0)
    const known = commandByName(words)
    if (known !== undefined) {
      line.skip(known.words)
      const command = parseNamedCommand(line, scope, known)
      return { ...head, kind: 'named', ...(raw && { raw }), command, ...this.expected(line) }
    }
    if (isHexWord(words[0] ?? '')) {
      const command = parseHexCommand(line, scope)
      return { ...head, kind: 'hex', ...(raw && { raw }), ...command, ...this.expected(line) }
    }
    if (raw) return line.wanted('00A4 / SELECT')
    line.take()
    // The words of scriptor count in either case.
    const word = /^(?:reset|exit)$/i.test(first.text) ? first.text.toLowerCase() : first.text
    switch (word) {
      case 'let':
      case 'set': {
        const name = this.ownName(line, word === 'let' ? undefined : scope)
        line.demandSymbol('=')
        const value = parseExpression(line, scope)
        line.finish()
        if (word === 'let') scope.add(name)
        return { ...head, kind: word, name, value }
      }
      case 'expect': {
        const byStatus = statusesFollow(line)
        const expectation: Statement = byStatus
          ? { ...head, kind: 'expect-status', expected: parseStatuses(line) }
          : { ...head, kind: 'expect', condition: parseExpression(line, scope) }
        line.finish()
        return expectation
      }
      case 'print': {
        const values = [parseExpression(line, scope)]
        while (line.taken(',')) values.push(parseExpression(line, scope))
        line.finish()
        return { ...head, kind: 'print', values }
      }
      case 'reset':
      case 'exit':
        line.finish()
        return { ...head, kind: word }
      case 'include':
        return { ...head, kind: 'include', body: this.include(line, position, scope) }
      case 'repeat': {
        const times = parseExpression(line, scope)
        return { ...head, kind: 'repeat', times, body: this.lone(line, position, new Scope(scope), depth) }
      }
      case 'while': {
        const condition = parseExpression(line, scope)
        return { ...head, kind: 'while', condition, body: this.lone(line, position, new Scope(scope), depth) }
      }
      case 'for': {
        const name = this.ownName(line, undefined)
        if (!line.taken('in', 'word')) line.wanted("'in'")
        const from = parseExpression(line, scope)
        line.demandSymbol('..')
        const to = parseExpression(line, scope)
        const inside = new Scope(scope)
        inside.add(name)
        return { ...head, kind: 'for', name, from, to, body: this.lone(line, position, inside, depth) }
      }
      case 'if':
        return this.condition(line, head, position, scope, depth)
      case 'else':
        return line.fail(scriptProblems.strayElse(), place)
      default:
        return line.fail(scriptProblems.statement(first.text), place)
    }
  }

  private condition(
    line: LineReader,
    head: { place: Place; source: string },
    position: Position,
    scope: Scope,
    depth: number
  ): Statement {
    const condition = parseExpression(line, scope)
    const then = this.body(line, position, new Scope(scope), depth)
    const after = position.lines[position.next]
    if (after === undefined || !this.elseFollows) {
      return { ...head, kind: 'if', condition, then, otherwise: [] }
    }
    this.elseFollows = false
    // `} else {` or `} else if ... {`
    position.next += 1
    const next = new LineReader(after)
    next.skip(2)
    const otherwise = next.taken('if', 'word')
      ? [
          this.condition(
            next,
            { place: after.tokens[0]?.place ?? after.end, source: head.source },
            position,
            scope,
            depth + 1
          )
        ]
      : this.lone(next, position, new Scope(scope), depth)
    return { ...head, kind: 'if', condition, then, otherwise }
  }

  /** `{` at the end of a head, and the block behind it. */
  private body(line: LineReader, position: Position, scope: Scope, depth: number): Statement[] {
    const { place } = line
    line.demandSymbol('{')
    line.finish()
    return this.inner(position, scope, depth + 1, place)
  }

  private include(line: LineReader, position: Position, scope: Scope): Statement[] {
    const { place } = line
    const name = line.demand('text', '"NAME"').text
    line.finish()
    if (position.open.includes(name)) return line.fail(scriptProblems.includeCycle(name), place)
    this.includes += 1
    if (this.includes > MOST_INCLUDES) return line.fail(scriptProblems.tooManyIncludes(MOST_INCLUDES), place)
    const source = this.others(name)
    if (source === undefined) return line.fail(scriptProblems.includeMissing(name), place)
    return this.file(name, source, scope, [...position.open, name])
  }

  /** A name to be given, or with `scope` one that was given already. */
  private ownName(line: LineReader, scope: Scope | undefined): string {
    const { text, place } = line.demand('word', 'NAME')
    if (scope !== undefined)
      return scope.has(text) ? text : line.fail(scriptProblems.unknownName(text), place)
    return KEYWORDS.has(text) || /^[0-9]/.test(text) ? line.fail(scriptProblems.nameTaken(text), place) : text
  }

  private expected(line: LineReader): { expected?: readonly string[] } {
    const expected = parseExpected(line)
    line.finish()
    return expected === undefined ? {} : { expected }
  }

  private report(place: Place, text: ScriptProblem['text']): void {
    this.problems.push({ place, text })
  }
}

function isSymbol({ tokens }: TokenLine, at: number, text: string): boolean {
  return tokens[at]?.kind === 'symbol' && tokens[at].text === text
}

function opensBlock({ tokens }: TokenLine): boolean {
  const last = tokens.at(-1)
  return last?.kind === 'symbol' && last.text === '{'
}
