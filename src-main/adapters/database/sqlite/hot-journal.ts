import fs from 'node:fs'
import { resolve } from 'node:path'
import type { Database as WasmDatabase } from 'node-sqlite3-wasm'

/**
 * Has SQLite play back the journal of a process that was killed in mid-commit, before anything else is read.
 *
 * SQLite does so by itself with the first read, unless another connection is writing; and node-sqlite3-wasm tells it that
 * one is, because it takes the lock of this very connection (the folder `<file>.lock`) for somebody else's
 * (xCheckReservedLock). So that folder is not seen while the first read lasts. To be called by the process that alone holds
 * the file, before anything else is asked of the connection; everything here is synchronous.
 */
export function playBackJournal(database: Pick<WasmDatabase, 'exec'>, file: string): void {
  const { accessSync } = fs
  const lock = `${resolve(file)}.lock`
  fs.accessSync = (path, mode) => {
    if (path === lock) throw Object.assign(new Error('not seen'), { code: 'ENOENT' })
    accessSync(path, mode)
  }
  try {
    database.exec('select count(*) from sqlite_schema')
  } finally {
    fs.accessSync = accessSync
  }
}
