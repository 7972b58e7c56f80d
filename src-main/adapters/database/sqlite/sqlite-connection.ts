import type { Database as WasmDatabase, Statement } from 'node-sqlite3-wasm'
import { checkedParameters } from './binder'
import { playBackJournal } from './hot-journal'
import { loadSqlite } from './wasm-sqlite'

export interface SqlRows {
  readonly rows: Record<string, unknown>[]
  readonly changes: number
}

/** Statements that answer with rows; everything else is only carried out. */
const READS = /^\s*(?:select|with|pragma)\b|\breturning\b/i

interface Prepared {
  readonly statement: Statement
  readonly parameters: number
  readonly reads: boolean
}

/**
 * One open database file, or `:memory:`. Statements are kept prepared. Synchronous durability is the strictest there is
 * (storage is for money): a commit returns when journal, file and folder are synced.
 */
export class SqliteConnection {
  private readonly database: WasmDatabase
  private readonly prepared = new Map<string, Prepared>()

  /** Throws what SQLite says where the file cannot be opened. */
  constructor(path: string) {
    this.database = new (loadSqlite().Database)(path)
    // This process alone uses the file while it is open; so the lock need not be taken anew for every statement.
    this.database.exec('pragma locking_mode = exclusive')
    playBackJournal(this.database, path)
    this.database.exec('pragma synchronous = extra')
    this.database.exec('pragma foreign_keys = on')
    this.database.exec('pragma trusted_schema = off')
  }

  get inTransaction(): boolean {
    return this.database.inTransaction
  }

  /** Carries out SQL without parameters. */
  exec(sql: string): void {
    this.database.exec(sql)
  }

  query(sql: string, parameters: readonly unknown[] = []): SqlRows {
    const prepared = this.prepare(sql)
    const values = checkedParameters(parameters, prepared.parameters)
    try {
      return prepared.reads
        ? { rows: prepared.statement.all(values), changes: 0 }
        : { rows: [], changes: prepared.statement.run(values).changes }
    } catch (error) {
      this.forget(sql, prepared)
      throw error
    }
  }

  close(): void {
    // A statement that is left keeps the file and its lock.
    for (const [sql, prepared] of this.prepared) this.forget(sql, prepared)
    this.database.close()
  }

  private prepare(sql: string): Prepared {
    const known = this.prepared.get(sql)
    if (known !== undefined) return known
    const prepared = {
      statement: this.database.prepare(sql),
      parameters: sql.split('?').length - 1,
      reads: READS.test(sql)
    }
    this.prepared.set(sql, prepared)
    return prepared
  }

  /** A statement that failed cannot be used again. */
  private forget(sql: string, { statement }: Prepared): void {
    this.prepared.delete(sql)
    try {
      statement.finalize()
    } catch {
      // It reports once more what made it fail.
    }
  }
}
