import { recoveryTexts } from '../../../texts/phrases/ecash'
import { online, type Workflow } from '../../workflow/workflow'
import { originOfEntry } from '../flows/flow-context'
import type { FlowEnd } from '../flows/flow-end'
import { answerTo, taken } from './answers'
import type { Entry } from './entry'
import { settlementId } from './request-ids'

/**
 * A proven purchase is kept for the upload. What the issuer was asked before it came to that, and did not answer, is taken
 * back first.
 */
export function* keepPurchase(entry: Entry): Workflow<FlowEnd> {
  const { requestId, flow } = entry.facts
  if (flow === 'purchase-offline' && requestId !== undefined) {
    const id = settlementId(entry.id, 'reverse')
    const origin = yield* originOfEntry(entry.facts)
    const reply = yield* online({ kind: 'reverse', id, origin, original: requestId, reason: 'no-answer' })
    if (taken(answerTo(id, reply)) !== 'taken') {
      return { outcome: 'interrupted', sentence: recoveryTexts.needsIssuer }
    }
  }
  return { outcome: 'done', sentence: recoveryTexts.purchaseStands, keepPurchase: true }
}
