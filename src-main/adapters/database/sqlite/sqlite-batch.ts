import { DatabaseFailure, type Stores } from '../../../services/storage/database-port'
import type { Batch } from '../transaction-queue'
import type { SqliteConnection } from './sqlite-connection'
import { sqliteProblem } from './sqlite-problem'

/** Transactions that share a commit on a database file: a savepoint each within one transaction of SQLite. */
export class SqliteBatch implements Batch {
  constructor(
    private readonly connection: SqliteConnection,
    readonly stores: Stores,
    private readonly path: string
  ) {}

  begin(): void {
    this.perform('begin immediate')
  }

  save(): void {
    this.perform('savepoint one')
  }

  keep(): void {
    this.perform('release one')
  }

  undo(error: unknown): void {
    // SQLite itself rolls everything back where the disk is full or fails.
    if (!this.connection.inTransaction || sqliteProblem(error) !== undefined) throw this.failure(error)
    this.perform('rollback to one')
    this.perform('release one')
  }

  commit(): void {
    this.perform('commit')
  }

  rollback(): void {
    if (this.connection.inTransaction) this.connection.exec('rollback')
  }

  private perform(sql: string): void {
    try {
      this.connection.exec(sql)
    } catch (error) {
      throw this.failure(error)
    }
  }

  private failure(error: unknown): DatabaseFailure {
    return new DatabaseFailure(this.path, sqliteProblem(error) ?? { kind: 'unusable' }, { cause: error })
  }
}
