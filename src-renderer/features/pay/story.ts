import bits from '../../../resources/dictionaries/bits.json'
import type { Decision, TransactionStory } from '../../../src-main/contract/payment'
import type { Field } from '../../../src-main/contract/report'
import type { LocalText } from '../../../src-main/texts/local-text'

/** What was decided in one phase, and how long it took. */
export interface StoryPhase {
  readonly id: string
  /** Its specification name. */
  readonly phase: string
  readonly title: LocalText
  readonly decisions: readonly Decision[]
  /** The gravest of its decisions. */
  readonly effect: Decision['effect']
  /** Milliseconds since the phase before it ended. */
  readonly took: number
}

const gravity = { info: 0, ok: 1, caution: 2, stop: 3 } as const

/** The decisions in their order, those of one phase together. */
export function storyPhases({ decisions }: TransactionStory): readonly StoryPhase[] {
  const groups: Decision[][] = []
  for (const decision of decisions) {
    const last = groups.at(-1)
    if (last?.[0]?.phase === decision.phase) last.push(decision)
    else groups.push([decision])
  }
  let before = 0
  return groups.flatMap((group, index) => {
    const [first] = group
    if (first === undefined) return []
    const end = Math.max(before, ...group.map(({ at }) => at))
    const took = end - before
    before = end
    return {
      id: `${index}-${first.phase}`,
      phase: first.phase,
      title: first.title,
      decisions: group,
      effect: gravest(group),
      took
    }
  })
}

function gravest(group: readonly Decision[]): Decision['effect'] {
  return group.reduce<Decision['effect']>(
    (worst, { effect }) => (gravity[effect] > gravity[worst] ? effect : worst),
    'info'
  )
}

/** Terminal verification results (95) or transaction status information (9B) as a field with its bits in words. */
export function resultBits(kind: 'tvr' | 'tsi', hex: string): Field {
  const bytes = hex.match(/../g) ?? []
  return {
    name: { en: kind.toUpperCase(), zh: kind.toUpperCase() },
    hex,
    bits: bits[kind].map(({ byte, bit, name }) => {
      const mask = 1 << (bit - 1)
      const set = (parseInt(bytes[byte - 1] ?? '00', 16) & mask) !== 0
      return { byte: byte - 1, mask, value: mask, set, name }
    })
  }
}

/** The names of the bits that are set. */
export function namesSet({ bits: all = [] }: Field): readonly LocalText[] {
  return all.filter(({ set }) => set).map(({ name }) => name)
}
