import type { TransactionOutcome, TransactionStory } from '../../contract/payment'
import type { LocalText } from '../../texts/local-text'
import { emvPhrases as say } from '../../texts/phrases/emv'
import { completionTexts } from '../../texts/phrases/emv-outcomes'
import { cvmPhrases, listText } from '../../texts/phrases/values'
import { toHex } from '../bytes/hex'
import { maskPan } from '../tlv/masking'
import { Interruption, type InterruptionReason, NotRecorded } from '../workflow/interruption'
import { now, type Workflow } from '../workflow/workflow'
import { type Ending, type Kernel, TooManyCommands } from './kernel'
import type { PhaseName } from './phase'
import type { Transaction } from './transaction'

/** A transaction that came to its end, one way or the other. */
export interface TransactionResult {
  readonly outcome: TransactionOutcome
  readonly story: TransactionStory
  /** As it was at the end. */
  readonly transaction: Transaction
  readonly interruption?: { readonly phase: PhaseName; readonly reason: InterruptionReason }
}

/**
 * Runs the phases of a kernel. A card that goes away and a person who stops become outcomes; the journal is told. What a
 * recording does not hold, and a card that never comes to an end, are transactions that are not possible.
 */
export function* runKernel(
  kernel: Kernel,
  phases: (kernel: Kernel) => Workflow<Ending>
): Workflow<TransactionResult> {
  try {
    return yield* result(kernel, yield* phases(kernel))
  } catch (error) {
    if (error instanceof Interruption) return yield* interrupted(kernel, error.reason)
    const text =
      error instanceof NotRecorded
        ? say.notRecorded
        : error instanceof TooManyCommands
          ? say.endless
          : undefined
    if (text === undefined) throw error
    return yield* result(kernel, yield* kernel.stop('not-possible', { text }, say.adviceOtherCard))
  } finally {
    kernel.transaction.onlinePin?.wipe()
  }
}

function* interrupted(kernel: Kernel, reason: InterruptionReason): Workflow<TransactionResult> {
  const { phase, transaction, lastCommand } = kernel
  yield* kernel.record({
    ...{ kind: 'interrupted', phase, reason },
    ...(lastCommand !== undefined && { command: lastCommand })
  })
  const ending = endingOf(kernel, reason)
  yield* kernel.tell({ text: ending.sentence, effect: 'stop' })
  return { ...(yield* result(kernel, ending)), interruption: { phase, reason }, transaction }
}

/** Flash pay debits with its last record, so a card that left before that may simply come again (JR/T 0025, qPBOC). */
function endingOf({ transaction, phase }: Kernel, reason: InterruptionReason): Ending {
  if (reason === 'cancelled') return completionTexts.cancelled
  const { mode, debited, answer } = transaction
  if (mode === 'flash' && debited === 'no' && answer === undefined) return completionTexts.tryAgain
  return completionTexts.interrupted(say.progress[phase], debited)
}

function* result(kernel: Kernel, ending: Ending): Workflow<TransactionResult> {
  const { transaction } = kernel
  const endedAt = yield* now()
  return { outcome: ending.outcome, story: storyOf(kernel, ending, endedAt), transaction }
}

function storyOf(kernel: Kernel, { outcome, sentence, advice }: Ending, endedAt: number): TransactionStory {
  const { transaction, startedAt, odaMs, apdus, decisions } = kernel
  const { tvr, tsi, atc, arc, balanceBefore, balanceAfter, request, terminal, path } = transaction
  const cryptogram = transaction.secondAc ?? transaction.firstAc
  const cvm = cvmText(transaction)
  return {
    ...{ mode: transaction.mode, path: path ?? null, outcome, sentence },
    ...(advice !== undefined && { advice }),
    startedAt: new Date(startedAt).toISOString(),
    amount: Number.isSafeInteger(request.amount) ? request.amount : 0,
    currency: terminal.currency,
    ...(transaction.application !== undefined && { card: cardOf(transaction, transaction.application) }),
    ...(atc !== undefined && { atc }),
    ...(cryptogram !== undefined && { cryptogram: { kind: cryptogram.kind, hex: toHex(cryptogram.value) } }),
    ...(arc !== undefined && { arc }),
    ...(balanceBefore !== undefined && { balanceBefore }),
    ...(balanceAfter !== undefined && { balanceAfter }),
    ...(cvm !== undefined && { cvm }),
    ...{ tvr: toHex(tvr), tsi: toHex(tsi), decisions },
    ...(odaMs !== undefined && { odaMs }),
    ...{ durationMs: endedAt - startedAt, apdus }
  }
}

function cardOf(
  { pan, psn, expiry }: Transaction,
  { aid, label }: { readonly aid: Uint8Array; readonly label?: string }
): NonNullable<TransactionStory['card']> {
  return {
    aid: toHex(aid),
    ...(label !== undefined && { label }),
    ...(pan !== undefined && { pan: maskPan(pan), psn }),
    ...(/^\d{6}$/.test(expiry ?? '') && { expiry: `20${expiry?.slice(0, 2)}-${expiry?.slice(2, 4)}` })
  }
}

/** Method and result of cardholder verification (9F34); undefined where there was none. */
function cvmText({ cvmResults }: Transaction): LocalText | undefined {
  const [code = 0x3f, , result = 0] = cvmResults
  if (code === 0x3f) return undefined
  return listText([cvmPhrases.method(code), cvmPhrases.result(result)])
}
