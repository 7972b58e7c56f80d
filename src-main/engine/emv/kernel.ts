import type { Decision, Reason, TransactionOutcome } from '../../contract/payment'
import type { LocalText } from '../../texts/local-text'
import { emvPhrases as say, phaseTitles } from '../../texts/phrases/emv'
import type { Command } from '../commands/command'
import { now, progress, random, transmit, type Workflow } from '../workflow/workflow'
import type { PhaseName } from './phase'
import { terminalObjects } from './terminal-objects'
import { Transaction } from './transaction'
import type { TransactionOptions } from './transaction-options'
import type { TransactionStep } from './transaction-journal'

/** How a transaction ended, where it goes no further. */
export interface Ending {
  readonly outcome: TransactionOutcome
  readonly sentence: LocalText
  readonly advice?: LocalText
}

/** A phase that came to its end; undefined lets the next one begin. */
export type PhaseResult = Workflow<Ending | undefined>

export interface Told {
  readonly text: LocalText
  readonly effect?: Decision['effect']
  readonly reasons?: readonly Reason[]
  /** Where it belongs to another phase than the present one. */
  readonly phase?: PhaseName
}

/** More commands than any transaction in earnest needs: the bound against hostile cards. */
const MOST_APDUS = 400

/** What all phases work with: the transaction, the card, the story. */
export class Kernel {
  readonly decisions: Decision[] = []
  phase: PhaseName = 'pre-processing'
  /** Commands that were sent, and the name of the last. */
  apdus = 0
  lastCommand?: string
  /** Milliseconds of offline data authentication, once there was one. */
  odaMs?: number

  constructor(
    readonly options: TransactionOptions,
    readonly transaction: Transaction,
    readonly startedAt: number
  ) {}

  /** Begins a phase, and tells the person so. */
  *enter(phase: PhaseName): Workflow<void> {
    this.phase = phase
    yield* progress({ step: phase, text: say.progress[phase] })
  }

  /** Sends one command. */
  *send<T>(command: Command<T>): Workflow<T> {
    if (this.apdus >= MOST_APDUS) throw new TooManyCommands()
    this.apdus += 1
    this.lastCommand = command.name
    return yield* transmit(command)
  }

  /** Adds a decision of the present phase to the story. */
  *tell({ text, effect = 'ok', reasons = [], phase = this.phase }: Told): Workflow<void> {
    const at = (yield* now()) - this.startedAt
    this.decisions.push({ phase, title: phaseTitles[phase], text, effect, reasons: [...reasons], at })
  }

  /** Tells it and ends the transaction with it. */
  *stop(outcome: TransactionOutcome, told: Told, advice?: LocalText): Workflow<Ending> {
    yield* this.tell({ effect: 'stop', ...told })
    return { outcome, sentence: told.text, ...(advice !== undefined && { advice }) }
  }

  /** Lets the journal write what must be durable at this step. */
  *record(step: TransactionStep): Workflow<void> {
    const { journal } = this.options
    if (journal !== undefined) yield* journal.record(step, this.transaction)
  }
}

/** A card that never lets the transaction end; becomes an outcome where the transaction is run. */
export class TooManyCommands extends Error {
  override readonly name = 'TooManyCommands'
}

/** A kernel at the start of a transaction: clock read, unpredictable number drawn; nothing sent. */
export function* openKernel(options: TransactionOptions, mode: 'contact' | 'flash'): Workflow<Kernel> {
  const startedAt = yield* now()
  const unpredictableNumber = yield* random(4)
  const objects = terminalObjects(options, mode, { at: startedAt, unpredictableNumber })
  return new Kernel(options, new Transaction(mode, options, objects), startedAt)
}
