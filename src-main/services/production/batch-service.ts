import type { BatchReconciliation, BatchView, EndedLine } from '../../contract/batch'
import type { StockLotView } from '../../contract/production'
import type { CheckFinding } from '../../contract/verification'
import type { LocalText } from '../../texts/local-text'
import { batchTexts as say } from '../../texts/phrases/batch'
import { AppFailure } from '../app-failure'
import type { ReaderClaims } from '../sessions/reader-claims'
import { checkBatchOrder } from './batch-check'
import { BatchLines } from './batch-lines'
import { BatchNews } from './batch-news'
import { type BatchOrder, batchId, batchProfile } from './batch-order'
import { BatchRun, type BatchRunParts } from './batch-run'
import { type Batch, batchOutcomes, batchViewOf, reconciliationOf } from './batch-state'
import type { IssuerKeySets } from './issuer-key-sets'
import type { ProductionLog } from './production-log'
import { lotViewOf } from './production-text'
import type { StockService } from './stock-service'

export interface BatchParts extends BatchRunParts {
  readonly log: ProductionLog
  readonly stock: StockService
  readonly issuers: IssuerKeySets
  /** The readers of a batch are used for nothing else while it runs. */
  readonly claims: ReaderClaims
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const DEFAULT_ISSUER = 'test'

/** Makes the cards of a list, over several readers at once. One batch at a time. */
export class BatchService {
  private batch: Batch | undefined
  private run: BatchRun | undefined
  private done: Promise<void> = Promise.resolve()
  private readonly news = new BatchNews(() => this.current())

  constructor(
    private readonly parts: BatchParts,
    onChanged?: (batch: BatchView) => void
  ) {
    if (onChanged !== undefined) this.news.follow(onChanged)
  }

  /** All that is wrong with a batch before any card of it is touched. Rejects with `AppFailure` where keys cannot be had. */
  check(order: BatchOrder): Promise<readonly CheckFinding[]> {
    const { issuers } = this.parts
    const keys = issuers.resolve(issuers.get(order.issuer ?? DEFAULT_ISSUER))
    return checkBatchOrder(this.parts, { ...order, id: batchId(order), profile: batchProfile(order) }, keys)
  }

  /** Lines of a list whose cards were made before. */
  async madeBefore(order: Pick<BatchOrder, 'profile' | 'applicants'>): Promise<ReadonlySet<number>> {
    const before = await this.parts.log.ofBatch(batchId(order))
    return new Set(
      before.flatMap(({ state, line }) => (state === 'made' && line !== undefined ? [line] : []))
    )
  }

  /** Calls `listener` with every change; returns the function that ends this. */
  follow(listener: (batch: BatchView) => void): () => void {
    return this.news.follow(listener)
  }

  /** What every line that came to an end came to, in their order: of a line that got several cards, the last one. */
  outcomes(): readonly EndedLine[] {
    return this.batch === undefined ? [] : batchOutcomes(this.batch)
  }

  /**
   * Begins a batch and returns how it stands. One that was begun before goes on: its cards that were made stay made. Rejects
   * with `AppFailure` where it is not sound, another one runs, or one of its readers is in use.
   */
  async start(order: BatchOrder): Promise<BatchView> {
    if (this.batch?.running === true) throw new AppFailure('batch-running')
    const findings = await this.check(order)
    const failed = findings.filter(({ level }) => level === 'failed')
    if (failed.length > 0) throw new AppFailure('batch-invalid', { detail: lines(failed) })
    const batch = await this.newBatch(order)
    // Two that were started at once are checked at once.
    if (this.isRunning()) throw new AppFailure('batch-running')
    const release = this.parts.claims.claim(order.readers)
    this.batch = batch
    this.run = new BatchRun(this.parts, batch, () => this.news.tell())
    this.done = this.run.run().finally(() => {
      release()
      Object.assign(batch, { running: false, endedAt: this.parts.now() })
      this.news.tell()
    })
    // A fault is for whoever waits for the end; nobody has to.
    this.done.catch(() => undefined)
    return this.view(batch)
  }

  /** Begins the last batch anew, over these readers: what it left is made. Rejects like `start`. */
  async rest(readers: BatchOrder['readers']): Promise<BatchView> {
    if (this.batch === undefined) throw new AppFailure('batch-unknown')
    return this.start({ ...this.batch.order, readers })
  }

  /** No card is begun any more; those under way are finished. */
  stop(): void {
    this.run?.stop()
    this.news.tell()
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

  /** What the batch that runs, or ran last, came to so far. */
  async reconciliation(): Promise<BatchReconciliation | undefined> {
    const { batch } = this
    if (batch === undefined) return undefined
    const all = await this.parts.log.ofBatch(batch.id)
    const spoiled = all.filter(({ state }) => state === 'scrapped').length
    return reconciliationOf(batch, spoiled, await this.lot(batch))
  }

  private async newBatch(order: BatchOrder): Promise<Batch> {
    const { issuers, log, now } = this.parts
    const id = batchId(order)
    const issuer = order.issuer ?? DEFAULT_ISSUER
    const made = await this.madeBefore(order)
    const before = (await log.ofBatch(id)).filter(({ state }) => state === 'made')
    return {
      ...{ id, order, profile: batchProfile(order), lines: new BatchLines(order.applicants, made) },
      issuer: issuers.views().find((view) => view.id === issuer) ?? { id: issuer, name: issuer, test: false },
      lanes: order.readers.map((reader) => ({ reader, state: 'waiting-for-card', made: 0, failed: 0 })),
      abort: new AbortController(),
      ended: before
        .map(({ line = 0, pan }) => ({
          ...{ line, name: order.applicants[line - 1]?.name ?? '', pan },
          ...{ outcome: 'made', sentence: say.before }
        }))
        .reverse(),
      ...{ before: made.size, startedAt: now(), running: true, made: made.size, rejected: 0 }
    }
  }

  private isRunning(): boolean {
    return this.batch?.running === true
  }

  private async view(batch: Batch): Promise<BatchView> {
    return batchViewOf(batch, await this.lot(batch))
  }

  private async lot({ order }: Batch): Promise<StockLotView | undefined> {
    return order.lot === undefined ? undefined : lotViewOf(await this.parts.stock.lot(order.lot))
  }
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
