import type { BatchLane, BatchRequest, BatchView, MakeResult } from '../../contract/production'
import type { CheckFinding } from '../../contract/verification'
import type { PersonalizationProfile } from '../../contract/personalization'
import type { ProgressView } from '../../contract/views'
import { toHex } from '../../engine/bytes/hex'
import { sha256 } from '../../engine/crypto/hash'
import type { LocalText } from '../../texts/local-text'
import { batchTexts as say } from '../../texts/phrases/production'
import type { ErrorCode } from '../../texts/phrases/errors'
import { AppFailure, knownFailure } from '../app-failure'
import { truncatedPan } from '../journal/truncated-pan'
import { checkBatchOrder } from './batch-check'
import { BatchLines, type BatchLine } from './batch-lines'
import type { CardFeeder } from './card-feeder'
import type { IccKeys } from './icc-keys'
import type { IssuerKeySets } from './issuer-key-sets'
import type { MakeService } from './make-service'
import { builtInProfile } from './profile-library'
import type { ProductionLog } from './production-log'
import type { Production } from './production-store-port'
import { lotViewOf, productionViewOf } from './production-text'
import type { StockService } from './stock-service'

export interface BatchParts {
  readonly make: MakeService
  readonly log: ProductionLog
  readonly stock: StockService
  readonly issuers: IssuerKeySets
  readonly iccKeys: IccKeys
  readonly feeder: CardFeeder
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** `profile` is a built-in one by its id, or one that was read from a file. */
export type BatchOrder = Omit<BatchRequest, 'profile'> & { readonly profile: string | PersonalizationProfile }

/** What a line came to. */
export type EndedLine = BatchView['ended'][number]

interface LaneState {
  readonly reader: string
  state: BatchLane['state']
  line?: BatchLine
  step?: LocalText
  fraction?: number
  made: number
  failed: number
}

interface Batch {
  readonly id: string
  readonly order: BatchOrder
  readonly profile: PersonalizationProfile
  readonly lines: BatchLines
  readonly lanes: readonly LaneState[]
  readonly abort: AbortController
  readonly ended: EndedLine[]
  running: boolean
  made: number
  rejected: number
}

const MOST_ENDED = 200
/** Keys that are made ahead for each lane while its card is being written. */
const KEYS_A_LANE = 2
const DEFAULT_ISSUER = 'test'
/** No further card would fare better. */
const STOPS_ALL: readonly ErrorCode[] = ['lot-empty', 'lot-unknown', 'vault-locked', 'token-unusable']
/** No other chip would do. */
const LINE_IS_WRONG: readonly ErrorCode[] = ['card-made-already', 'lot-number']
/** Numbers that other readers give out at the same time are met so often at most. */
const MOST_RACES = 5

/** Makes the cards of a list, over several readers at once. One batch at a time. */
export class BatchService {
  private batch: Batch | undefined
  private done: Promise<void> = Promise.resolve()
  private readonly followers = new Set<(batch: BatchView) => void>()

  constructor(
    private readonly parts: BatchParts,
    private readonly onChanged?: (batch: BatchView) => void
  ) {}

  /** All that is wrong with a batch before any card of it is touched. Rejects with `AppFailure` where keys cannot be had. */
  check(order: BatchOrder): Promise<readonly CheckFinding[]> {
    const { issuers } = this.parts
    const keys = issuers.resolve(issuers.get(order.issuer ?? DEFAULT_ISSUER))
    return checkBatchOrder(this.parts, { ...order, id: batchId(order), profile: profileOf(order) }, keys)
  }

  /** Calls `listener` with every change; returns the function that ends this. */
  follow(listener: (batch: BatchView) => void): () => void {
    this.followers.add(listener)
    return () => void this.followers.delete(listener)
  }

  /** What every line that came to an end came to, in their order: of a line that got several cards, the last one. */
  outcomes(): readonly EndedLine[] {
    const last = new Map<number, EndedLine>()
    for (const line of [...(this.batch?.ended ?? [])].reverse()) last.set(line.line, line)
    return [...last.values()].sort((a, b) => a.line - b.line)
  }

  /**
   * Begins a batch and returns how it stands. One that was begun before goes on: its cards that were made stay made. Rejects
   * with `AppFailure` where it is not sound, or another one runs.
   */
  async start(order: BatchOrder): Promise<BatchView> {
    if (this.batch?.running === true) throw new AppFailure('batch-running')
    const findings = await this.check(order)
    const failed = findings.filter(({ level }) => level === 'failed')
    if (failed.length > 0) throw new AppFailure('batch-invalid', { detail: lines(failed) })
    const id = batchId(order)
    const before = await this.parts.log.ofBatch(id)
    const made = new Set(
      before.flatMap(({ state, line }) => (state === 'made' && line !== undefined ? [line] : []))
    )
    const batch: Batch = {
      ...{ id, order, profile: profileOf(order), lines: new BatchLines(order.applicants, made) },
      lanes: order.readers.map((reader) => ({ reader, state: 'waiting-for-card', made: 0, failed: 0 })),
      abort: new AbortController(),
      ended: before
        .filter(({ state }) => state === 'made')
        .map(({ line = 0, pan }) => ({ line, pan, outcome: 'made', sentence: say.before }))
        .reverse(),
      ...{ running: true, made: made.size, rejected: 0 }
    }
    this.batch = batch
    this.done = this.run(batch)
    // A fault is for whoever waits for the end; nobody has to.
    this.done.catch(() => undefined)
    return this.view(batch)
  }

  /** No card is begun any more; those under way are finished. */
  stop(): void {
    this.batch?.abort.abort()
    this.tell()
  }

  /** Resolves when the batch has come to its end, with how it stands then. */
  async ended(): Promise<BatchView | undefined> {
    await this.done
    return this.current()
  }

  /** The batch that runs, or ran last. */
  async current(): Promise<BatchView | undefined> {
    return this.batch && this.view(this.batch)
  }

  private async run(batch: Batch): Promise<void> {
    const { iccKeys } = this.parts
    const kind = batch.profile.issuer.iccKey
    const filling = iccKeys.fill(kind, batch.lanes.length * KEYS_A_LANE, batch.abort.signal)
    // Looked at in the end; a key that is missing is made when a card needs it.
    filling.catch(() => undefined)
    const lanes = batch.lanes.map((lane) =>
      this.runLane(batch, lane).catch((fault: unknown) => {
        // The others finish the card that they have, and begin no other.
        batch.abort.abort()
        this.set(lane, 'stopped')
        throw fault
      })
    )
    const ends = await Promise.allSettled(lanes)
    batch.abort.abort()
    ends.push(...(await Promise.allSettled([filling])))
    batch.running = false
    this.tell()
    const fault = ends.find((end) => end.status === 'rejected')
    if (fault !== undefined) throw fault.reason
  }

  private async runLane(batch: Batch, lane: LaneState): Promise<void> {
    const { feeder, iccKeys } = this.parts
    const { signal } = batch.abort
    for (;;) {
      delete lane.step
      delete lane.fraction
      delete lane.line
      if (signal.aborted || batch.lines.left === 0) break
      this.set(lane, 'waiting-for-card')
      if (!(await feeder.next(lane.reader, signal))) break
      const line = batch.lines.take()
      if (line === undefined) break
      lane.line = line
      this.set(lane, 'making')
      await this.makeLine(batch, lane, line)
      this.set(lane, 'take-card')
      void iccKeys.fill(batch.profile.issuer.iccKey, batch.lanes.length * KEYS_A_LANE, signal)
    }
    this.set(lane, signal.aborted && batch.lines.left > 0 ? 'stopped' : 'done')
  }

  private async makeLine(batch: Batch, lane: LaneState, line: BatchLine): Promise<void> {
    const result = await this.attempt(batch, lane, line)
    if (result.outcome === 'made') {
      lane.made += 1
      batch.made += 1
      this.end(batch, line, result)
      return
    }
    lane.failed += 1
    const { production } = result
    // What was not written to stays out of the count; what was is scrap, and the line gets another card.
    if (production?.state === 'begun') await this.parts.make.scrap(production.id, 'failed-test')
    if (result.stops === true) {
      batch.lines.giveBack(line)
      batch.abort.abort()
    } else {
      const goesOn = result.outcome !== 'invalid' && batch.lines.spoil(line, production?.id)
      if (!goesOn) batch.rejected += 1
    }
    this.end(batch, line, result)
  }

  /** A card that was torn or failed its test gets a second chance on the spot. */
  private async attempt(batch: Batch, lane: LaneState, line: BatchLine): Promise<Attempt> {
    let begun = await this.begun(batch, line)
    try {
      const first = await this.once(batch, lane, line, begun)
      return first.outcome === 'unfinished'
        ? await this.once(batch, lane, line, first.production ?? begun)
        : first
    } catch (error) {
      const known = knownFailure(error)
      if (known === undefined) throw error
      begun = await this.begun(batch, line)
      const scrapped = begun && (await this.parts.make.scrap(begun.id, 'torn-card'))
      const refused = {
        sentence: known.data.message,
        ...(scrapped !== undefined && { production: productionViewOf(scrapped) })
      }
      if (STOPS_ALL.includes(known.code)) return { ...refused, outcome: 'refused', stops: true }
      // The card of before did not come back; the one that lies here is good.
      if (known.code === 'card-made-already' && scrapped !== undefined) {
        return this.attempt(batch, lane, { ...line, replaces: scrapped.id })
      }
      return { ...refused, outcome: LINE_IS_WRONG.includes(known.code) ? 'invalid' : 'refused' }
    }
  }

  /** Makes the card of a line; one that was begun gets the number that it had. */
  private async once(
    { order, id }: Batch,
    lane: LaneState,
    { applicant, number, replaces }: BatchLine,
    begun: Pick<Production, 'id'> | undefined
  ): Promise<MakeResult> {
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
  private async begun(batch: Batch, { number }: BatchLine): Promise<Production | undefined> {
    const all = await this.parts.log.ofBatch(batch.id)
    return all.find(({ line, state }) => line === number && state === 'begun')
  }

  private end(
    batch: Batch,
    { number, applicant }: BatchLine,
    result: Pick<MakeResult, 'outcome' | 'sentence' | 'production'>
  ): void {
    const { outcome, sentence, production } = result
    const pan = production?.pan ?? (applicant.pan === undefined ? '' : truncatedPan(applicant.pan))
    batch.ended.unshift({ line: number, pan, outcome, sentence })
  }

  private set(lane: LaneState, state: LaneState['state']): void {
    lane.state = state
    this.tell()
  }

  private tell(): void {
    const { batch, followers, onChanged } = this
    if (batch === undefined || (onChanged === undefined && followers.size === 0)) return
    const told = (view: BatchView): void => {
      onChanged?.(view)
      for (const follower of followers) follower(view)
    }
    void this.view(batch).then(told, () => undefined)
  }

  private async view(batch: Batch): Promise<BatchView> {
    const { id, order, running, made, rejected, lanes, ended, abort } = batch
    const lot = order.lot === undefined ? undefined : lotViewOf(await this.parts.stock.lot(order.lot))
    const total = order.applicants.length
    return {
      ...{ id, running, stopping: running && abort.signal.aborted, total, made, rejected },
      left: total - made - rejected,
      lanes: lanes.map(({ line, step, fraction, ...lane }) => ({
        ...lane,
        reader: lane.reader,
        ...(line !== undefined && { line: line.number }),
        ...(line?.applicant.pan !== undefined && { pan: truncatedPan(line.applicant.pan) }),
        ...(step !== undefined && { step }),
        ...(fraction !== undefined && { fraction })
      })),
      ended: ended.slice(0, MOST_ENDED),
      ...(lot !== undefined && { lot })
    }
  }
}

type Attempt = Pick<MakeResult, 'outcome' | 'sentence' | 'production'> & { readonly stops?: boolean }

/** The same list with the same profile is the same batch. */
function batchId({ profile, applicants }: BatchOrder): string {
  const name = typeof profile === 'string' ? profile : profile.id
  const content = new TextEncoder().encode(JSON.stringify([name, applicants]))
  return `batch-${toHex(sha256(content)).slice(0, 12).toLowerCase()}`
}

function profileOf({ profile }: BatchOrder): PersonalizationProfile {
  return typeof profile === 'string' ? builtInProfile(profile) : profile
}

function lines(findings: readonly CheckFinding[]): LocalText {
  const shown = findings.slice(0, 20)
  const rest = findings.length - shown.length
  const text = (language: 'en' | 'zh'): string =>
    [
      ...shown.map(({ path, text: found }) => `${path}: ${found[language]}`),
      ...(rest > 0 ? [say.more(rest)[language]] : [])
    ].join('\n')
  return { en: text('en'), zh: text('zh') }
}
