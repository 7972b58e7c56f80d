import type { Stores } from '../../services/storage/database-port'

/** What carries a batch of transactions. `Failure` of the whole is thrown by any of its methods. */
export interface Batch {
  readonly stores: Stores
  begin(): void
  /** All or nothing for one transaction of the batch. */
  save(): void
  keep(): void
  /** Throws where the database gave up the whole batch by itself, because of `error`. */
  undo(error: unknown): void
  commit(): void
  rollback(): void
}

interface Job {
  readonly work: (stores: Stores) => Promise<unknown>
  readonly done: (result: unknown) => void
  readonly failed: (error: unknown) => void
}

/** Transactions that share a commit: more would let the first ones wait too long for the last. */
const MOST_TOGETHER = 64

/**
 * Runs transactions one after another. Those that wait while a commit is written are carried out together and share the
 * next commit; each is all or nothing by itself, and none is acknowledged before that commit has returned.
 */
export class TransactionQueue {
  private readonly waiting: Job[] = []
  private running: Promise<void> | undefined

  /** `open` gives what carries the next batch; `idle` is told when nothing is left to do. */
  constructor(
    private readonly open: () => Promise<Batch>,
    private readonly idle: () => void
  ) {}

  add<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, done: (result) => resolve(result as T), failed: reject })
      this.running ??= this.run()
    })
  }

  /** Resolves when nothing is waiting. */
  async drained(): Promise<void> {
    while (this.running !== undefined) await this.running
  }

  private async run(): Promise<void> {
    // Whoever adds in the same turn belongs to the first batch.
    await Promise.resolve()
    while (this.waiting.length > 0) {
      let batch: Batch
      try {
        batch = await this.open()
      } catch (error) {
        for (const job of this.waiting.splice(0)) job.failed(error)
        break
      }
      await this.runBatch(batch)
    }
    this.running = undefined
    this.idle()
  }

  private async runBatch(batch: Batch): Promise<void> {
    const acknowledgements: (() => void)[] = []
    const begun: Job[] = []
    try {
      batch.begin()
      for (let job = this.waiting.shift(); job !== undefined; job = this.waiting.shift()) {
        begun.push(job)
        acknowledgements.push(await runJob(batch, job))
        if (begun.length >= MOST_TOGETHER) break
      }
      batch.commit()
    } catch (error) {
      batch.rollback()
      for (const job of begun) job.failed(error)
      return
    }
    for (const acknowledge of acknowledgements) acknowledge()
  }
}

/** Carries out one transaction; returns what tells its outcome, for when that is durable. */
async function runJob(batch: Batch, { work, done, failed }: Job): Promise<() => void> {
  batch.save()
  try {
    const result = await work(batch.stores)
    batch.keep()
    return () => done(result)
  } catch (error) {
    batch.undo(error)
    return () => failed(error)
  }
}
