import type { LocalText } from '../../texts/local-text'
import { fieldTexts, meaningTexts, stepTexts } from '../../texts/phrases/offline-auth'
import { toHex } from '../bytes/hex'
import type { Field, Step } from './authentication'
import { monthAndYear, problemText } from './problem-text'

/** One run of bytes as a person sees it. */
export interface FieldView {
  readonly name: LocalText
  readonly offset: number
  /** Upper-case hexadecimal; `*` for what is hidden. */
  readonly hex: string
  readonly meaning?: LocalText
}

/** One step of an authentication as a person sees it. */
export interface StepView {
  readonly step: Step['name']
  readonly name: LocalText
  readonly section: string
  readonly ok: boolean
  /** Why it failed. */
  readonly problem?: LocalText
  readonly fields: readonly FieldView[]
}

/** Digits of a card number that stay readable. */
const FIRST_DIGITS = 6
const LAST_DIGITS = 4

/** The steps in words, byte by byte. Card numbers and records are hidden unless `reveal` is set. */
export function stepViews(steps: readonly Step[], { reveal }: { readonly reveal: boolean }): StepView[] {
  return steps.map(({ name, section, problem, fields }) => ({
    step: name,
    name: stepTexts[name],
    section,
    ok: problem === undefined,
    ...(problem !== undefined && { problem: problemText(problem) }),
    fields: fields.map((field) => fieldView(field, reveal))
  }))
}

function fieldView(field: Field, reveal: boolean): FieldView {
  const meaning = meaningOf(field)
  return {
    name: fieldTexts[field.name],
    offset: field.offset,
    hex: field.sensitive === true && !reveal ? hidden(field) : toHex(field.bytes),
    ...(meaning !== undefined && { meaning })
  }
}

/** A card number keeps its ends; anything else its length only. */
function hidden({ name, bytes }: Field): string {
  const text = toHex(bytes)
  if (name !== 'pan') return '*'.repeat(text.length)
  const digits = /^\d*/.exec(text)?.[0].length ?? 0
  if (digits <= FIRST_DIGITS + LAST_DIGITS) return '*'.repeat(text.length)
  const middle = '*'.repeat(digits - FIRST_DIGITS - LAST_DIGITS)
  return text.slice(0, FIRST_DIGITS) + middle + text.slice(digits - LAST_DIGITS)
}

function meaningOf({ name, bytes }: Field): LocalText | undefined {
  const value = bytes[0] ?? 0
  switch (name) {
    case 'header':
      return value === 0x6a ? meaningTexts.rightHeader : undefined
    case 'trailer':
      return value === 0xbc ? meaningTexts.rightTrailer : undefined
    case 'hash-algorithm':
      return value === 0x01 ? meaningTexts.sha1 : undefined
    case 'key-algorithm':
      return value === 0x01 ? meaningTexts.rsa : undefined
    case 'signature-algorithm':
      return value === 0x04 ? meaningTexts.sm2 : undefined
    case 'expiry': {
      const digits = toHex(bytes)
      return /^\d{4}$/.test(digits) ? meaningTexts.goodUntil(...monthAndYear(digits)) : undefined
    }
    case 'key-length':
    case 'exponent-length':
    case 'dynamic-length':
    case 'dynamic-number-length':
      return meaningTexts.bytes(value)
    default:
      return undefined
  }
}
