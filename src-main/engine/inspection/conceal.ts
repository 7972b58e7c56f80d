/** Shorter digit strings are too likely to be met by chance. */
const SHORTEST = 12
const FIRST = 6
const LAST = 4

/**
 * Truncates card numbers wherever a report still holds them: as digits, and as hex of their characters. Data objects
 * are masked by their tags before; this catches numbers in places where no one expects them (a name, a bare value, a
 * record of unknown format). Returns a copy; `value` is any JSON-like value.
 */
export function concealNumbers<T>(value: T, numbers: readonly string[]): T {
  const replacements = numbers.filter((digits) => digits.length >= SHORTEST).flatMap(formsOf)
  return replacements.length === 0 ? value : (walk(value, replacements) as T)
}

type Replacement = readonly [from: string, to: string]

function formsOf(digits: string): Replacement[] {
  const kept = truncated(digits, 1)
  const characters = [...digits].map((digit) => `3${digit}`).join('')
  const grouped = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1 ')
  return [
    [digits, kept],
    [grouped(digits), grouped(kept)],
    [characters, truncated(characters, 2)]
  ]
}

function truncated(text: string, perDigit: number): string {
  const from = FIRST * perDigit
  const to = text.length - LAST * perDigit
  return text.slice(0, from) + '*'.repeat(to - from) + text.slice(to)
}

function walk(value: unknown, replacements: readonly Replacement[]): unknown {
  if (typeof value === 'string') {
    return replacements.reduce((text, [from, to]) => text.replaceAll(from, to), value)
  }
  if (Array.isArray(value)) return value.map((item) => walk(item, replacements))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, replacements)]))
}
