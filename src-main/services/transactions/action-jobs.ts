import type { ActionResult, CardAction, CardQuestion, CardReply } from '../../contract/ecash'
import { AppFailure, appErrorOf } from '../app-failure'
import type { PerformOptions } from './card-desk'
import type { TransactionEvents } from './transaction-parts'

type Perform = (reader: string, action: CardAction, options: PerformOptions) => Promise<ActionResult>

interface Job {
  readonly abort: AbortController
  /** Takes the person's answer to what was asked last. */
  answer?: (reply: CardReply) => void
}

/** Actions that run while their person watches: what happens is told by events, and questions are answered when it suits. */
export class ActionJobs {
  private readonly jobs = new Map<string, Job>()
  private last = 0

  constructor(
    private readonly perform: Perform,
    private readonly events: TransactionEvents | undefined
  ) {}

  /** Begins an action and returns the name of its job. */
  start(reader: string, action: CardAction): string {
    this.last += 1
    const job = `action-${this.last}`
    const running: Job = { abort: new AbortController() }
    this.jobs.set(job, running)
    const { events } = this
    void this.perform(reader, action, {
      ask: (question) => this.ask(job, running, question),
      onProgress: (step) => events?.progress(job, step),
      onCommitted: () => events?.committed(job),
      signal: running.abort.signal
    })
      .then((result) => events?.done(job, result))
      .catch((error: unknown) => events?.failed(job, appErrorOf(error)))
      .finally(() => this.jobs.delete(job))
    return job
  }

  /** Throws `AppFailure` where the job runs no more; an answer to nothing is dropped. */
  answer(job: string, reply: CardReply): void {
    const { answer } = this.job(job)
    answer?.(reply)
  }

  /** Heard until the first step that cannot be undone. Throws `AppFailure` where the job runs no more. */
  cancel(job: string): void {
    const running = this.job(job)
    running.abort.abort()
    running.answer?.({ kind: 'cancelled' })
  }

  private ask(job: string, running: Job, question: CardQuestion): Promise<CardReply> {
    if (running.abort.signal.aborted) return Promise.resolve({ kind: 'cancelled' })
    return new Promise((resolve) => {
      running.answer = (reply) => {
        delete running.answer
        resolve(reply)
      }
      this.events?.asks(job, question)
    })
  }

  private job(name: string): Job {
    const job = this.jobs.get(name)
    if (job === undefined) throw new AppFailure('job-unknown')
    return job
  }
}
