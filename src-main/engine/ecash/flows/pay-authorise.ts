import { toHex } from '../../bytes/hex'
import type { Transaction } from '../../emv/transaction'
import type { HostReply } from '../../workflow/host'
import { online, type Workflow } from '../../workflow/workflow'
import { answerTo } from '../entry/answers'
import { authorisationId } from '../entry/request-ids'
import { isUsable } from './declined'
import { originOf } from './flow-context'
import type { PayCourse } from './pay-course'
import { beginning } from './pay-journal'

/** Asks the issuer, once the journal knows of it. */
export function* authorise(course: PayCourse, transaction: Transaction): Workflow<HostReply> {
  const { context, options, entry } = course
  const id = authorisationId(entry.id)
  const { firstAc, onlinePin } = transaction
  yield* entry.write('asked', {
    ...(yield* beginning(course, transaction, 'purchase-online')),
    requestId: id,
    ...(firstAc !== undefined && { arqc: toHex(firstAc.value) })
  })
  const reply = yield* online({
    kind: 'authorise',
    ...{
      id,
      origin: yield* originOf(context),
      service: { kind: 'purchase' } as const,
      amount: options.amount
    },
    ...{ currency: context.terminal.currency, chip: transaction.chipData() },
    ...(onlinePin !== undefined && { pin: onlinePin })
  })
  const answer = answerTo(id, reply)
  if (answer === undefined)
    return reply.kind === 'answer' ? { kind: 'no-answer', reason: 'malformed' } : reply
  // A purchase leaves the e-cash alone, whatever comes with its answer.
  if (!isUsable(answer, undefined)) return { kind: 'no-answer', reason: 'malformed' }
  course.answer = answer
  return reply
}
