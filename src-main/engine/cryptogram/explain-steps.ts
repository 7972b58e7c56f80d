import { cryptogramSteps, cryptogramValues } from '../../texts/phrases/cryptogram'
import type { LocalText } from '../../texts/local-text'
import { toHex } from '../bytes/hex'
import { tagEntry } from '../tlv/tag-dictionary'
import { type Step, type StepValue } from '../key-operations/transcript'

/** One value, ready to show: bytes in hexadecimal, or a key by its algorithm and check value. */
export interface ExplainedValue {
  readonly name: LocalText
  /** Where the value is a data object: its tag in hexadecimal. */
  readonly tag?: string
  readonly hex?: string
  readonly key?: { readonly algorithm: string; readonly kcv: string }
}

export interface ExplainedStep {
  readonly name: LocalText
  readonly section: string
  readonly values: readonly ExplainedValue[]
  readonly result: ExplainedValue
}

/**
 * The steps of a computation with their names. Account numbers and PINs, and blocks that hold them, are asterisks of
 * their length unless `reveal` is set.
 */
export function explainedSteps(steps: readonly Step[], reveal: boolean): ExplainedStep[] {
  return steps.map((step) => {
    const blocks = (['block', 'padded'] as const).flatMap((name): ExplainedValue[] => {
      const bytes = step[name]
      if (bytes === undefined) return []
      return [{ name: cryptogramValues[name], hex: shown(bytes, step.sensitiveBlock === true && !reveal) }]
    })
    return {
      name: cryptogramSteps[step.name],
      section: step.section,
      values: [...step.inputs.map((value) => explained(value, reveal)), ...blocks],
      result: explained(step.result, reveal)
    }
  })
}

function explained(value: StepValue, reveal: boolean): ExplainedValue {
  if ('kcv' in value) {
    const key = { algorithm: value.algorithm.toUpperCase(), kcv: toHex(value.kcv) }
    return { name: cryptogramValues[value.name], key }
  }
  if ('tag' in value) {
    const tag = value.tag.toString(16).toUpperCase()
    return { name: tagName(value.tag), tag, hex: toHex(value.bytes) }
  }
  return { name: cryptogramValues[value.name], hex: shown(value.bytes, value.sensitive === true && !reveal) }
}

/** The dictionary's name of a data object; its tag where it has none. */
export function tagName(tag: number): LocalText {
  const digits = tag.toString(16).toUpperCase()
  return tagEntry(tag)?.name ?? { en: digits, zh: digits }
}

function shown(bytes: Uint8Array, masked: boolean): string {
  return masked ? '*'.repeat(bytes.length * 2) : toHex(bytes)
}
