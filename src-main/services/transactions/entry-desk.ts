import type { AppErrorData } from '../../contract/common'
import type { ActionResult, HistoryRow, OpenEntry } from '../../contract/ecash'
import { Entry } from '../../engine/ecash/entry/entry'
import { entryFacts } from '../../engine/ecash/entry/entry-facts'
import { type FlowEnd, refusal } from '../../engine/ecash/flows/flow-end'
import { handOver } from '../../engine/ecash/recover/hand-over'
import { cardlessWork, settleWithoutCard } from '../../engine/ecash/recover/settle-without-card'
import { historyRow } from '../../engine/ecash/views/history-row'
import type { Workflow } from '../../engine/workflow/workflow'
import { recoveryTexts } from '../../texts/phrases/ecash'
import { AppFailure, appErrorOf } from '../app-failure'
import type { JournalEntry } from '../journal/journal-service'
import { actionResult, openEntryOf } from './action-result'
import { CardDesk, NOBODY } from './card-desk'
import { keepEnd } from './end-keeper'
import type { RunningSessions } from './running-sessions'
import type { TransactionParts } from './transaction-parts'

/** `hand-over` is never done on the way to another. */
export type SettleWay = 'finish' | 'reverse' | 'hand-over'

/** What came of settling everything that needs neither card nor decision. */
export interface SettledOpen {
  /** How many entries were closed; those whose issuer does not answer stay. */
  readonly closed: number
  /** Entries at which something went wrong; the others were gone on with. */
  readonly failed: readonly { readonly entry: string; readonly error: AppErrorData }[]
}

/** Entries of the journal: lists them, hands them to whoever works on them, and settles those that need no card. */
export class EntryDesk {
  constructor(
    private readonly parts: TransactionParts,
    private readonly sessions: RunningSessions
  ) {}

  /** What is not finished, oldest first. */
  async open(): Promise<OpenEntry[]> {
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

  /**
   * The entry, which belongs to this session from now on; as it is where it is closed. Rejects with `AppFailure` where it
   * is unknown, or somebody works on it.
   */
  async take(id: string, session: string): Promise<JournalEntry> {
    const stored = await this.stored(id)
    if (stored.closed !== undefined) return stored
    const { session: owner } = entryFacts(stored.facts)
    if (this.sessions.isRunning(owner)) throw new AppFailure('entry-busy')
    const taken = await this.parts.journal.takeOver(id, { from: owner, to: session })
    this.sessions.forget(owner)
    return taken
  }

  /**
   * Settles an entry that needs no card, or hands it over to the issuer's staff. Rejects with `AppFailure` where it is
   * unknown, worked on, or needs its card.
   */
  async settle(id: string, how: SettleWay): Promise<ActionResult> {
    const stored = await this.stored(id)
    const free = how === 'hand-over' || cardlessWork(entryFacts(stored.facts)) !== undefined
    if (stored.closed === undefined && !free) {
      if (this.sessions.isRunning(entryFacts(stored.facts).session)) throw new AppFailure('entry-busy')
      throw new AppFailure('entry-needs-card')
    }
    const session = this.sessions.begin()
    try {
      const entry = await this.take(id, session.id)
      const facts = entryFacts(entry.facts)
      if (entry.closed !== undefined) {
        const end = refusal(recoveryTexts.settledAlready)
        return actionResult({ action: how, at: this.parts.now(), end, entry })
      }
      const desk = new CardDesk(this.parts, undefined, NOBODY, session.id)
      const end = await desk.run(settling(Entry.resume(id, facts), how))
      return await keepEnd(this.parts, { action: how, session: session.id, end })
    } finally {
      session.end()
    }
  }

  /** Brings everything to its end that was left behind and needs neither card nor decision. */
  async settleOpen(): Promise<SettledOpen> {
    let closed = 0
    const failed: { entry: string; error: AppErrorData }[] = []
    for (const { entry, facts } of await this.parts.journal.open()) {
      const work = cardlessWork(entryFacts(facts))
      if (work === undefined || work.kind === 'hand-over') continue
      try {
        await this.settle(entry, 'finish')
        if ((await this.parts.journal.entry(entry))?.closed !== undefined) closed += 1
      } catch (error) {
        // Somebody works on it: then it is not left behind.
        if (error instanceof AppFailure && error.code === 'entry-busy') continue
        failed.push({ entry, error: appErrorOf(error) })
      }
    }
    return { closed, failed }
  }

  private async stored(id: string): Promise<JournalEntry> {
    const stored = await this.parts.journal.entry(id)
    if (stored === undefined) throw new AppFailure('entry-unknown')
    return stored
  }
}

function settling(entry: Entry, how: SettleWay): Workflow<FlowEnd> {
  if (how === 'hand-over') return handOver(entry)
  const work = cardlessWork(entry.facts)
  if (work === undefined) throw new AppFailure('entry-needs-card')
  return settleWithoutCard(entry, work)
}
