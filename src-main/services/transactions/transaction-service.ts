import type {
  ActionResult,
  CardAction,
  CardReply,
  HistoryRow,
  OpenEntry,
  PurseView
} from '../../contract/ecash'
import { Entry } from '../../engine/ecash/entry/entry'
import { entryFacts } from '../../engine/ecash/entry/entry-facts'
import { type FlowEnd, refusal } from '../../engine/ecash/flows/flow-end'
import { cardlessWork, settleWithoutCard } from '../../engine/ecash/recover/settle-without-card'
import { readPurse } from '../../engine/ecash/purse/read-purse'
import { historyRow } from '../../engine/ecash/views/history-row'
import { purseView } from '../../engine/ecash/views/purse-view'
import type { Purse } from '../../engine/ecash/purse/purse'
import { Interruption } from '../../engine/workflow/interruption'
import { ecashSentences as say, recoveryTexts } from '../../texts/phrases/ecash'
import { AppFailure } from '../app-failure'
import { truncatedPan } from '../journal/truncated-pan'
import type { JournalEntry } from '../journal/journal-service'
import type { AccessedCard } from '../sessions/card-access'
import { cardFailure } from '../sessions/card-failure'
import { ActionJobs } from './action-jobs'
import { actionResult, openEntryOf } from './action-result'
import { counterAction, payment, settlement } from './card-actions'
import { CardDesk, entryOf, type PerformOptions } from './card-desk'
import { COUNTER, counterTerminal } from './counter-terminal'
import { keepPurchase } from './purchase-keeper'
import { RunningSessions } from './running-sessions'
import type { TransactionEvents, TransactionParts } from './transaction-parts'

/** Nobody is there to be asked where no card is. */
const NOBODY: PerformOptions = { ask: () => Promise.resolve({ kind: 'cancelled' }) }

/**
 * Everything that is done with the money on a card, one action a reader at a time. An entry of the journal that is open for
 * a card stands in the way of anything new with it, until it is settled.
 */
export class TransactionService {
  private readonly sessions: RunningSessions
  /** Readers on which something runs. */
  private readonly busy = new Set<string>()

  private readonly jobs: ActionJobs

  constructor(
    private readonly parts: TransactionParts,
    events?: TransactionEvents
  ) {
    this.sessions = new RunningSessions(parts.holds, parts.random)
    this.jobs = new ActionJobs((reader, action, options) => this.perform(reader, action, options), events)
  }

  /** Begins an action and returns the name of its job at once. Throws `AppFailure` where one runs on that reader. */
  start(reader: string, action: CardAction): string {
    if (this.busy.has(reader)) throw new AppFailure('card-busy')
    return this.jobs.start(reader, action)
  }

  /** See `ActionJobs`. */
  answer(job: string, reply: CardReply): void {
    this.jobs.answer(job, reply)
  }

  cancel(job: string): void {
    this.jobs.cancel(job)
  }

  /** Reads the e-cash of the card. Rejects with `AppFailure` where there is none, or the card goes away. */
  readPurse(reader: string, signal?: AbortSignal): Promise<PurseView> {
    return this.withCard(reader, async (card) => {
      const desk = new CardDesk(this.parts, card, { ...NOBODY, ...(signal !== undefined && { signal }) })
      try {
        const says = await desk.run(readPurse({ ...this.counter(card), logs: true }))
        switch (says.kind) {
          case 'purse':
            return await this.purseView(reader, card, says.purse)
          case 'card-blocked':
            throw new AppFailure('card-blocked')
          case 'unreadable':
            throw new AppFailure('purse-unreadable')
          case 'no-purse':
            throw new AppFailure('no-purse')
        }
      } catch (error) {
        throw cardFailure(error)
      }
    })
  }

  /**
   * Does with the card on the reader what a person wants. Rejects with `AppFailure` where no card could be opened; whatever
   * card, issuer and journal come to is a result.
   */
  perform(reader: string, action: CardAction, options: PerformOptions): Promise<ActionResult> {
    return this.withCard(reader, async (card) => {
      const session = this.sessions.begin()
      try {
        return await this.act(reader, card, action, { options, session: session.id })
      } finally {
        session.end()
      }
    })
  }

  /** What is not finished, oldest first. */
  async openEntries(): Promise<OpenEntry[]> {
    return (await this.parts.journal.open()).map(openEntryOf)
  }

  /** Newest first. */
  async history(range: {
    readonly before?: string | undefined
    readonly most: number
  }): Promise<HistoryRow[]> {
    const { before, most } = range
    const entries = await this.parts.journal.history({ most, ...(before !== undefined && { before }) })
    return entries.map(({ entry, facts, closed }) => historyRow(entry, entryFacts(facts), closed))
  }

  /** Settles an entry that needs no card. Rejects with `AppFailure` where it is unknown, worked on, or needs its card. */
  async settle(id: string, how: 'finish' | 'reverse'): Promise<ActionResult> {
    const stored = await this.openEntry(id)
    if (stored.closed !== undefined)
      return this.resultOf(how, { end: refusal(recoveryTexts.settledAlready), entry: stored })
    if (this.sessions.isRunning(entryFacts(stored.facts).session)) throw new AppFailure('entry-busy')
    const work = cardlessWork(entryFacts(stored.facts))
    if (work === undefined) throw new AppFailure('entry-needs-card')
    const desk = new CardDesk(this.parts, undefined, NOBODY)
    const end = await desk.run(settleWithoutCard(Entry.resume(id, entryFacts(stored.facts)), work))
    return this.finished(how, end)
  }

  /**
   * Brings everything to its end that was left behind and needs neither card nor decision. Resolves with how many entries
   * were closed; those whose issuer does not answer stay.
   */
  async settleOpen(): Promise<number> {
    let closed = 0
    for (const { entry, facts } of await this.parts.journal.open()) {
      const work = cardlessWork(entryFacts(facts))
      if (work === undefined || work.kind === 'hand-over') continue
      if (this.sessions.isRunning(entryFacts(facts).session)) continue
      await this.settle(entry, 'finish')
      if ((await this.parts.journal.entry(entry))?.closed !== undefined) closed += 1
    }
    return closed
  }

  private async act(
    reader: string,
    card: AccessedCard,
    action: CardAction,
    { options, session }: { readonly options: PerformOptions; readonly session: string }
  ): Promise<ActionResult> {
    const { journal, terminal } = this.parts
    const desk = new CardDesk(this.parts, card, options)
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
    const end = await this.ended(async () => {
      if (card.recordedAt !== undefined) return refusal(say.recorded)
      switch (action.kind) {
        case 'pay':
          return desk.run(payment(context(action.preset), action))
        case 'finish':
        case 'reverse': {
          const stored = await this.openEntry(action.entry)
          if (stored.closed !== undefined) return refusal(recoveryTexts.settledAlready)
          // Whatever else is open for this card does not stand in the way of settling.
          const free = { ...context(COUNTER), blockedBy: () => undefined }
          return desk.run(settlement(free, stored, action.kind))
        }
        default:
          return desk.run(counterAction(context(COUNTER), action))
      }
    })
    const purse =
      end.purse ??
      (action.kind === 'pay' && action.mode === 'flash' ? undefined : await this.reread(card, end))
    const view = purse && (await this.purseView(reader, card, purse))
    return this.finished(
      action.kind,
      inTheWay === undefined ? end : { ...end, advice: say.begunElsewhereAdvice },
      {
        ...(inTheWay !== undefined && { inTheWay }),
        ...(view !== undefined && { purse: view })
      }
    )
  }

  /** Interruptions before anything was begun are an end like any other. */
  private async ended(work: () => Promise<FlowEnd>): Promise<FlowEnd> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Interruption)) throw cardFailure(error)
      return error.reason === 'cancelled'
        ? { outcome: 'cancelled', sentence: say.cancelled }
        : { outcome: 'interrupted', sentence: say.interrupted, advice: say.nothingChanged }
    }
  }

  /** The card as it is now, where it is still there and there is something new to see. There is nothing left to stop. */
  private async reread(card: AccessedCard, { outcome }: FlowEnd): Promise<Purse | undefined> {
    if (outcome === 'interrupted' || outcome === 'cancelled' || card.recordedAt !== undefined)
      return undefined
    try {
      const desk = new CardDesk(this.parts, card, NOBODY)
      const says = await desk.run(readPurse({ ...this.counter(card), logs: true }))
      return says.kind === 'purse' ? says.purse : undefined
    } catch (error) {
      if (cardFailure(error) === error) throw error
      return undefined
    }
  }

  /** Keeps what has to be kept, and says how it stands. */
  private async finished(
    action: string,
    end: FlowEnd,
    more: { readonly inTheWay?: JournalEntry; readonly purse?: PurseView } = {}
  ): Promise<ActionResult> {
    const { journal } = this.parts
    const id = entryOf(end)
    if (end.keepPurchase === true && id !== undefined) await keepPurchase(this.parts, id)
    const entry = id === undefined ? undefined : await journal.entry(id)
    const open = entry !== undefined && entry.closed === undefined ? entry : more.inTheWay
    return this.resultOf(action, {
      end,
      ...(entry !== undefined && { entry }),
      ...(open !== undefined && { open }),
      ...(more.purse !== undefined && { purse: more.purse })
    })
  }

  private resultOf(
    action: string,
    parts: Omit<Parameters<typeof actionResult>[0], 'action' | 'at'>
  ): ActionResult {
    return actionResult({ action, at: this.parts.now(), ...parts })
  }

  private async openEntry(id: string): Promise<JournalEntry> {
    const stored = await this.parts.journal.entry(id)
    if (stored === undefined) throw new AppFailure('entry-unknown')
    return stored
  }

  private async purseView(reader: string, card: AccessedCard, purse: Purse): Promise<PurseView> {
    const { references, desk, journal } = this.parts
    const ref = references.reference(purse.pan, purse.psn)
    const issuer = await desk.cardView(ref)
    return purseView(purse, {
      reader,
      contactless: card.contactless,
      truncated: truncatedPan,
      open: (await journal.open(ref)).map(openEntryOf),
      ...(issuer !== undefined && { issuer })
    })
  }

  private counter({ contactless }: AccessedCard) {
    return {
      terminal: counterTerminal(this.parts.terminal(COUNTER)),
      interface: contactless ? ('contactless' as const) : ('contact' as const)
    }
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
