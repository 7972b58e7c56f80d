import type { LocalText } from '../../texts/local-text'
import type { CardFacts, CardFamily } from './card-family'
import { emrtdFamily } from './emrtd'
import { emvFamily } from './emv'
import { globalPlatformFamily } from './globalplatform'
import { ndefFamily } from './ndef'
import { pbocFamily } from './pboc'
import { simFamily } from './sim'
import { storageCardFamily } from './storage-card'
import { transitFamily } from './transit'
import { unknownFamily } from './unknown'

/** The most telling first: a card that is several things at once is called after the first that fits. */
export const cardFamilies: readonly CardFamily[] = [
  storageCardFamily,
  pbocFamily,
  transitFamily,
  emvFamily,
  simFamily,
  emrtdFamily,
  ndefFamily,
  globalPlatformFamily
]

export interface Recognition {
  readonly id: string
  readonly name: LocalText
  readonly evidence: readonly LocalText[]
}

/** Decides what a card is from what it said; always an answer. */
export function recogniseCard(facts: CardFacts): Recognition {
  for (const family of cardFamilies) {
    const evidence = family.evidence(facts)
    if (evidence.length > 0) return { id: family.id, name: family.name, evidence }
  }
  return { id: unknownFamily.id, name: unknownFamily.name, evidence: unknownFamily.evidence(facts) }
}
