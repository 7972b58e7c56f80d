import type { LocalText } from '../../../texts/local-text'
import { money } from '../../emv/reasons'
import type { EntryFacts } from '../entry/entry-facts'

/** The amount of an entry with its currency. */
export function amountOfEntry({ amount = 0, currency }: EntryFacts): LocalText {
  return money(amount, currency)
}
