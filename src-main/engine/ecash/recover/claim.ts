import { ecashProgress, ecashSentences as say, recoveryTexts } from '../../../texts/phrases/ecash'
import { reasonTexts, responseCodeText } from '../../../texts/phrases/issuer'
import { online, progress, type Workflow } from '../../workflow/workflow'
import { answerTo, taken } from '../entry/answers'
import type { Entry } from '../entry/entry'
import { furtherId } from '../entry/request-ids'
import { type FlowContext, originOfEntry } from '../flows/flow-context'
import type { FlowEnd } from '../flows/flow-end'
import { declinedEnd } from '../flows/declined'
import type { Purse } from '../purse/purse'
import { proveBalance } from './prove-balance'

/**
 * What became of a claim. `stands`: the merchant has the money, the entry is closed. `kept`: the issuer keeps it for the
 * card. What was agreed on before stays, whatever is wanted now.
 */
export type Claimed = 'stands' | 'kept' | FlowEnd

/** Tells the issuer of a purchase that the card paid and whose proof was lost: it stands, or it is given back. */
export function* claim(
  context: FlowContext,
  { entry, purse, refund }: { readonly entry: Entry; readonly purse: Purse; readonly refund: boolean }
): Workflow<Claimed> {
  const { atc, amount, currency } = entry.facts
  if (atc === undefined || amount === undefined) {
    return { outcome: 'interrupted', sentence: recoveryTexts.unproven, advice: say.settlementRefusedAdvice }
  }
  const proof = yield* proveBalance(context, entry, purse)
  if (proof.kind === 'none') return { outcome: 'interrupted', sentence: recoveryTexts.needsIssuer }
  if (proof.kind === 'declined')
    return { ...declinedEnd(proof.answer), advice: recoveryTexts.ambiguousAdvice }
  yield* progress({ step: 'claim', text: ecashProgress.claiming })
  const id = yield* furtherId(entry.id, 'claim')
  const origin = yield* originOfEntry(entry.facts)
  const { evidence } = proof
  const reply = yield* online({ kind: 'claim', id, origin, amount, currency, atc, evidence, refund })
  const answer = answerTo(id, reply)
  const before =
    answer?.reason === 'already-confirmed'
      ? 'stands'
      : answer?.reason === 'already-reversed'
        ? 'kept'
        : undefined
  if (before !== undefined) return yield* agreed(entry, before)
  switch (taken(answer)) {
    case 'taken':
      return yield* agreed(entry, refund ? 'kept' : 'stands')
    case 'later':
      return { outcome: 'interrupted', sentence: recoveryTexts.needsIssuer }
    case 'refused': {
      const code = answer?.reason
      yield* entry.write('claim-refused', { settlementRefused: code ?? '' })
      const why = code === undefined ? responseCodeText(answer?.arc ?? '') : reasonTexts[code]
      return { outcome: 'declined', sentence: say.declined(why), advice: say.settlementRefusedAdvice }
    }
  }
}

function* agreed(entry: Entry, how: 'stands' | 'kept'): Workflow<'stands' | 'kept'> {
  if (how === 'kept') yield* entry.write('given-back', { kept: true })
  else yield* entry.write('claimed', { debited: true, refundDue: false }, 'completed')
  return how
}
