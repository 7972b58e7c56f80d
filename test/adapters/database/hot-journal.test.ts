import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabaseFile } from '../../../src-main/adapters/database/sqlite/open-database-file'
import type { SqliteConnection } from '../../../src-main/adapters/database/sqlite/sqlite-connection'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cardwright-journal-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ROWS = 200

function fill(connection: SqliteConnection, value: string): void {
  for (let row = 0; row < ROWS; row += 1) {
    connection.query('insert or replace into trial (name, value) values (?, ?)', [
      `n${row}`,
      value.repeat(500)
    ])
  }
}

function valuesIn(connection: SqliteConnection): unknown[] {
  return connection
    .query('select distinct substr(value, 1, 1) as first from trial')
    .rows.map(({ first }) => first)
}

/** The files as a process leaves them that dies in mid-commit: pages overwritten, the old ones in the journal. */
function tornCopy(): string {
  const file = join(folder, 'whole.sqlite')
  const connection = openDatabaseFile(file)
  connection.exec('create table trial (name text primary key, value text) strict')
  connection.exec('begin')
  fill(connection, 'a')
  connection.exec('commit')
  // With next to no cache, changed pages are written before the commit.
  connection.exec('pragma cache_size = 5')
  connection.exec('begin')
  fill(connection, 'b')
  const torn = join(folder, 'torn.sqlite')
  for (const rest of ['', '-journal']) copyFileSync(file + rest, torn + rest)
  connection.exec('rollback')
  connection.close()
  return torn
}

it('what a process that was killed in mid-commit had overwritten is played back', () => {
  const connection = openDatabaseFile(tornCopy())
  try {
    expect(valuesIn(connection)).toEqual(['a'])
    expect(connection.query('pragma integrity_check').rows).toEqual([{ integrity_check: 'ok' }])
  } finally {
    connection.close()
  }
})

it('a relative path is no exception', () => {
  const before = process.cwd()
  tornCopy()
  try {
    process.chdir(folder)
    const connection = openDatabaseFile('torn.sqlite')
    expect(valuesIn(connection)).toEqual(['a'])
    connection.close()
  } finally {
    process.chdir(before)
  }
})
