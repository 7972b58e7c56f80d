import type { LocalText } from '../../texts/local-text'
import { cardEvidence } from '../../texts/phrases/card-families'

/** What is known of a card when its family is decided. AIDs in upper-case hex. */
export interface CardFacts {
  readonly contactless: boolean
  /** Reader's name for a storage card (PC/SC part 3), where its ATR carries one. */
  readonly storageCard?: { readonly standard: number; readonly cardName: number }
  readonly historical: Uint8Array
  /** Names of applications that answered a SELECT, or that a directory lists. */
  readonly aids: readonly string[]
  readonly ppse: boolean
  readonly pse: boolean
  /** AID of the security domain that answered. */
  readonly securityDomain?: string
}

/** One kind of card: how it is looked for, and what speaks for it. */
export interface CardFamily {
  readonly id: string
  readonly name: LocalText
  /** AIDs (or their first bytes) that a member answers to, in upper-case hex; looked for where no directory names one. */
  readonly probes: readonly string[]
  /** What of the facts speaks for this family; empty where nothing does. */
  evidence(facts: CardFacts): readonly LocalText[]
}

/** A card answered to, or lists, an application whose AID begins with one of the prefixes. */
export function applicationEvidence(facts: CardFacts, prefixes: readonly string[]): readonly LocalText[] {
  return facts.aids
    .filter((aid) => prefixes.some((prefix) => aid.startsWith(prefix)))
    .map(cardEvidence.application)
}
