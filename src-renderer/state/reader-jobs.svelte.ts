import { SvelteMap } from 'svelte/reactivity'
import type { AppErrorData } from '../../src-main/contract/common'
import type { EventData } from '../../src-main/contract/ipc'
import type { ProgressView } from '../../src-main/contract/views'
import { errorOf, type Client } from '../ipc/client'
import { withStep } from './steps'

/** The kinds of jobs that main does on a reader; calls and events of each are named alike. */
export type JobKind = 'action' | 'chip' | 'make'
export type JobResult<Kind extends JobKind> = EventData<`${Kind}.done`>['result']

/** One reader's job of a kind: the one that runs, and what came of the last one. */
export class ReaderJob<Kind extends JobKind> {
  readonly reader: string
  /** `committed`: it can no longer be stopped, and the card must stay. */
  phase = $state<'idle' | 'running' | 'committed' | 'cancelling'>('idle')
  steps = $state.raw<readonly ProgressView[]>([])
  /** The window's clock when it began, in milliseconds. */
  startedAt = $state(0)
  /** What came of the last one, until it is put away or the next one begins. */
  result = $state.raw<JobResult<Kind>>()
  /** Why it did not begin, or ended without a result. */
  error = $state.raw<AppErrorData>()
  job = $state<string>()

  constructor(reader: string) {
    this.reader = reader
  }

  get busy(): boolean {
    return this.phase !== 'idle'
  }

  get mayCancel(): boolean {
    return this.phase === 'running' && this.job !== undefined
  }
}

/** What else is to be done when a job ends, before anybody hears of it. */
interface Endings<Kind extends JobKind, Run> {
  readonly done?: (run: Run, result: JobResult<Kind>) => void
  readonly failed?: (run: Run) => void
  readonly ended: (run: Run) => void
}

interface News<Run> {
  readonly job: string
  readonly apply: (run: Run) => void
  readonly last: boolean
}

/** Jobs of one kind: one at a time on each reader. */
export class ReaderJobs<Kind extends JobKind, Run extends ReaderJob<Kind>> {
  readonly #client: Client
  readonly #kind: Kind
  readonly #create: (reader: string) => Run
  readonly #ended: (run: Run) => void
  readonly #now: () => number
  readonly #readers = new SvelteMap<string, Run>()
  readonly #jobs = new Map<string, Run>()
  /** A fast job's events may arrive before the answer that names the job. */
  #early: News<Run>[] = []
  #starting = 0

  constructor(
    client: Client,
    kind: Kind,
    create: (reader: string) => Run,
    { done, failed, ended }: Endings<Kind, Run>,
    now: () => number = Date.now
  ) {
    this.#client = client
    this.#kind = kind
    this.#create = create
    this.#ended = ended
    this.#now = now
    const of: JobKind = kind
    client.on(`${of}.progress`, ({ job, progress }) =>
      this.hear(job, (run) => (run.steps = withStep(run.steps, progress)))
    )
    client.on(`${of}.committed`, ({ job }) => this.hear(job, (run) => (run.phase = 'committed')))
    client.on(`${of}.done`, ({ job, ...data }) =>
      this.#take({
        job,
        last: true,
        apply(run) {
          // The event of a kind carries this kind's result.
          const result = data.result as JobResult<Kind>
          Object.assign(run, { phase: 'idle', job: undefined, result, error: undefined })
          done?.(run, result)
        }
      })
    )
    client.on(`${of}.failed`, ({ job, error }) =>
      this.#take({
        job,
        last: true,
        apply(run) {
          Object.assign(run, { phase: 'idle', job: undefined, error })
          failed?.(run)
        }
      })
    )
  }

  /** The same object for as long as the window is open. */
  of(reader: string): Run | undefined {
    return this.#readers.get(reader)
  }

  /** The reader's object, which is made where there is none yet. */
  known(reader: string): Run {
    const run = this.#readers.get(reader) ?? this.#create(reader)
    this.#readers.set(reader, run)
    return run
  }

  all(): IterableIterator<Run> {
    return this.#readers.values()
  }

  isBusy(reader: string | undefined): boolean {
    return reader !== undefined && (this.of(reader)?.busy ?? false)
  }

  /** Begins a job: `begin` asks main for it. While one runs on this reader, a second call does nothing. */
  async start(run: Run, begin: () => Promise<{ readonly job: string }>): Promise<void> {
    if (run.busy) return
    Object.assign(run, {
      phase: 'running',
      steps: [],
      startedAt: this.#now(),
      result: undefined,
      error: undefined
    })
    this.#starting++
    try {
      const { job } = await begin()
      run.job = job
      this.#jobs.set(job, run)
    } catch (thrown) {
      Object.assign(run, { phase: 'idle', error: errorOf(thrown) })
    } finally {
      this.#starting--
      this.#takeEarly()
    }
  }

  /** Heard until the first step that cannot be undone. */
  async cancel(reader: string): Promise<void> {
    const run = this.#readers.get(reader)
    if (run?.job === undefined || !run.mayCancel) return
    run.phase = 'cancelling'
    const kind: JobKind = this.#kind
    try {
      await this.#client.call(`${kind}.cancel`, { job: run.job })
    } catch (thrown) {
      // Meanwhile it may have come too far to be stopped.
      if (isCancelling(run)) run.phase = 'running'
      run.error = errorOf(thrown)
    }
  }

  /** Puts away what came of the last one. */
  dismiss(reader: string): void {
    const run = this.#readers.get(reader)
    if (run === undefined || run.busy) return
    run.result = undefined
    run.error = undefined
  }

  /** News of a job that goes on. */
  hear(job: string, apply: (run: Run) => void): void {
    this.#take({ job, apply, last: false })
  }

  #take(news: News<Run>): void {
    const run = this.#jobs.get(news.job)
    if (run) news.apply(run)
    else if (this.#starting > 0) this.#early.push(news)
    if (!news.last) return
    this.#jobs.delete(news.job)
    if (run) this.#ended(run)
  }

  #takeEarly(): void {
    const early = this.#early
    this.#early = []
    for (const news of early) this.#take(news)
  }
}

function isCancelling({ phase }: ReaderJob<JobKind>): boolean {
  return phase === 'cancelling'
}
