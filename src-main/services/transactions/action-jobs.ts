import type { ActionResult, CardAction, CardQuestion, CardReply } from '../../contract/ecash'
import { AppFailure, appErrorOf } from '../app-failure'
import type { PerformOptions } from './card-desk'
import type { AskedQuestion, TransactionEvents } from './transaction-parts'

type Perform = (reader: string, action: CardAction, options: PerformOptions) => Promise<ActionResult>

interface Job {
  readonly abort: AbortController
  /** How many questions were asked. */
  asked: number
  /** The one that waits for the person's answer. */
  open?: AskedQuestion & { readonly resolve: (reply: CardReply) => void }
}

export interface Answer {
  readonly id: number
  readonly reply: CardReply
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
    const running: Job = { abort: new AbortController(), asked: 0 }
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

  /**
   * Throws `AppFailure` where the job runs no more, or the answer is of another kind than the question, which still waits
   * then. An answer to a question that is not asked any more is dropped.
   */
  answer(job: string, { id, reply }: Answer): void {
    const running = this.job(job)
    const { open } = running
    if (open?.id !== id) return
    if (reply.kind !== 'cancelled' && reply.kind !== open.question.kind) throw new AppFailure('bad-request')
    delete running.open
    open.resolve(reply)
  }

  /** Heard until the first step that cannot be undone. Throws `AppFailure` where the job runs no more. */
  cancel(job: string): void {
    const running = this.job(job)
    running.abort.abort()
    const { open } = running
    delete running.open
    open?.resolve({ kind: 'cancelled' })
  }

  private ask(job: string, running: Job, question: CardQuestion): Promise<CardReply> {
    if (running.abort.signal.aborted) return Promise.resolve({ kind: 'cancelled' })
    running.asked += 1
    const asked = { id: running.asked, question }
    return new Promise((resolve) => {
      running.open = { ...asked, resolve }
      this.events?.asks(job, asked)
    })
  }

  private job(name: string): Job {
    const job = this.jobs.get(name)
    if (job === undefined) throw new AppFailure('job-unknown')
    return job
  }
}
