import type { BatchLane, BatchRequest, BatchView, MakeResult } from '../../contract/production'
import type { CheckFinding } from '../../contract/verification'
import type { PersonalizationProfile } from '../../contract/personalization'
import { toHex } from '../../engine/bytes/hex'
import { sha256 } from '../../engine/crypto/hash'
import { applicantOf } from '../../engine/personalization/applicant/applicant'
import { checkBatch } from '../../engine/personalization/applicant/check-batch'
import type { LocalText } from '../../texts/local-text'
import { batchTexts as say } from '../../texts/phrases/production'
import { AppFailure, knownFailure } from '../app-failure'
import { truncatedPan } from '../journal/truncated-pan'
import { BatchLines, type BatchLine } from './batch-lines'
import type { CardFeeder } from './card-feeder'
import type { IccKeys } from './icc-keys'
import type { IssuerKeySets } from './issuer-key-sets'
import type { MakeService } from './make-service'
import { builtInProfile } from './profile-library'
import type { ProductionLog } from './production-log'
import { lotViewOf } from './production-text'
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
  readonly ended: BatchView['ended'][number][]
  running: boolean
  made: number
  rejected: number
}

const MOST_ENDED = 200
/** Keys that are made ahead for each lane while its card is being written. */
const KEYS_A_LANE = 2
const DEFAULT_ISSUER = 'test'

/** Makes the cards of a list, over several readers at once. One batch at a time. */
export class BatchService {
  private batch: Batch | undefined
  private done: Promise<void> = Promise.resolve()

  constructor(
    private readonly parts: BatchParts,
    private readonly onChanged?: (batch: BatchView) => void
  ) {}

  /** All that is wrong with a batch before any card of it is touched. Rejects with `AppFailure` where keys cannot be had. */
  async check(order: BatchOrder): Promise<readonly CheckFinding[]> {
    const { issuers, now } = this.parts
    const keys = issuers.resolve(issuers.get(order.issuer ?? DEFAULT_ISSUER))
    return checkBatch(profileOf(order), order.applicants.map(applicantOf), {
      today: new Date(now()).toISOString().slice(0, 10),
      issuerExpiry: keys.personalization.rsa.expiry
    })
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
      ended: [],
      ...{ running: true, made: made.size, rejected: 0 }
    }
    this.batch = batch
    this.done = this.run(batch)
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
    await Promise.all(batch.lanes.map((lane) => this.runLane(batch, lane)))
    batch.running = false
    batch.abort.abort()
    await filling
    this.tell()
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
      feeder.take(lane.reader)
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
    const goesOn = result.outcome === 'invalid' ? false : batch.lines.spoil(line, production?.id)
    if (!goesOn) batch.rejected += 1
    this.end(batch, line, result)
  }

  /** A card that was torn or failed its test gets a second chance on the spot. */
  private async attempt(
    batch: Batch,
    lane: LaneState,
    line: BatchLine
  ): Promise<Pick<MakeResult, 'outcome' | 'sentence' | 'production'>> {
    const { order } = batch
    const { make } = this.parts
    const once = (): Promise<MakeResult> =>
      make.make(
        lane.reader,
        {
          ...{ profile: order.profile, applicant: line.applicant },
          batch: { id: batch.id, line: line.number },
          ...(order.issuer !== undefined && { issuer: order.issuer }),
          ...(order.lot !== undefined && { lot: order.lot }),
          ...(line.replaces !== undefined && { replaces: line.replaces })
        },
        {
          onProgress: ({ text, fraction }) => {
            lane.step = text
            if (fraction !== undefined) lane.fraction = fraction
            this.tell()
          }
        }
      )
    try {
      const first = await once()
      return first.outcome === 'unfinished' ? await once() : first
    } catch (error) {
      const known = knownFailure(error)
      if (known === undefined) throw error
      const begun = (await this.parts.log.ofBatch(batch.id)).find(
        ({ line: of, state }) => of === line.number && state === 'begun'
      )
      if (begun !== undefined) await make.scrap(begun.id, 'torn-card')
      return { outcome: 'refused', sentence: known.data.message }
    }
  }

  private end(
    batch: Batch,
    { number, applicant }: BatchLine,
    result: Pick<MakeResult, 'outcome' | 'sentence' | 'production'>
  ): void {
    const { outcome, sentence, production } = result
    const pan = production?.pan ?? (applicant.pan === undefined ? '' : truncatedPan(applicant.pan))
    batch.ended.unshift({ line: number, pan, outcome, sentence })
    batch.ended.splice(MOST_ENDED)
  }

  private set(lane: LaneState, state: LaneState['state']): void {
    lane.state = state
    this.tell()
  }

  private tell(): void {
    const { batch } = this
    if (batch === undefined || this.onChanged === undefined) return
    const { onChanged } = this
    void this.view(batch).then(onChanged, () => undefined)
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
      ended: [...ended],
      ...(lot !== undefined && { lot })
    }
  }
}

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
