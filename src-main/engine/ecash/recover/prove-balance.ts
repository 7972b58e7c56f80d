import { ecashProgress } from '../../../texts/phrases/ecash'
import { contactTransaction } from '../../emv/contact-transaction'
import { readIssuerApplicationData } from '../../emv/issuer-application-data'
import type { Transaction } from '../../emv/transaction'
import type { HostAnswer, HostReply } from '../../workflow/host'
import { isApproval } from '../../workflow/response-code'
import { online, progress, type Workflow } from '../../workflow/workflow'
import { answerTo } from '../entry/answers'
import type { Entry } from '../entry/entry'
import type { EntryFacts } from '../entry/entry-facts'
import { furtherId } from '../entry/request-ids'
import { type FlowContext, originOfEntry } from '../flows/flow-context'
import { setsBalance } from '../flows/script-balance'
import type { Purse } from '../purse/purse'

/** `proven`: the issuer has seen the balance in a cryptogram of the card, under this request. */
export type Proof =
  | { readonly kind: 'proven'; readonly evidence: string }
  | { readonly kind: 'declined'; readonly answer: HostAnswer }
  /** No cryptogram, or no answer that can be used. */
  | { readonly kind: 'none' }

/**
 * Has the card make a cryptogram that moves nothing, and shows it to the issuer: proof of the balance, and the card's own
 * word about the last script, which is written in the journal before the issuer's answer lets the card forget it.
 */
export function* proveBalance(context: FlowContext, entry: Entry, { aid }: Purse): Workflow<Proof> {
  yield* progress({ step: 'prove', text: ecashProgress.proving })
  const id = yield* furtherId(entry.id, 'evidence')
  let answer: HostAnswer | undefined
  yield* contactTransaction({
    terminal: context.terminal,
    interface: context.interface,
    caKeys: context.caKeys,
    request: { type: 'evidence', amount: 0, forceOnline: true, ecash: 'never', aid },
    *authorise(transaction): Workflow<HostReply> {
      yield* entry.write('evidence', { evidenceId: id, ...scriptsCounted(entry.facts, transaction) })
      const reply = yield* online({
        kind: 'authorise',
        ...{ id, origin: yield* originOfEntry(entry.facts), service: { kind: 'evidence' } as const },
        ...{ amount: 0, currency: entry.facts.currency, chip: transaction.chipData() }
      })
      answer = answerTo(id, reply)
      if (answer === undefined || !setsBalance(answer, undefined)) {
        answer = undefined
        return reply.kind === 'answer' ? { kind: 'no-answer', reason: 'malformed' } : reply
      }
      return reply
    }
  })
  if (answer === undefined) return { kind: 'none' }
  return isApproval(answer.arc) ? { kind: 'proven', evidence: id } : { kind: 'declined', answer }
}

/** Card verification results, byte 4: script commands since the last online transaction, and whether one failed. */
function scriptsCounted(
  { flow, scriptCount }: EntryFacts,
  { firstAc }: Transaction
): Pick<EntryFacts, 'scriptCount' | 'scriptFailed'> {
  const cvr = firstAc?.iad && readIssuerApplicationData(firstAc.iad)?.cvr
  // Only the first cryptogram afterwards tells it.
  if (flow !== 'script' || scriptCount !== undefined || cvr === undefined) return {}
  const last = cvr[3] ?? 0
  return { scriptCount: last >> 4, scriptFailed: (last & 0x08) !== 0 }
}
