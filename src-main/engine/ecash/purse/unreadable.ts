import { ecashRefusals as no } from '../../../texts/phrases/ecash'
import { type FlowEnd, refusal } from '../flows/flow-end'
import type { PurseOutcome } from './read-purse'

/** Why nothing can be done with a card whose purse cannot be read. */
export function unreadableEnd(says: PurseOutcome): FlowEnd {
  switch (says.kind) {
    case 'card-blocked':
      return refusal(no.cardBlocked, no.advice)
    case 'unreadable':
      return refusal(says.blocked ? no.unreadableBlocked : no.unreadable, no.advice)
    default:
      return refusal(no.noPurse, no.advice)
  }
}
