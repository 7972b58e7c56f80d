import { scriptProblems } from '../../texts/phrases/script'
import { parseHex } from '../bytes/hex'
import { FUNCTIONS } from './functions'
import type { LineReader } from './line-reader'
import { parsePattern } from './pattern'
import type { Scope } from './scope'
import type { BinaryOperator, Expression } from './syntax'
import type { Token } from './token'

const MOST_DEPTH = 40
/** Binding from loose to tight; comparisons stand between `not` and sums. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [['or'], ['and'], [], ['+', '-'], ['*', '/', '%']]
const COMPARISONS: readonly BinaryOperator[] = ['==', '!=', '<=', '>=', '<', '>']
const COMPARING = 2
const MASK = /^(?:[0-9A-FX]{2})+$/
const TAG = /^(?:[0-9A-Fa-f]{2}){1,4}$/

/** Reads one expression. Throws `Unreadable`. */
export function parseExpression(line: LineReader, scope: Scope, depth = 0): Expression {
  return binary(line, scope, 0, depth)
}

function binary(line: LineReader, scope: Scope, level: number, depth: number): Expression {
  if (depth > MOST_DEPTH) line.fail(scriptProblems.tooDeep())
  if (level === COMPARING) return comparison(line, scope, depth)
  const operators = LEVELS[level]
  if (operators === undefined) return unary(line, scope, depth)
  let left = binary(line, scope, level + 1, depth)
  for (let count = 0; ; count += 1) {
    const { place } = line
    const operator = operators.find((candidate) =>
      line.taken(candidate, /[a-z]/.test(candidate) ? 'word' : 'symbol')
    )
    if (operator === undefined) return left
    // A long chain is as deep a tree as brackets are.
    if (count > MOST_DEPTH) line.fail(scriptProblems.tooDeep(), place)
    left = { kind: 'binary', operator, left, right: binary(line, scope, level + 1, depth), place }
  }
}

function comparison(line: LineReader, scope: Scope, depth: number): Expression {
  const { place } = line
  if (line.taken('not', 'word')) {
    if (depth > MOST_DEPTH) line.fail(scriptProblems.tooDeep(), place)
    return { kind: 'not', of: comparison(line, scope, depth + 1), place }
  }
  const left = binary(line, scope, COMPARING + 1, depth)
  const at = line.place
  if (line.taken('like', 'word')) return { kind: 'like', of: left, mask: maskOf(line), place: at }
  if (line.taken('~')) {
    const token = line.demand('pattern', '/.../')
    const read = parsePattern(token.text)
    if (read.kind === 'too-large') return line.fail(scriptProblems.patternTooLarge(), token.place)
    if (read.kind === 'bad') return line.fail(scriptProblems.badPattern(read.at + 1), token.place)
    return { kind: 'pattern', of: left, pattern: read.pattern, place: at }
  }
  const operator = COMPARISONS.find((candidate) => line.taken(candidate))
  if (operator === undefined) return left
  return { kind: 'binary', operator, left, right: binary(line, scope, COMPARING + 1, depth), place: at }
}

function maskOf(line: LineReader): string {
  const token = line.demand('quoted', "'...'")
  const mask = token.text.replace(/\s/g, '').replaceAll('.', 'X').toUpperCase()
  return MASK.test(mask) ? mask : line.fail(scriptProblems.badMask(token.text), token.place)
}

function unary(line: LineReader, scope: Scope, depth: number): Expression {
  const { place } = line
  if (line.taken('-')) {
    if (depth > MOST_DEPTH) line.fail(scriptProblems.tooDeep(), place)
    return { kind: 'minus', of: unary(line, scope, depth + 1), place }
  }
  let value = single(line, scope, depth)
  while (line.peek()?.text === '.' && line.peek()?.kind === 'symbol') {
    const at = line.place
    line.take()
    const method = line.demand('word', 'tag(...) / has(...)')
    if (method.text !== 'tag' && method.text !== 'has') {
      return line.fail(scriptProblems.unknownFunction(`.${method.text}`), method.place)
    }
    line.demandSymbol('(')
    const tag = line.demand('word', '9F79')
    if (!TAG.test(tag.text)) line.fail(scriptProblems.badHex(tag.text), tag.place)
    line.demandSymbol(')')
    value = { kind: method.text, of: value, tag: Number.parseInt(tag.text, 16), place: at }
  }
  return value
}

function single(line: LineReader, scope: Scope, depth: number): Expression {
  const { place } = line
  const token = line.take()
  switch (token?.kind) {
    case 'text':
      return { kind: 'text', text: token.text, place }
    case 'quoted': {
      const read = parseHex(token.text)
      if (read.kind !== 'ok') return line.fail(scriptProblems.badHex(token.text), place)
      return { kind: 'bytes', bytes: read.bytes, place }
    }
    case 'word':
      return word(line, token, scope, depth)
    case 'symbol':
      if (token.text === '(') {
        const inner = parseExpression(line, scope, depth + 1)
        line.demandSymbol(')')
        return inner
      }
      break
    case 'pattern':
    case undefined:
      break
  }
  return line.fail(
    scriptProblems.wanted('1, 0x1F, \'9F79\', "...", sw, data, name', token?.text ?? ''),
    place
  )
}

function word(line: LineReader, { text, place }: Token, scope: Scope, depth: number): Expression {
  if (text === 'true' || text === 'false') return { kind: 'truth', truth: text === 'true', place }
  if (text === 'sw' || text === 'data') return { kind: text, place }
  if (/^[0-9]/.test(text)) {
    const number = /^(?:[0-9]+|0x[0-9A-Fa-f]+)$/.test(text) ? Number(text) : Number.NaN
    if (Number.isSafeInteger(number)) return { kind: 'number', number, place }
    return line.fail(scriptProblems.badNumber(text, 0, Number.MAX_SAFE_INTEGER), place)
  }
  if (line.taken('(')) return call(line, text, place, scope, depth)
  if (scope.has(text)) return { kind: 'name', name: text, place }
  return line.fail(scriptProblems.unknownName(text), place)
}

function call(
  line: LineReader,
  name: string,
  place: Token['place'],
  scope: Scope,
  depth: number
): Expression {
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  if (known === undefined) return line.fail(scriptProblems.unknownFunction(name), place)
  const args: Expression[] = []
  if (!line.taken(')')) {
    do args.push(parseExpression(line, scope, depth + 1))
    while (line.taken(','))
    line.demandSymbol(')')
  }
  const { least, most } = known
  if (args.length < least || args.length > most) {
    const count = least === most ? String(least) : `${least}-${most}`
    return line.fail(scriptProblems.argumentCount(name, count), place)
  }
  return { kind: 'call', name, args, place }
}
