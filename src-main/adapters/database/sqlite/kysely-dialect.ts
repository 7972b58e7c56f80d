import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler
} from 'kysely'
import type { Tables } from '../tables'
import type { SqliteConnection } from './sqlite-connection'

/** The query builder on one connection. Transactions are the business of whoever has the connection. */
export function queriesOn(connection: SqliteConnection): Kysely<Tables> {
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new OneConnection(connection),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler()
  }
  return new Kysely<Tables>({ dialect })
}

class OneConnection implements Driver, DatabaseConnection {
  constructor(private readonly connection: SqliteConnection) {}

  init = nothing
  acquireConnection = (): Promise<DatabaseConnection> => Promise.resolve(this)
  beginTransaction = refused
  commitTransaction = refused
  rollbackTransaction = refused
  releaseConnection = nothing
  destroy = nothing

  executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      const { rows, changes } = this.connection.query(sql, parameters)
      return Promise.resolve({ rows: rows as Row[], numAffectedRows: BigInt(changes) })
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error('the query failed', { cause: error }))
    }
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('results are small: nothing is streamed')
  }
}

function nothing(): Promise<void> {
  return Promise.resolve()
}

function refused(): Promise<void> {
  return Promise.reject(new Error('transactions are opened by the database, not by queries'))
}
