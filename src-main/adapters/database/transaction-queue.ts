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
 * next commit; each is all or nothing by itself, and none is acknowledged before that commit has returned. Whatever the
 * database does, each is settled.
 */
export class TransactionQueue {
  private readonly waiting: Job[] = []
  private running: Promise<void> | undefined

  /**
   * `open` gives what carries the next batch; `idle` is told when nothing is left to do; `drop` after a batch that failed:
   * what carried it is not to be relied on, and is opened anew for the next one.
   */
  constructor(
    private readonly open: () => Promise<Batch>,
    private readonly idle: () => void,
    private readonly drop: () => void
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
      try {
        const batch = await this.open()
        if (!this.begin(batch)) break
        await this.runBatch(batch)
      } catch (error) {
        this.failWaiting(error)
      }
    }
    this.running = undefined
    this.idle()
  }

  /** A database that cannot begin fails everybody who waits: asking it again and again would never end. */
  private begin(batch: Batch): boolean {
    try {
      batch.begin()
      return true
    } catch (error) {
      this.failWaiting(error)
      this.letGo()
      return false
    }
  }

  private async runBatch(batch: Batch): Promise<void> {
    const acknowledgements: (() => void)[] = []
    const begun: Job[] = []
    try {
      for (let job = this.waiting.shift(); job !== undefined; job = this.waiting.shift()) {
        begun.push(job)
        acknowledgements.push(await runJob(batch, job))
        if (begun.length >= MOST_TOGETHER) break
      }
      batch.commit()
    } catch (error) {
      this.giveUp(batch)
      for (const job of begun) job.failed(error)
      return
    }
    for (const acknowledge of acknowledgements) acknowledge()
  }

  private giveUp(batch: Batch): void {
    try {
      batch.rollback()
    } catch {
      // What made the batch fail is what the caller hears; a connection that is closed rolls back as well.
    }
    this.letGo()
  }

  private letGo(): void {
    try {
      this.drop()
    } catch {
      // The failure of the batch says more.
    }
  }

  private failWaiting(error: unknown): void {
    for (const job of this.waiting.splice(0)) job.failed(error)
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
