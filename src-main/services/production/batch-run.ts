import type { ChipFate } from '../../contract/batch'
import type { MakeResult } from '../../contract/production'
import type { ProgressView } from '../../contract/views'
import type { ErrorCode } from '../../texts/phrases/errors'
import { knownFailure } from '../app-failure'
import { truncatedPan } from '../journal/truncated-pan'
import type { BatchLine } from './batch-lines'
import type { Batch, LaneState } from './batch-state'
import type { CardFeeder } from './card-feeder'
import type { IccKeys } from './icc-keys'
import type { MakeService } from './make-service'
import type { ProductionLog } from './production-log'
import type { Production } from './production-store-port'
import { productionViewOf } from './production-text'

export interface BatchRunParts {
  readonly make: Pick<MakeService, 'make' | 'scrap'>
  readonly log: Pick<ProductionLog, 'ofBatch'>
  readonly iccKeys: IccKeys
  readonly feeder: CardFeeder
}

/** Keys that are made ahead for each lane while its card is being written. */
const KEYS_A_LANE = 2
/** No further card would fare better. */
const STOPS_ALL: readonly ErrorCode[] = ['lot-empty', 'lot-unknown', 'vault-locked', 'token-unusable']
/** No other chip would do. */
const LINE_IS_WRONG: readonly ErrorCode[] = ['card-made-already', 'lot-number']
/** Numbers that other readers give out at the same time are met so often at most. */
const MOST_RACES = 5

type Attempt = Pick<MakeResult, 'outcome' | 'sentence' | 'production'> & { readonly stops?: boolean }

/** One run of a batch: every lane makes one card after the other. */
export class BatchRun {
  /** Lanes that wait for a card, or for one to be taken off. */
  private readonly waits = new Set<AbortController>()

  constructor(
    private readonly parts: BatchRunParts,
    private readonly batch: Batch,
    /** Hears of every change. */
    private readonly tell: () => void
  ) {}

  /** Resolves at the end of the last lane. Rejects with the fault that broke one of them, when the others have ended. */
  async run(): Promise<void> {
    const { batch, parts } = this
    const kind = batch.profile.issuer.iccKey
    const filling = parts.iccKeys.fill(kind, batch.lanes.length * KEYS_A_LANE, batch.abort.signal)
    // Looked at in the end; a key that is missing is made when a card needs it.
    filling.catch(() => undefined)
    const lanes = batch.lanes.map((lane) =>
      this.runLane(lane).catch((fault: unknown) => {
        // The others finish the card that they have, and begin no other.
        this.stop()
        this.set(lane, 'stopped')
        throw fault
      })
    )
    const ends = await Promise.allSettled(lanes)
    batch.abort.abort()
    ends.push(...(await Promise.allSettled([filling])))
    const fault = ends.find((end) => end.status === 'rejected')
    if (fault !== undefined) throw fault.reason
  }

  /** No card is begun any more; those under way are finished. */
  stop(): void {
    this.batch.abort.abort()
    this.callOff()
  }

  private async runLane(lane: LaneState): Promise<void> {
    const { lines, profile, lanes, abort } = this.batch
    const { signal } = abort
    for (;;) {
      forget(lane)
      if (!this.goesOn()) break
      this.set(lane, 'waiting-for-card')
      if (!(await this.wait((until) => this.parts.feeder.next(lane.reader, profile.carrier, until)))) break
      const line = lines.take()
      if (line === undefined) break
      // Nobody is asked for a card that no line is left for.
      if (lines.left === 0) this.callOff()
      lane.line = line
      delete lane.last
      this.set(lane, 'making')
      await this.makeLine(lane, line)
      void this.parts.iccKeys.fill(profile.issuer.iccKey, lanes.length * KEYS_A_LANE, signal)
      if (!this.goesOn()) continue
      forget(lane)
      this.set(lane, 'take-card')
      await this.wait((until) => this.parts.feeder.taken(lane.reader, until))
    }
    this.set(lane, signal.aborted && lines.left > 0 ? 'stopped' : 'done')
  }

  /** Another card may be begun. */
  private goesOn(): boolean {
    const { abort, lines } = this.batch
    return !abort.signal.aborted && lines.left > 0
  }

  private async wait<T>(work: (until: AbortSignal) => Promise<T>): Promise<T> {
    const until = new AbortController()
    this.waits.add(until)
    try {
      return await work(until.signal)
    } finally {
      this.waits.delete(until)
    }
  }

  private callOff(): void {
    for (const wait of this.waits) wait.abort()
  }

  private async makeLine(lane: LaneState, line: BatchLine): Promise<void> {
    const { batch, parts } = this
    const result = await this.attempt(lane, line)
    if (result.outcome === 'made') {
      lane.made += 1
      batch.made += 1
      this.end(lane, line, result, 'hand-out')
      return
    }
    lane.failed += 1
    const { production } = result
    // What was not written to stays out of the count; what was is scrap, and the line gets another card.
    if (production?.state === 'begun') await parts.make.scrap(production.id, 'failed-test')
    if (result.stops === true) {
      batch.lines.giveBack(line)
      this.stop()
    } else {
      const goesOn = result.outcome !== 'invalid' && batch.lines.spoil(line, production?.id)
      if (!goesOn) batch.rejected += 1
    }
    this.end(lane, line, result, production === undefined ? 'unchanged' : 'scrap')
  }

  /** A card that was torn or failed its test gets a second chance on the spot. */
  private async attempt(lane: LaneState, line: BatchLine): Promise<Attempt> {
    let begun = await this.begun(line)
    try {
      const first = await this.once(lane, line, begun)
      return first.outcome === 'unfinished' ? await this.once(lane, line, first.production ?? begun) : first
    } catch (error) {
      const known = knownFailure(error)
      if (known === undefined) throw error
      begun = await this.begun(line)
      const scrapped = begun && (await this.parts.make.scrap(begun.id, 'torn-card'))
      const refused = {
        sentence: known.data.message,
        ...(scrapped !== undefined && { production: productionViewOf(scrapped) })
      }
      if (STOPS_ALL.includes(known.code)) return { ...refused, outcome: 'refused', stops: true }
      // The card of before did not come back; the one that lies here is good.
      if (known.code === 'card-made-already' && scrapped !== undefined) {
        return this.attempt(lane, { ...line, replaces: scrapped.id })
      }
      return { ...refused, outcome: LINE_IS_WRONG.includes(known.code) ? 'invalid' : 'refused' }
    }
  }

  /** Makes the card of a line; one that was begun gets the number that it had. */
  private async once(
    lane: LaneState,
    { applicant, number, replaces }: BatchLine,
    begun: Pick<Production, 'id'> | undefined
  ): Promise<MakeResult> {
    const { order, id } = this.batch
    const making = {
      ...{ profile: order.profile, applicant },
      batch: { id, line: number },
      ...(begun !== undefined && { again: begun.id }),
      ...(order.issuer !== undefined && { issuer: order.issuer }),
      ...(order.lot !== undefined && { lot: order.lot }),
      ...(replaces !== undefined && { replaces })
    }
    const onProgress = ({ text, fraction }: ProgressView): void => {
      lane.step = text
      if (fraction !== undefined) lane.fraction = fraction
      this.tell()
    }
    for (let race = 1; ; race += 1) {
      try {
        return await this.parts.make.make(lane.reader, making, { onProgress })
      } catch (error) {
        const isRace = knownFailure(error)?.code === 'card-made-already' && begun === undefined
        if (!isRace || applicant.pan !== undefined || race >= MOST_RACES) throw error
      }
    }
  }

  /** The card that was begun for a line and is not done. */
  private async begun({ number }: BatchLine): Promise<Production | undefined> {
    const all = await this.parts.log.ofBatch(this.batch.id)
    return all.find(({ line, state }) => line === number && state === 'begun')
  }

  private end(
    lane: LaneState,
    { number: line, applicant: { name, ...applicant } }: BatchLine,
    { outcome, sentence, production }: Attempt,
    chip: ChipFate
  ): void {
    const pan = production?.pan ?? (applicant.pan === undefined ? '' : truncatedPan(applicant.pan))
    lane.last = { line, name, pan, chip, sentence }
    this.batch.ended.unshift({ line, name, pan, outcome, sentence })
    this.tell()
  }

  private set(lane: LaneState, state: LaneState['state']): void {
    lane.state = state
    this.tell()
  }
}

/** The lane works on no line any more. */
function forget(lane: LaneState): void {
  delete lane.step
  delete lane.fraction
  delete lane.line
}
