import { scriptProblems } from '../../texts/phrases/script'
import { type CommandApdu, parseCommandApdu } from '../apdu/command-apdu'
import { concat } from '../bytes/bytes'
import { hex } from '../bytes/hex'
import { parseExpression } from './expression-parser'
import type { LineReader } from './line-reader'
import type { KnownName, Positional } from './named-commands'
import type { Scope } from './scope'
import type { BinaryOperator, CommandPart, Expression, NamedCommand, Operand, StatusMasks } from './syntax'

const HEX_WORD = /^(?:[0-9A-Fa-f]{2})+$/
const STATUS = /^[0-9A-FX]{4}$/
/** A short file identifier in P2: five bits, then 100 for a record by its number (ISO/IEC 7816-4, 11.4.3). */
const SFI_FACTOR = 8
const BY_NUMBER = 4

/** Whether a line that begins with this word is a command in hexadecimal. */
export function isHexWord(text: string): boolean {
  return HEX_WORD.test(text)
}

/** `00 B2 (n) 0C 00`, up to the end or to `->`. A command without computed parts is checked here already. */
export function parseHexCommand(
  line: LineReader,
  scope: Scope
): { parts: readonly CommandPart[]; fixed?: CommandApdu } {
  const { place } = line
  const parts = parseParts(line, scope)
  if (parts.some(({ kind }) => kind === 'computed')) return { parts }
  const read = parseCommandApdu(
    concat(...parts.map((part) => (part.kind === 'bytes' ? part.bytes : concat())))
  )
  return read.kind === 'ok' ? { parts, fixed: read.apdu } : line.fail(scriptProblems.badApdu(), place)
}

/** `-> 9000|61xx` behind a command; undefined where there is none. */
export function parseExpected(line: LineReader): StatusMasks | undefined {
  return line.taken('->') ? parseStatuses(line) : undefined
}

/** Whether what comes next are status words, rather than a condition. */
export function statusesFollow(line: LineReader): boolean {
  const [word, after] = [line.peek(), line.peek(1)]
  return (
    word?.kind === 'word' &&
    STATUS.test(word.text.toUpperCase()) &&
    (after === undefined || after.text === '|')
  )
}

export function parseStatuses(line: LineReader): StatusMasks {
  const masks: string[] = []
  do {
    const { place } = line
    const mask = line.demand('word', '9000').text.toUpperCase()
    if (!STATUS.test(mask)) line.fail(scriptProblems.badMask(mask), place)
    masks.push(mask)
  } while (line.taken('|'))
  return masks
}

/** The operands of a command by name; the name itself has been passed. */
export function parseNamedCommand(
  line: LineReader,
  scope: Scope,
  { header, shape }: KnownName
): NamedCommand {
  const command: { -readonly [K in keyof NamedCommand]: NamedCommand[K] } = {
    ...{ name: header.name, cla: shape.cla ?? header.cla, ins: header.ins },
    ...{ p1: header.p1 ?? shape.p1 ?? 0, p2: header.p2 ?? shape.p2 ?? 0, data: [], ne: shape.ne },
    ...(shape.wrapped !== undefined && { wrapped: shape.wrapped })
  }
  const positions = [...shape.operands]
  let given = false
  while (!line.ended && line.peek()?.text !== '->') {
    if (line.taken('cla', 'word')) command.cla = byteOperand(line, scope)
    else if (line.taken('p1', 'word')) {
      given = true
      command.p1 = byteOperand(line, scope)
    } else if (line.taken('p2', 'word')) command.p2 = byteOperand(line, scope)
    else if (line.taken('le', 'word')) command.ne = numberOperand(line, scope, 0, 0x10000)
    else if (line.taken('data', 'word')) command.data = parseParts(line, scope)
    else if (line.taken('file', 'word') && header.name === 'SELECT') command.p1 = 0
    else if (line.taken('next', 'word') && header.name === 'SELECT') command.p2 = 2
    else if (line.taken('sfi', 'word')) {
      command.p2 = sum(product(numberOperand(line, scope, 0, 30), SFI_FACTOR), BY_NUMBER)
    } else {
      const position = positions.shift()
      if (position === undefined) line.fail(scriptProblems.surplus(line.peek()?.text ?? ''))
      else Object.assign(command, positional(position, line, scope))
    }
  }
  const missing = positions.find((position) => position !== 'data' && position !== 'ne')
  if (missing !== undefined && !given) line.wanted(missing === 'tag' ? '9F79' : '1')
  return command
}

function positional(position: Positional, line: LineReader, scope: Scope): Partial<NamedCommand> {
  switch (position) {
    case 'tag': {
      const tag = hexOperand(line, scope, 2)
      return { p1: quotient(tag), p2: remainder(tag) }
    }
    case 'offset': {
      const offset = numberOperand(line, scope, 0, 0x7fff)
      return { p1: quotient(offset), p2: remainder(offset) }
    }
    case 'number-p1':
      return { p1: numberOperand(line, scope, 0, 255) }
    case 'byte-p1':
      return { p1: byteOperand(line, scope) }
    case 'ne':
      return { ne: numberOperand(line, scope, 0, 0x10000) }
    case 'data':
      return { data: parseParts(line, scope) }
  }
}

/** Hexadecimal words and computed parts in brackets, at least one. */
function parseParts(line: LineReader, scope: Scope): CommandPart[] {
  const parts: CommandPart[] = []
  for (;;) {
    const token = line.peek()
    if (token?.kind === 'word' && HEX_WORD.test(token.text)) {
      line.take()
      parts.push({ kind: 'bytes', bytes: hex(token.text) })
    } else if (token?.kind === 'symbol' && token.text === '(') {
      parts.push({ kind: 'computed', value: bracketed(line, scope) })
    } else if (token?.kind === 'word' && /^[0-9A-Fa-f]+$/.test(token.text)) {
      line.fail(scriptProblems.badHex(token.text))
    } else if (parts.length > 0) return parts
    else if (token?.kind === 'word') line.fail(scriptProblems.badHex(token.text))
    else line.wanted('9F79 / (...)')
  }
}

function bracketed(line: LineReader, scope: Scope): Expression {
  line.demandSymbol('(')
  const value = parseExpression(line, scope)
  line.demandSymbol(')')
  return value
}

const byteOperand = (line: LineReader, scope: Scope): Operand => hexOperand(line, scope, 1)

/** One or two bytes in hexadecimal, or a number in brackets. */
function hexOperand(line: LineReader, scope: Scope, most: 1 | 2): Operand {
  if (line.peek()?.text === '(') return bracketed(line, scope)
  const { place } = line
  const { text } = line.demand('word', most === 1 ? '80' : '9F79')
  if (!HEX_WORD.test(text) || text.length > 2 * most) line.fail(scriptProblems.badHex(text), place)
  return Number.parseInt(text, 16)
}

/** A decimal number, or one in brackets. */
function numberOperand(line: LineReader, scope: Scope, least: number, most: number): Operand {
  if (line.peek()?.text === '(') return bracketed(line, scope)
  const { place } = line
  const { text } = line.demand('word', '1')
  const number = /^[0-9]{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (!(number >= least && number <= most)) line.fail(scriptProblems.badNumber(text, least, most), place)
  return number
}

const quotient = (value: Operand): Operand => calculated('/', value, 256)
const remainder = (value: Operand): Operand => calculated('%', value, 256)
const product = (value: Operand, by: number): Operand => calculated('*', value, by)
const sum = (value: Operand, by: number): Operand => calculated('+', value, by)

function calculated(
  operator: Extract<BinaryOperator, '/' | '%' | '*' | '+'>,
  value: Operand,
  by: number
): Operand {
  if (typeof value !== 'number') {
    const { place } = value
    return { kind: 'binary', operator, left: value, right: { kind: 'number', number: by, place }, place }
  }
  switch (operator) {
    case '/':
      return Math.floor(value / by)
    case '%':
      return value % by
    case '*':
      return value * by
    case '+':
      return value + by
  }
}
