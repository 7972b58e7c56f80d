import { ecashAccount, OPENING_ACCOUNT } from '../ledger/ledger-accounts'
import type { Stores } from '../storage/database-port'
import { entryOf } from './entry-of-request'

/** Which of the cards a request is about that bore one number after the other. */
export interface CardGeneration {
  /** Counts from 1. */
  readonly number: number
  /** The card was made anew since: what it held and owed was settled as a whole then. */
  readonly isFormer: boolean
}

/**
 * The generation of the card that a request, or an entry of the journal, was begun with. Told by the order in which entries
 * were begun: clocks may be set, and counters begin again. The present one for a request that belongs to no entry.
 */
export async function generationOf(
  { issuer, journal }: Stores,
  card: string,
  request: string
): Promise<CardGeneration> {
  const current = await issuer.generation(card)
  const entry = await entryOf(journal, request)
  const number = (entry && (await issuer.generationAt(card, entry.number))) ?? current
  return { number, isFormer: number < current }
}

/** Who owes what a card paid: what one of before held went to where the difference of making it anew came from. */
export function ecashOf(card: string, { isFormer }: CardGeneration): string {
  return isFormer ? OPENING_ACCOUNT : ecashAccount(card)
}

/** The card is made anew: whatever was begun up to now belongs to the one before. Part of a transaction. */
export async function endGeneration({ issuer, journal }: Stores, card: string, at: number): Promise<void> {
  const [newest] = await journal.page({ most: 1 })
  await issuer.nextGeneration(card, { lastEntry: newest?.number ?? 0, at })
}
