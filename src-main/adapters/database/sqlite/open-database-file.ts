import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmdirSync,
  rmSync
} from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseFailure, type DatabaseProblem } from '../../../services/storage/database-port'
import { applyMigrations } from '../migrations/apply-migrations'
import { migrations } from '../migrations/migrations'
import { SqliteConnection } from './sqlite-connection'
import { sqliteProblem } from './sqlite-problem'

const HEADER = 'SQLite format 3\0'
const PRIVATE_FILE = 0o600

/**
 * Opens the file, or makes it where there is none; brings its tables up to date. To be called only by the process that
 * holds the file. Throws `DatabaseFailure`; what lies there and is no sound database stays as it is.
 */
export function openDatabaseFile(file: string): SqliteConnection {
  try {
    const unclean = clearLock(file)
    if (!existsSync(file)) create(file)
    else if (!hasHeader(file)) throw new DatabaseFailure(file, { kind: 'damaged' })
    return opened(file, unclean)
  } catch (error) {
    const problem = problemOf(error)
    if (problem === undefined) throw error
    throw new DatabaseFailure(file, problem, { cause: error })
  }
}

/** SQLite's lock is a folder beside the file, which a process that was killed leaves behind. */
function clearLock(file: string): boolean {
  try {
    rmdirSync(`${file}.lock`)
    return true
  } catch {
    return false
  }
}

/** Made beside and renamed when it is complete: an empty file under the real name has lost its contents. */
function create(file: string): void {
  // Its journal would hold what the lost file cannot be without.
  if (existsSync(`${file}-journal`)) throw new DatabaseFailure(file, { kind: 'damaged' })
  const beside = `${file}.new`
  for (const rest of [beside, `${beside}-journal`]) rmSync(rest, { force: true })
  clearLock(beside)
  opened(beside, false).close()
  chmodSync(beside, PRIVATE_FILE)
  renameSync(beside, file)
  syncFolder(dirname(file))
}

function opened(file: string, unclean: boolean): SqliteConnection {
  const connection = new SqliteConnection(file)
  try {
    const outcome = applyMigrations(connection, migrations)
    if (outcome.kind === 'newer') throw new DatabaseFailure(file, { kind: 'newer' })
    if (outcome.kind === 'differs') throw new DatabaseFailure(file, { kind: 'damaged' })
    if (unclean && !isSound(connection)) throw new DatabaseFailure(file, { kind: 'damaged' })
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Looks through the whole file; only where a process did not end as it should. */
function isSound(connection: SqliteConnection): boolean {
  const { rows } = connection.query('pragma quick_check(1)')
  return rows.length === 1 && Object.values(rows[0] ?? {})[0] === 'ok'
}

function hasHeader(file: string): boolean {
  const descriptor = openSync(file, 'r')
  try {
    const found = new Uint8Array(HEADER.length)
    readSync(descriptor, found)
    return String.fromCharCode(...found) === HEADER
  } finally {
    closeSync(descriptor)
  }
}

/** Makes the rename durable, where the operating system lets a folder be synced. */
function syncFolder(folder: string): void {
  let descriptor: number | undefined
  try {
    descriptor = openSync(folder, 'r')
    fsyncSync(descriptor)
  } catch {
    // Windows keeps the names of files by itself.
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** Undefined for what is no problem of the file. */
function problemOf(error: unknown): DatabaseProblem | undefined {
  const isOfFiles = error instanceof Error && 'syscall' in error
  return sqliteProblem(error) ?? (isOfFiles ? { kind: 'unusable' } : undefined)
}
