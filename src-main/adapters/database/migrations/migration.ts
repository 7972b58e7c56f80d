/**
 * One change of the tables. Once released it stays as it is: its checksum is kept in every database that it was applied
 * to. `tables` is SQL that every database reads alike, but for `serial key`, which stands for a counted primary key;
 * `guards` is SQLite's.
 */
export interface Migration {
  /** Counts from 1 without gaps. */
  readonly number: number
  readonly name: string
  readonly tables: readonly string[]
  readonly guards: readonly string[]
}

/** Triggers that refuse to change or remove a row. */
export function appendOnly(table: string): string[] {
  return ['update', 'delete'].map(
    (change) =>
      `create trigger ${table}_no_${change} before ${change} on ${table} begin select raise(abort, '${table} is append-only'); end`
  )
}
