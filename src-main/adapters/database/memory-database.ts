import type { Database, Stores } from '../../services/storage/database-port'
import { applyMigrations } from './migrations/apply-migrations'
import { migrations } from './migrations/migrations'
import { SqliteConnection } from './sqlite/sqlite-connection'
import { storesOn } from './stores/sql-stores'
import { type Batch, TransactionQueue } from './transaction-queue'

/**
 * A database in memory for tests and trials: the same tables, rules and queries as on disk, for as long as it is open.
 * `mark` remembers what is in it, `reset` goes back there in no time.
 */
export class MemoryDatabase implements Database {
  private readonly connection = new SqliteConnection(':memory:')
  private readonly queue: TransactionQueue

  constructor() {
    applyMigrations(this.connection, migrations)
    const batch = new MemoryBatch(this.connection, storesOn(this.connection))
    this.queue = new TransactionQueue(
      () => Promise.resolve(batch),
      () => undefined,
      // What is in memory has nothing to be opened anew.
      () => undefined
    )
    // Everything happens within one transaction that is never committed, so that the mark can be gone back to.
    this.connection.exec('begin')
    this.connection.exec('savepoint mark')
  }

  transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    return this.queue.add(work)
  }

  async mark(): Promise<void> {
    await this.queue.drained()
    this.connection.exec('release mark')
    this.connection.exec('savepoint mark')
  }

  async reset(): Promise<void> {
    await this.queue.drained()
    this.connection.exec('rollback to mark')
  }

  async close(): Promise<void> {
    await this.queue.drained()
  }
}

class MemoryBatch implements Batch {
  constructor(
    private readonly connection: SqliteConnection,
    readonly stores: Stores
  ) {}

  begin(): void {
    this.connection.exec('savepoint batch')
  }

  save(): void {
    this.connection.exec('savepoint one')
  }

  keep(): void {
    this.connection.exec('release one')
  }

  undo(): void {
    this.connection.exec('rollback to one')
    this.connection.exec('release one')
  }

  commit(): void {
    this.connection.exec('release batch')
  }

  rollback(): void {
    this.connection.exec('rollback to batch')
    this.connection.exec('release batch')
  }
}
