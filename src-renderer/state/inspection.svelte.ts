import { SvelteMap } from 'svelte/reactivity'
import type { AppErrorData } from '../../src-main/contract/common'
import type { EventData } from '../../src-main/contract/ipc'
import type { InspectionReport } from '../../src-main/contract/report'
import type { Difference, ProgressView, ReaderView, RecentCard } from '../../src-main/contract/views'
import type { Language } from '../../src-main/texts/local-text'
import { errorOf, type Client } from '../ipc/client'
import { withStep } from './steps'

/** A report with the name under which main remembers it. */
export interface KeptReport {
  readonly id: string
  readonly report: InspectionReport
}

/**
 * How a report relates to what lies on the reader now: the card it tells of is still there, was taken away, or
 * another one came after it.
 */
export type Freshness = 'current' | 'removed' | 'swapped'

/** One reader's inspection: its job while one runs, and what the last one learned. */
export class ReaderInspection {
  phase = $state<'idle' | 'reading' | 'cancelling'>('idle')
  steps = $state.raw<readonly ProgressView[]>([])
  /** The window's clock when the job began, in milliseconds. */
  startedAt = $state(0)
  kept = $state.raw<KeptReport>()
  error = $state.raw<AppErrorData>()
  job: string | undefined
  /** The reader's count of inserted cards when the job began. */
  cardCount = -1

  get busy(): boolean {
    return this.phase !== 'idle'
  }

  freshness(reader: Pick<ReaderView, 'presence' | 'cardCount'>): Freshness {
    if (reader.cardCount === this.cardCount && reader.presence === 'present') return 'current'
    return reader.presence === 'empty' ? 'removed' : 'swapped'
  }
}

type JobEvent =
  | { readonly kind: 'progress'; readonly data: EventData<'job.progress'> }
  | { readonly kind: 'done'; readonly data: EventData<'job.done'> }
  | { readonly kind: 'failed'; readonly data: EventData<'job.failed'> }

/** Reading cards: one inspection for each reader, the saved reports, and the one of them that is open. */
export class InspectionState {
  recent = $state.raw<readonly RecentCard[]>([])
  /** A saved report that is looked at instead of the card. */
  opened = $state.raw<KeptReport>()
  /** Why the last call about saved reports went wrong. */
  error = $state.raw<AppErrorData>()
  readonly #client: Client
  readonly #readers = new SvelteMap<string, ReaderInspection>()
  readonly #jobs = new Map<string, ReaderInspection>()
  /** A fast job's events may arrive before the answer that names the job. */
  #early: JobEvent[] = []
  #starting = 0

  constructor(client: Client, now: () => number = Date.now) {
    this.#client = client
    this.#now = now
    client.on('job.progress', (data) => this.#take({ kind: 'progress', data }))
    client.on('job.done', (data) => this.#take({ kind: 'done', data }))
    client.on('job.failed', (data) => this.#take({ kind: 'failed', data }))
    client.on('reports.changed', (recent) => (this.recent = recent))
  }

  readonly #now: () => number

  async load(): Promise<void> {
    this.recent = await this.#client.call('reports.recent')
  }

  /** What is known about this reader's card; the same object for as long as the window is open. */
  of(reader: string): ReaderInspection | undefined {
    return this.#readers.get(reader)
  }

  /** Reads the card on this reader. A second call while one runs does nothing. */
  async start(reader: Pick<ReaderView, 'id' | 'cardCount'>): Promise<void> {
    const inspection = this.#readers.get(reader.id) ?? new ReaderInspection()
    this.#readers.set(reader.id, inspection)
    if (inspection.busy) return
    this.opened = undefined
    Object.assign(inspection, {
      phase: 'reading',
      steps: [],
      error: undefined,
      startedAt: this.#now(),
      cardCount: reader.cardCount
    })
    this.#starting++
    try {
      const { job } = await this.#client.call('inspect.start', { reader: reader.id })
      inspection.job = job
      this.#jobs.set(job, inspection)
    } catch (thrown) {
      inspection.phase = 'idle'
      inspection.error = errorOf(thrown)
    } finally {
      this.#starting--
      this.#takeEarly()
    }
  }

  async cancel(reader: string): Promise<void> {
    const inspection = this.#readers.get(reader)
    if (inspection?.job === undefined || inspection.phase !== 'reading') return
    inspection.phase = 'cancelling'
    try {
      await this.#client.call('job.cancel', { job: inspection.job })
    } catch (thrown) {
      inspection.phase = 'reading'
      inspection.error = errorOf(thrown)
    }
  }

  /** Looks at a saved report; the card's own stays where it is. */
  async open(id: string): Promise<void> {
    await this.#try(async () => {
      this.opened = { id, report: await this.#client.call('reports.get', { report: id }) }
    })
  }

  /** Asks for a report's file and opens it. */
  async openFile(): Promise<void> {
    await this.#try(async () => {
      const chosen = await this.#client.call('reports.open')
      if (chosen) await this.open(chosen.report)
    })
  }

  close(): void {
    this.opened = undefined
  }

  /** Forgets one saved report, or all of them. */
  async forget(report?: string): Promise<void> {
    await this.#try(async () => {
      this.recent = await this.#client.call('reports.forget', report === undefined ? {} : { report })
      if (report === undefined || this.opened?.id === report) this.opened = undefined
    })
  }

  /** Resolves to the file's name, or to nothing where the person cancelled or an error is shown. */
  async save(
    report: string,
    format: 'json' | 'html' | 'pdf',
    language: Language
  ): Promise<string | undefined> {
    let name: string | undefined
    await this.#try(async () => {
      const saved = await this.#client.call('reports.save', { report, format, language })
      if (saved.kind === 'saved') name = saved.name
    })
    return name
  }

  async print(report: string, language: Language): Promise<void> {
    await this.#try(() => this.#client.call('reports.print', { report, language }))
  }

  /** What is different between two reports; rejects with the call's error. */
  compare(left: string, right: string): Promise<readonly Difference[]> {
    return this.#client.call('reports.compare', { left, right })
  }

  #take(event: JobEvent): void {
    const inspection = this.#jobs.get(event.data.job)
    if (inspection) apply(inspection, event)
    else if (this.#starting > 0) this.#early.push(event)
    if (event.kind !== 'progress') this.#jobs.delete(event.data.job)
  }

  #takeEarly(): void {
    const early = this.#early
    this.#early = []
    for (const event of early) this.#take(event)
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      this.error = undefined
      await work()
    } catch (thrown) {
      this.error = errorOf(thrown)
    }
  }
}

function apply(inspection: ReaderInspection, event: JobEvent): void {
  if (event.kind === 'progress') {
    inspection.steps = withStep(inspection.steps, event.data.progress)
    return
  }
  inspection.phase = 'idle'
  inspection.job = undefined
  if (event.kind === 'failed') inspection.error = event.data.error
  else {
    inspection.kept = { id: event.data.report, report: event.data.result }
    inspection.error = undefined
  }
}
