import type { AppErrorData } from '../../contract/common'
import type { InspectionReport } from '../../contract/report'
import type { ProgressView } from '../../contract/views'
import { inspectCard } from '../../engine/inspection/inspect-card'
import { runWorkflow } from '../../engine/workflow/run'
import { AppFailure, appErrorOf } from '../app-failure'
import type { CardAccess } from '../sessions/card-access'
import type { ReportsService } from '../reports/reports-service'

export interface InspectOptions {
  readonly reveal: boolean
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ProgressView) => void
}

export interface InspectionEvents {
  readonly progress: (job: string, progress: ProgressView) => void
  readonly done: (job: string, reportId: string, report: InspectionReport) => void
  readonly failed: (job: string, error: AppErrorData) => void
}

/** Reads a card and remembers what it said. One inspection per job; a job can be cancelled. */
export class InspectionService {
  private readonly jobs = new Map<string, AbortController>()
  private lastJob = 0

  constructor(
    private readonly cards: CardAccess,
    private readonly reports: ReportsService,
    /** Milliseconds since 1970. */
    private readonly now: () => number,
    private readonly events?: InspectionEvents
  ) {}

  /** Begins to read the card and returns at once; what happens is told by events. */
  start(reader: string): string {
    this.lastJob += 1
    const job = `inspect-${this.lastJob}`
    const abort = new AbortController()
    this.jobs.set(job, abort)
    const onProgress = (progress: ProgressView): void => this.events?.progress(job, progress)
    void this.inspect(reader, { reveal: false, signal: abort.signal, onProgress })
      .then(({ id, report }) => this.events?.done(job, id, report))
      .catch((error: unknown) => this.events?.failed(job, appErrorOf(error)))
      .finally(() => this.jobs.delete(job))
    return job
  }

  cancel(job: string): void {
    const abort = this.jobs.get(job)
    if (abort === undefined) throw new AppFailure('job-unknown')
    abort.abort()
  }

  /** Reads the card on a reader. Rejects with `AppFailure` only where no card could be opened at all. */
  async inspect(reader: string, options: InspectOptions): Promise<{ id: string; report: InspectionReport }> {
    const startedAt = this.now()
    const report = await this.cards.withCard(reader, { reveal: options.reveal }, async (card) => {
      const workflow = inspectCard({
        reader: card.readerName,
        atr: card.atr,
        protocol: card.protocol,
        interface: card.contactless ? 'contactless' : 'contact',
        reveal: options.reveal,
        startedAt: card.recordedAt ?? startedAt
      })
      const result = await runWorkflow(workflow, {
        channel: card.channel,
        now: this.now,
        progress: (step) => options.onProgress?.({ ...step, at: this.now() - startedAt }),
        ...(options.signal !== undefined && { signal: options.signal })
      })
      return withDurations(result, card.durations())
    })
    return { id: this.reports.remember(report), report }
  }
}

/** The workflow knows no clock; how long each exchange took comes from the channel's tap. */
function withDurations(report: InspectionReport, durations: readonly number[]): InspectionReport {
  const exchanges = report.exchanges.map((exchange) => ({
    ...exchange,
    duration: durations[exchange.number - 1] ?? exchange.duration
  }))
  return { ...report, exchanges }
}
