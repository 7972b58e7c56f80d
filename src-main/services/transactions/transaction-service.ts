import type { ActionResult, CardAction, HistoryRow, OpenEntry, PurseView } from '../../contract/ecash'
import { entryFacts } from '../../engine/ecash/entry/entry-facts'
import { type FlowEnd, refusal } from '../../engine/ecash/flows/flow-end'
import { Interruption } from '../../engine/workflow/interruption'
import { ecashSentences as say, recoveryTexts } from '../../texts/phrases/ecash'
import { AppFailure } from '../app-failure'
import type { JournalEntry } from '../journal/journal-service'
import type { AccessedCard } from '../sessions/card-access'
import { cardFailure } from '../sessions/card-failure'
import { ActionJobs, type Answer } from './action-jobs'
import { counterAction, payment, settlement } from './card-actions'
import { CardDesk, type PerformOptions } from './card-desk'
import { COUNTER, counterTerminal } from './counter-terminal'
import { keepEnd } from './end-keeper'
import { EntryDesk, type SettledOpen, type SettleWay } from './entry-desk'
import { PurseDesk } from './purse-desk'
import { RunningSessions } from './running-sessions'
import type { TransactionEvents, TransactionParts } from './transaction-parts'

interface Performing {
  readonly reader: string
  readonly card: AccessedCard
  readonly options: PerformOptions
  readonly session: string
}

/**
 * Everything that is done with the money on a card, one action a reader at a time. An entry of the journal that is open for
 * a card stands in the way of anything new with it, until it is settled.
 */
export class TransactionService {
  private readonly sessions: RunningSessions
  private readonly purses: PurseDesk
  private readonly entries: EntryDesk
  private readonly jobs: ActionJobs
  /** Readers on which something runs. */
  private readonly busy = new Set<string>()

  constructor(
    private readonly parts: TransactionParts,
    events?: TransactionEvents
  ) {
    this.sessions = new RunningSessions(parts.holds, parts.random)
    this.purses = new PurseDesk(parts)
    this.entries = new EntryDesk(parts, this.sessions)
    this.jobs = new ActionJobs((reader, action, options) => this.perform(reader, action, options), events)
  }

  /** Begins an action and returns the name of its job at once. Throws `AppFailure` where one runs on that reader. */
  start(reader: string, action: CardAction): string {
    if (this.busy.has(reader)) throw new AppFailure('card-busy')
    return this.jobs.start(reader, action)
  }

  /** See `ActionJobs`. */
  answer(job: string, answer: Answer): void {
    this.jobs.answer(job, answer)
  }

  cancel(job: string): void {
    this.jobs.cancel(job)
  }

  /** Reads the e-cash of the card. Rejects with `AppFailure` where there is none, or the card goes away. */
  readPurse(reader: string, signal?: AbortSignal): Promise<PurseView> {
    return this.withCard(reader, (card) => this.purses.show(reader, card, signal))
  }

  /**
   * Does with the card on the reader what a person wants. Rejects with `AppFailure` where no card could be opened, or
   * somebody else works on the entry that it is about; whatever card, issuer and journal come to is a result.
   */
  perform(reader: string, action: CardAction, options: PerformOptions): Promise<ActionResult> {
    return this.withCard(reader, async (card) => {
      const session = this.sessions.begin()
      try {
        return await this.act(action, { reader, card, options, session: session.id })
      } finally {
        session.end()
      }
    })
  }

  /** See `EntryDesk`. */
  openEntries(): Promise<OpenEntry[]> {
    return this.entries.open()
  }

  history(range: Parameters<EntryDesk['history']>[0]): Promise<HistoryRow[]> {
    return this.entries.history(range)
  }

  settle(id: string, how: SettleWay): Promise<ActionResult> {
    return this.entries.settle(id, how)
  }

  settleOpen(): Promise<SettledOpen> {
    return this.entries.settleOpen()
  }

  private async act(
    action: CardAction,
    { reader, card, options, session }: Performing
  ): Promise<ActionResult> {
    const { journal, terminal } = this.parts
    const desk = new CardDesk(this.parts, card, options, session)
    const open = await journal.open()
    let inTheWay: JournalEntry | undefined
    const blockedBy = (ref: string): typeof say.begunElsewhere | undefined => {
      inTheWay = open.find(({ facts }) => entryFacts(facts).card === ref)
      return inTheWay && say.begunElsewhere
    }
    const context = (preset: string | undefined) =>
      desk.context(
        preset === COUNTER ? counterTerminal(terminal(COUNTER)) : terminal(preset),
        session,
        blockedBy
      )
    const end = await ended(async () => {
      if (card.recordedAt !== undefined) return refusal(say.recorded)
      switch (action.kind) {
        case 'pay':
          return desk.run(payment(context(action.preset), action))
        case 'finish':
        case 'reverse': {
          const entry = await this.entries.take(action.entry, session)
          if (entry.closed !== undefined) return refusal(recoveryTexts.settledAlready)
          // Whatever else is open for this card does not stand in the way of settling.
          const free = { ...context(COUNTER), blockedBy: () => undefined }
          const underWay = open.some(({ facts }) => entryFacts(facts).continues === action.entry)
          return desk.run(settlement(free, entry, { how: action.kind, underWay }))
        }
        default:
          return desk.run(counterAction(context(COUNTER), action))
      }
    })
    // Flash pay is over when the card has left; what was stopped or cut short has nothing new to show.
    const looks =
      end.outcome !== 'interrupted' && end.outcome !== 'cancelled' && card.recordedAt === undefined
    const quick = action.kind === 'pay' && action.mode === 'flash'
    const purse = end.purse ?? (looks && !quick ? await this.purses.lookAgain(card) : undefined)
    return keepEnd(this.parts, {
      ...{ action: action.kind, session, inTheWay },
      end: inTheWay === undefined ? end : { ...end, advice: say.begunElsewhereAdvice },
      purse: purse && (await this.purses.view(reader, card, purse))
    })
  }

  private async withCard<T>(reader: string, use: (card: AccessedCard) => Promise<T>): Promise<T> {
    if (this.busy.has(reader)) throw new AppFailure('card-busy')
    this.busy.add(reader)
    try {
      await this.parts.references.ready()
      return await this.parts.cards.withCard(reader, { reveal: false }, use)
    } finally {
      this.busy.delete(reader)
    }
  }
}

/** Interruptions before anything was begun are an end like any other. */
async function ended(work: () => Promise<FlowEnd>): Promise<FlowEnd> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Interruption)) throw cardFailure(error)
    return error.reason === 'cancelled'
      ? { outcome: 'cancelled', sentence: say.cancelled }
      : { outcome: 'interrupted', sentence: say.interrupted, advice: say.nothingChanged }
  }
}
