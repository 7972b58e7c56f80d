import { uint } from '../../../bytes/bytes'
import type { LocalText } from '../../../../texts/local-text'
import { cvmPhrases, listText } from '../../../../texts/phrases/values'
import { part } from '../context'
import type { Explainer } from './explainer'
import { amountText } from './money'

/** Fail, and no verification required: their outcome is given. */
const decided: ReadonlySet<number> = new Set([0x00, 0x1f])

export interface CvmList {
  /** Amounts in minor units of the application currency that conditions 06 to 09 compare with. */
  readonly x: number
  readonly y: number
  /** The rules in words, in the order in which they are tried. */
  readonly rules: readonly LocalText[]
  readonly problem?: LocalText
}

/**
 * The cardholder verification method list (8E) in words: amounts X and Y of 4 binary bytes each, then pairs of
 * method and condition (EMV Book 3, 10.5). `currency` is that of the application. Never throws.
 */
export function cvmRules(bytes: Uint8Array, currency?: string): CvmList {
  if (bytes.length < 8) return { x: 0, y: 0, rules: [], problem: cvmPhrases.tooShort }
  const x = uint(bytes.subarray(0, 4))
  const y = uint(bytes.subarray(4, 8))
  const rules: LocalText[] = []
  for (let at = 8; at + 2 <= bytes.length; at += 2) {
    const [code = 0, condition = 0] = bytes.subarray(at, at + 2)
    const when = cvmPhrases.condition(condition, amountText(x, currency).en, amountText(y, currency).en)
    rules.push(
      cvmPhrases.rule(
        cvmPhrases.method(code),
        when,
        decided.has(code & 0x3f) ? undefined : (code & 0x40) !== 0
      )
    )
  }
  const problem =
    bytes.length % 2 !== 0 ? cvmPhrases.halfRule : rules.length === 0 ? cvmPhrases.noRules : undefined
  return { x, y, rules, ...(problem && { problem }) }
}

export const explainCvmList: Explainer = (value, _entry, context) => {
  const { x, y, rules, problem } = cvmRules(value, context.currency)
  if (value.length < 8) return { ...(problem && { problem }) }
  return {
    value: listText(rules),
    children: [
      part(cvmPhrases.amountX, value, [0, 4], context, { value: amountText(x, context.currency) }),
      part(cvmPhrases.amountY, value, [4, 8], context, { value: amountText(y, context.currency) }),
      ...rules.map((rule, index) =>
        part(cvmPhrases.ruleName(index + 1), value, [8 + index * 2, 10 + index * 2], context, { value: rule })
      )
    ],
    ...(problem && { problem })
  }
}

/** Cardholder verification method results (9F34): method, condition, result. */
export const explainCvmResults: Explainer = (value) => {
  const [code, condition, result] = value
  if (code === undefined || condition === undefined || result === undefined) return {}
  const performed = code === 0x3f ? [] : [cvmPhrases.condition(condition, 'X', 'Y')]
  return { value: listText([cvmPhrases.method(code), ...performed, cvmPhrases.result(result)]) }
}
