import { ecashSentences as say } from '../../../texts/phrases/ecash'
import { money } from '../../emv/reasons'
import type { TransactionResult } from '../../emv/transaction-result'
import type { Workflow } from '../../workflow/workflow'
import type { Entry } from '../entry/entry'
import type { EntryFacts } from '../entry/entry-facts'
import type { FlowEnd } from './flow-end'

/** Without the story and the entry, which every payment has. */
export type PayEnd = Omit<FlowEnd, 'story' | 'entry'>

/** `left`: what the card holds now, where e-cash paid and it is known. */
export function paidEnd({ amount = 0, currency }: EntryFacts, left: number | undefined): FlowEnd {
  const sentence = say.paid(money(amount, currency), left === undefined ? undefined : money(left, currency))
  return { outcome: 'done', sentence }
}

/** What the transaction's own story says, where nothing is left behind. */
export function ofStory({ outcome, story }: TransactionResult): FlowEnd {
  const { sentence, advice } = story
  const more = advice === undefined ? {} : { advice }
  switch (outcome) {
    case 'cancelled':
      return { outcome: 'cancelled', sentence: say.cancelled }
    case 'interrupted':
    case 'try-again':
      return { outcome: 'interrupted', sentence, ...more }
    case 'declined-by-issuer':
    case 'declined-by-card':
    case 'declined-by-terminal':
      return { outcome: 'declined', sentence, ...more }
    default:
      return { outcome: 'refused', sentence, ...more }
  }
}

/** Nothing was paid, and nothing is left to be done. */
export function* nothing(entry: Entry, result: TransactionResult): Workflow<PayEnd> {
  yield* entry.write('nothing', {}, 'nothing-happened')
  return ofStory(result)
}
