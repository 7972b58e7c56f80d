import type { Field } from '../../../src-main/contract/report'
import type { LanguageState } from '../../state/language.svelte'

const SHORT = 24

/** A field in one line: what it says, or its first bytes where it says nothing. */
export function shortValue(
  { value, hex, children }: Field,
  { pick, t }: LanguageState
): { readonly text: string; readonly mono: boolean } {
  if (value) return { text: pick(value), mono: false }
  if (children && children.length > 0)
    return { text: t('report.bytes', { count: hex.length / 2 }), mono: false }
  return { text: spaced(hex.slice(0, SHORT)) + (hex.length > SHORT ? ' …' : ''), mono: true }
}

/** Hex in pairs. */
export function spaced(hex: string): string {
  return hex.match(/.{1,2}/gu)?.join(' ') ?? ''
}
