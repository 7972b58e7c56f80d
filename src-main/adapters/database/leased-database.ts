import { type Database, DatabaseFailure, type Stores } from '../../services/storage/database-port'
import type { DocumentStore, Hold } from '../../services/storage/document-store'
import { openDatabaseFile } from './sqlite/open-database-file'
import { SqliteBatch } from './sqlite/sqlite-batch'
import type { SqliteConnection } from './sqlite/sqlite-connection'
import { storesOn } from './stores/sql-stores'
import { type Batch, TransactionQueue } from './transaction-queue'

export interface LeasedDatabaseOptions {
  /** Path of the file. */
  readonly file: string
  /** Holds the name `database` against other processes while the file is open. */
  readonly documents: Pick<DocumentStore, 'hold'>
  /** Milliseconds without work after which other processes get their turn. */
  readonly idleMs?: number
  /** Milliseconds that another process is waited for. */
  readonly waitMs?: number
}

const HELD_NAME = 'database'
/** Held by whoever waits, so that a busy process knows that it should stand back. */
const WANTED_NAME = 'database-wanted'
const IDLE_MS = 150
const WAIT_MS = 5_000
const ASK_AGAIN_MS = 20
/** A process that is never idle lets others in after this, if they wait. */
const TURN_MS = 500
/** Long enough for whoever waits to ask again. */
const STAND_BACK_MS = 5 * ASK_AGAIN_MS

interface Lease {
  readonly connection: SqliteConnection
  readonly batch: Batch
  /** When others may want their turn next. */
  turnEnds: number
  release(): void
}

/**
 * The database of the data folder. Window and command line may both be running: each has the file only while it works,
 * and waits a few seconds for the other.
 */
export class LeasedDatabase implements Database {
  private readonly queue: TransactionQueue
  private lease: Lease | undefined
  private idle: NodeJS.Timeout | undefined

  constructor(private readonly options: LeasedDatabaseOptions) {
    this.queue = new TransactionQueue(
      () => this.open(),
      () => this.rest(),
      () => this.letGo()
    )
  }

  transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    return this.queue.add(work)
  }

  async close(): Promise<void> {
    await this.queue.drained()
    this.letGo()
  }

  private async open(): Promise<Batch> {
    clearTimeout(this.idle)
    await this.standBack()
    if (this.lease !== undefined) return this.lease.batch
    const { file } = this.options
    const release = await this.hold()
    try {
      const connection = openDatabaseFile(file)
      this.lease = {
        connection,
        batch: new SqliteBatch(connection, storesOn(connection), file),
        turnEnds: Date.now() + TURN_MS,
        release
      }
      return this.lease.batch
    } catch (error) {
      release()
      throw error
    }
  }

  /** Lets another process have its turn, where one waits and this one has been at it for long. */
  private async standBack(): Promise<void> {
    const { lease } = this
    if (lease === undefined || Date.now() < lease.turnEnds) return
    lease.turnEnds = Date.now() + TURN_MS
    const wanted = this.options.documents.hold(WANTED_NAME)
    if (wanted.kind === 'held') {
      wanted.release()
      return
    }
    this.letGo()
    await pause(STAND_BACK_MS)
  }

  private async hold(): Promise<() => void> {
    const { documents, file, waitMs = WAIT_MS } = this.options
    const until = Date.now() + waitMs
    let wanted: Hold = { kind: 'taken' }
    try {
      for (;;) {
        const hold = documents.hold(HELD_NAME)
        if (hold.kind === 'held') return () => hold.release()
        if (Date.now() >= until) {
          const { process } = hold
          throw new DatabaseFailure(file, { kind: 'in-use', ...(process !== undefined && { process }) })
        }
        if (wanted.kind === 'taken') wanted = documents.hold(WANTED_NAME)
        await pause(ASK_AGAIN_MS)
      }
    } finally {
      if (wanted.kind === 'held') wanted.release()
    }
  }

  private rest(): void {
    clearTimeout(this.idle)
    this.idle = setTimeout(() => this.letGo(), this.options.idleMs ?? IDLE_MS)
    // A program that has nothing else to do may end: what is left behind is a lock of a process that is no more.
    this.idle.unref()
  }

  private letGo(): void {
    clearTimeout(this.idle)
    const lease = this.lease
    this.lease = undefined
    if (lease === undefined) return
    try {
      lease.connection.close()
    } finally {
      lease.release()
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
