import type { AppErrorData } from '../../contract/common'
import type { ProgressView } from '../../contract/views'
import { AppFailure, appErrorOf } from '../app-failure'

/** How long work is followed and stopped. */
export interface JobOptions {
  readonly onProgress: (progress: ProgressView) => void
  /** From here on it can no longer be cancelled. */
  readonly onCommitted: () => void
  readonly signal: AbortSignal
}

/** What is told of jobs without being asked. */
export interface JobEvents<Result> {
  readonly progress: (job: string, progress: ProgressView) => void
  readonly committed: (job: string) => void
  readonly done: (job: string, result: Result) => void
  readonly failed: (job: string, error: AppErrorData) => void
}

/** Work that runs while its person watches: what happens is told by events. */
export class Jobs<Result> {
  private readonly running = new Map<string, AbortController>()
  private last = 0

  constructor(
    /** Begins the names of jobs. */
    private readonly prefix: string,
    private readonly events: JobEvents<Result> | undefined
  ) {}

  /** Begins and returns the name of the job. */
  start(work: (options: JobOptions) => Promise<Result>): string {
    this.last += 1
    const job = `${this.prefix}-${this.last}`
    const abort = new AbortController()
    this.running.set(job, abort)
    const { events } = this
    void work({
      onProgress: (step) => events?.progress(job, step),
      onCommitted: () => events?.committed(job),
      signal: abort.signal
    })
      .then((result) => events?.done(job, result))
      .catch((error: unknown) => events?.failed(job, appErrorOf(error)))
      .finally(() => this.running.delete(job))
    return job
  }

  /** Throws `AppFailure` where the job runs no more. */
  cancel(job: string): void {
    const abort = this.running.get(job)
    if (abort === undefined) throw new AppFailure('job-unknown')
    abort.abort()
  }
}
