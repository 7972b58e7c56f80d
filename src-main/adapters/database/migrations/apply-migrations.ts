import { toHex } from '../../../engine/bytes/hex'
import { sha256 } from '../../../engine/crypto/hash'
import type { SqliteConnection } from '../sqlite/sqlite-connection'
import type { Migration } from './migration'

/** What the tables of a database are, compared with this program. */
export type MigrationOutcome =
  | { readonly kind: 'current' }
  /** A later version of the program has changed them. */
  | { readonly kind: 'newer' }
  /** A change was applied that this program knows under the same number and with other words. */
  | { readonly kind: 'differs'; readonly number: number }

const BOOK = `create table if not exists schema_migration (
  number integer primary key, name text not null, checksum text not null
)`

/** Brings the tables up to date in one transaction. Throws what SQLite says. */
export function applyMigrations(
  connection: SqliteConnection,
  migrations: readonly Migration[]
): MigrationOutcome {
  const known = appliedMigrations(connection)
  for (const [index, { checksum }] of known.entries()) {
    const migration = migrations[index]
    if (migration === undefined) return { kind: 'newer' }
    if (checksum !== checksumOf(migration)) return { kind: 'differs', number: migration.number }
  }
  if (known.length === migrations.length) return { kind: 'current' }
  connection.exec('begin immediate')
  try {
    connection.exec(BOOK)
    for (const migration of migrations.slice(known.length)) apply(connection, migration)
    connection.exec('commit')
  } catch (error) {
    if (connection.inTransaction) connection.exec('rollback')
    throw error
  }
  return { kind: 'current' }
}

function appliedMigrations(connection: SqliteConnection): { readonly checksum: unknown }[] {
  const book = connection.query(`select name from sqlite_master where name = 'schema_migration'`)
  if (book.rows.length === 0) return []
  return connection
    .query('select checksum from schema_migration order by number')
    .rows.map(({ checksum }) => ({ checksum }))
}

function apply(connection: SqliteConnection, migration: Migration): void {
  for (const sql of statementsOf(migration)) connection.exec(sql)
  connection.query('insert into schema_migration (number, name, checksum) values (?, ?, ?)', [
    migration.number,
    migration.name,
    checksumOf(migration)
  ])
}

function statementsOf({ tables, guards }: Migration): string[] {
  return [...tables.map((sql) => sql.replace('serial key', 'integer primary key autoincrement')), ...guards]
}

function checksumOf(migration: Migration): string {
  return toHex(sha256(new TextEncoder().encode(statementsOf(migration).join(';\n'))))
}
