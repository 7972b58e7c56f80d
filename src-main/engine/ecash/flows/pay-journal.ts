import { uint } from '../../bytes/bytes'
import { toHex } from '../../bytes/hex'
import { getDataObject } from '../../commands/iso7816/get-data'
import type { Transaction } from '../../emv/transaction'
import type { TransactionStep } from '../../emv/transaction-journal'
import { decodeTlv } from '../../tlv/tlv'
import { transmit, type Workflow } from '../../workflow/workflow'
import type { EntryFacts } from '../entry/entry-facts'
import { commonFacts, type FlowContext } from './flow-context'
import type { PayCourse } from './pay-course'

/** Writes what must be known should the card, the power or the program go away now. */
export function* record(course: PayCourse, step: TransactionStep, transaction: Transaction): Workflow<void> {
  const { entry } = course
  const ecash = transaction.path === 'ecash'
  switch (step.kind) {
    case 'before-last-record':
      return yield* entry.write('paying', {
        ...(yield* beginning(course, transaction, 'purchase-flash')),
        ...proof(course.context, transaction)
      })
    case 'last-record-read':
      return yield* entry.write('paid', { debited: true })
    case 'before-first-gac':
      if (step.requested !== 'TC' || !ecash) return
      return yield* entry.write('paying', {
        ...(yield* beginning(course, transaction, 'purchase-contact')),
        ...(yield* counter())
      })
    case 'after-first-gac':
      if (transaction.firstAc?.kind !== 'TC') return
      if (ecash) return yield* entry.write('paid', { debited: true, ...proof(course.context, transaction) })
      return yield* entry.write('approved', {
        ...(yield* beginning(course, transaction, 'purchase-offline')),
        ...proof(course.context, transaction)
      })
    case 'after-second-gac': {
      if (transaction.secondAc?.kind !== 'TC') return
      // Where the issuer could not be asked, this is the first that is written.
      const begins = entry.begun ? {} : yield* beginning(course, transaction, 'purchase-offline')
      const alone = course.answer === undefined
      return yield* entry.write('approved', {
        ...begins,
        ...(alone && { flow: 'purchase-offline' as const }),
        ...proof(course.context, transaction)
      })
    }
    default:
      return
  }
}

/** What the entry says of a payment that begins. */
export function* beginning(
  { context, options }: PayCourse,
  transaction: Transaction,
  flow: EntryFacts['flow']
): Workflow<Partial<EntryFacts>> {
  const { atc, balanceBefore } = transaction
  const common = yield* commonFacts(context, transaction)
  const { amount } = options
  return {
    ...common,
    ...{ flow, amount },
    ...(atc !== undefined && { atc }),
    ...(balanceBefore !== undefined && { balanceBefore, balanceAfter: balanceBefore - amount })
  }
}

/** The transaction's counter, which the first GENERATE AC would only tell with its answer. */
function* counter(): Workflow<Pick<EntryFacts, 'atc'>> {
  const outcome = yield* transmit(getDataObject(0x9f36))
  const value = outcome.kind === 'data' ? decodeTlv(outcome.data).nodes[0]?.value : undefined
  return value?.length === 2 ? { atc: uint(value) } : {}
}

/** The card's approval, with all that the issuer will want to see of it. */
function proof({ chipText }: FlowContext, transaction: Transaction): Partial<EntryFacts> {
  const ac = transaction.secondAc ?? transaction.firstAc
  const { atc } = transaction
  return {
    ...(ac !== undefined && { tc: toHex(ac.value) }),
    ...(atc !== undefined && { atc }),
    chip: chipText(transaction.chipData())
  }
}
