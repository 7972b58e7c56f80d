import { ecashSentences as say, recoveryTexts } from '../../../texts/phrases/ecash'
import { money } from '../../emv/reasons'
import type { Workflow } from '../../workflow/workflow'
import type { Entry } from '../entry/entry'
import { isScripted } from '../entry/entry-facts'
import type { FlowContext } from '../flows/flow-context'
import { type FlowEnd, refusal } from '../flows/flow-end'
import { loadKept } from '../flows/load'
import type { PurseOutcome } from '../purse/read-purse'
import { unreadableEnd } from '../purse/unreadable'

/** The entry whose money the issuer keeps, and the card as it was read. */
export interface Kept {
  readonly entry: Entry
  readonly says: PurseOutcome
  /** What was begun for this entry is open itself: the money may be on its way. */
  readonly underWay: boolean
}

/**
 * Loads what the issuer keeps for the card. The entry is closed when all of it has come about, or when the issuer keeps
 * nothing for the card any more; until then it can be gone on with.
 */
export function* continueKept(context: FlowContext, { entry, says, underWay }: Kept): Workflow<FlowEnd> {
  if (says.kind !== 'purse') return unreadableEnd(says)
  // That the issuer keeps nothing would only mean that it is not settled yet where it went.
  if (underWay) return refusal(say.begunElsewhere, say.begunElsewhereAdvice)
  const end = yield* loadKept(context, { purse: says.purse, continues: entry.id })
  const next = end.entry?.facts
  const nothingKept = next?.reason === 'nothing-kept'
  const all = end.outcome === 'done' && (next?.amount ?? 0) >= (entry.facts.amount ?? 0)
  if (!nothingKept && !all) return stillKept(entry, end)
  yield* entry.write('continued', end.entry === undefined ? {} : { continuedBy: end.entry.id }, 'reversed')
  if (nothingKept) return { outcome: 'done', sentence: recoveryTexts.settledAlready, entry }
  if (isScripted(entry.facts)) return end
  const { balanceAfter = 0, currency } = next ?? entry.facts
  return { ...end, sentence: recoveryTexts.paidBack(money(balanceAfter, currency)) }
}

/** The money waits at the issuer, or is under way in an entry of its own, which is the next one to be settled then. */
function stillKept(entry: Entry, end: FlowEnd): FlowEnd {
  if (end.outcome === 'interrupted') return end
  const advice = end.outcome === 'done' ? recoveryTexts.keptRest : recoveryTexts.keptNow
  return { ...end, advice, entry }
}
