import { hex } from '../../engine/bytes/hex'
import { entryFacts } from '../../engine/ecash/entry/entry-facts'
import { decodeTlv } from '../../engine/tlv/tlv'
import type { JournalService } from '../journal/journal-service'
import type { PurchasesService } from '../purchases/purchases-service'

/**
 * Keeps the purchase of an entry for the upload, then closes the entry. Each step may be done again: the purchase bears the
 * entry's name. `session`: who works on the entry.
 */
export async function keepPurchase(
  { journal, purchases }: { readonly journal: JournalService; readonly purchases: PurchasesService },
  { entry, session }: { readonly entry: string; readonly session: string }
): Promise<void> {
  const stored = await journal.entry(entry)
  if (stored === undefined) throw new Error(`keepPurchase: there is no entry ${entry}`)
  if (stored.closed !== undefined) return
  const facts = entryFacts(stored.facts)
  const { card, pan, psn, terminal, merchant, drawer, at, amount, currency, atc, chip } = facts
  if (amount === undefined || atc === undefined || chip === undefined) {
    throw new Error(`keepPurchase: entry ${entry} holds no proof`)
  }
  await purchases.add({
    ...{ entry, card, pan, psn, amount, currency, atc },
    origin: { terminal, merchant, drawer, at },
    chip: new Map(decodeTlv(hex(chip)).nodes.map(({ tag, value }) => [tag, value]))
  })
  await journal.append({ entry, step: 'accepted', facts: {}, closed: 'completed' }, session)
}
