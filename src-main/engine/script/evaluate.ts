import { scriptFaults } from '../../texts/phrases/script'
import type { ResponseApdu } from '../apdu/response-apdu'
import { concat, equalBytes } from '../bytes/bytes'
import { toHex } from '../bytes/hex'
import { decodeTlv, findTag, tagText } from '../tlv/tlv'
import { FUNCTIONS } from './functions'
import { matches } from './pattern'
import type { BinaryOperator, Expression } from './syntax'
import type { Place } from './token'
import {
  asBytes,
  asNumber,
  asTruth,
  bytesValue,
  numberValue,
  ScriptFault,
  textValue,
  truthValue,
  type Value,
  withinSize
} from './value'

/** What an expression may look at. */
export interface Surroundings {
  readonly answer: ResponseApdu | undefined
  lookUp(name: string): Value | undefined
  /** Counts a step; throws `ScriptFault` where there were too many. */
  step(place: Place): void
}

/** The value of an expression. Throws `ScriptFault` where it has none. */
export function evaluate(expression: Expression, around: Surroundings): Value {
  const { place } = expression
  around.step(place)
  switch (expression.kind) {
    case 'bytes':
    case 'number':
    case 'text':
    case 'truth':
      return expression
    case 'name':
      return around.lookUp(expression.name) ?? bytesValue(concat())
    case 'sw':
      return numberValue(answerOf(around, place).sw)
    case 'data':
      return bytesValue(answerOf(around, place).data)
    case 'tag': {
      const found = findTag(decodeTlv(asBytes(evaluate(expression.of, around), place)).nodes, expression.tag)
      if (found === undefined) throw new ScriptFault(scriptFaults.noTag(tagText(expression.tag)), place)
      return bytesValue(found.value)
    }
    case 'has': {
      const { nodes } = decodeTlv(asBytes(evaluate(expression.of, around), place))
      return truthValue(findTag(nodes, expression.tag) !== undefined)
    }
    case 'call': {
      const args = expression.args.map((arg) => evaluate(arg, around))
      const known = FUNCTIONS[expression.name]
      if (known === undefined) throw new Error(`script function ${expression.name} was not checked`)
      return withinSize(known.call(args, place), place)
    }
    case 'not':
      return truthValue(!asTruth(evaluate(expression.of, around), place))
    case 'minus':
      return numberValue(-asNumber(evaluate(expression.of, around), place))
    case 'like': {
      const digits = toHex(asBytes(evaluate(expression.of, around), place))
      return truthValue(fitsMask(digits, expression.mask))
    }
    case 'pattern': {
      const value = evaluate(expression.of, around)
      const text = value.kind === 'text' ? value.text : toHex(asBytes(value, place))
      // Each character may look at every state: that is work, and counted as such.
      const { states } = expression.pattern
      for (let done = 0; done < (text.length * states.length) / 1000; done += 1) around.step(place)
      return truthValue(matches(expression.pattern, text))
    }
    case 'binary':
      return binary(expression, around)
  }
}

/** Whether hexadecimal digits are those of a mask, in which X is any digit. */
export function fitsMask(digits: string, mask: string): boolean {
  if (digits.length !== mask.length) return false
  for (let at = 0; at < mask.length; at += 1) if (mask[at] !== 'X' && mask[at] !== digits[at]) return false
  return true
}

/** A value as it is printed. */
export function shown(value: Value): string {
  switch (value.kind) {
    case 'bytes':
      return toHex(value.bytes)
    case 'number':
      return String(value.number)
    case 'text':
      return value.text
    case 'truth':
      return String(value.truth)
  }
}

function answerOf({ answer }: Surroundings, place: Place): ResponseApdu {
  if (answer === undefined) throw new ScriptFault(scriptFaults.noAnswer(), place)
  return answer
}

function binary(
  { operator, left, right, place }: Extract<Expression, { kind: 'binary' }>,
  around: Surroundings
): Value {
  const first = evaluate(left, around)
  if (operator === 'or' || operator === 'and') {
    const truth = asTruth(first, left.place)
    return truth === (operator === 'or')
      ? truthValue(truth)
      : truthValue(asTruth(evaluate(right, around), right.place))
  }
  const second = evaluate(right, around)
  if (operator === '==' || operator === '!=') {
    return truthValue(same(first, second, place) === (operator === '=='))
  }
  if (operator === '+' && (first.kind === 'text' || second.kind === 'text')) {
    return withinSize(textValue(shown(first) + shown(second)), place)
  }
  if (operator === '+' && first.kind === 'bytes') {
    return withinSize(bytesValue(concat(first.bytes, asBytes(second, right.place))), place)
  }
  return calculated(operator, asNumber(first, left.place), asNumber(second, right.place), place)
}

function same(left: Value, right: Value, place: Place): boolean {
  if (left.kind === 'bytes') return equalBytes(left.bytes, asBytes(right, place))
  if (left.kind === 'number') return left.number === asNumber(right, place)
  if (left.kind === 'truth') return left.truth === asTruth(right, place)
  return right.kind === 'text' && left.text === right.text
}

function calculated(
  operator: Exclude<BinaryOperator, 'or' | 'and' | '==' | '!='>,
  left: number,
  right: number,
  place: Place
): Value {
  const whole = (number: number): Value => numberValue(asNumber(numberValue(number), place))
  if (right === 0 && (operator === '/' || operator === '%')) {
    throw new ScriptFault(scriptFaults.divided(), place)
  }
  switch (operator) {
    case '<':
      return truthValue(left < right)
    case '<=':
      return truthValue(left <= right)
    case '>':
      return truthValue(left > right)
    case '>=':
      return truthValue(left >= right)
    case '+':
      return whole(left + right)
    case '-':
      return whole(left - right)
    case '*':
      return whole(left * right)
    case '/':
      return whole(Math.floor(left / right))
    case '%':
      return whole(left % right)
  }
}
