import {
  closeSync,
  existsSync,
  fchmodSync,
  fstatSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { AppFailure } from '../services/app-failure'
import { usageTexts } from '../texts/cli/usage'
import { fileProblem } from '../texts/phrases/files'

/** Reports and traces are kilobytes; anything beyond this is something else. */
const LARGEST_FILE = 64 * 1024 * 1024
/** Card data is nobody else's business. */
const PRIVATE_FILE = 0o600

/** The text of a file that the person named. Throws `AppFailure`. */
export function readTextFile(file: string): string {
  return readBytesFile(file).toString('utf8')
}

/** What is in a file that the person named. Throws `AppFailure`. */
export function readBytesFile(file: string): Buffer {
  try {
    if (statSync(file).size > LARGEST_FILE) {
      throw new AppFailure('file-not-read', { detail: usageTexts.tooLarge(file) })
    }
    return readFileSync(file)
  } catch (error) {
    if (error instanceof AppFailure) throw error
    throw new AppFailure('file-not-read', { detail: fileProblem(file, errorName(error)), cause: error })
  }
}

/** Refuses, before any card is touched, a file that exists already. Throws `AppFailure`. */
export function refuseExisting(file: string, force: boolean): void {
  if (!force && existsSync(file)) throw fileExists(file)
}

/**
 * Opens a file for writing that only its owner may read; one that exists only where `force` says so. Throws
 * `AppFailure`.
 */
export function openPrivateFile(file: string, force: boolean): number {
  try {
    const descriptor = openSync(file, force ? 'w' : 'wx', PRIVATE_FILE)
    // The mode counts for new files only. What is no file (/dev/null) must keep what it has.
    if (fstatSync(descriptor).isFile()) fchmodSync(descriptor, PRIVATE_FILE)
    return descriptor
  } catch (error) {
    throw notWritten(file, error)
  }
}

/** Writes a file that only its owner may read. Throws `AppFailure`. */
export function writeTextFile(file: string, text: string, force: boolean): void {
  writeBytesFile(file, text, force)
}

/** The same of bytes, or of text. */
export function writeBytesFile(file: string, content: string | Uint8Array, force: boolean): void {
  const descriptor = openPrivateFile(file, force)
  try {
    writeFileSync(descriptor, content)
  } catch (error) {
    throw notWritten(file, error)
  } finally {
    closeSync(descriptor)
  }
}

export function notWritten(file: string, error: unknown): AppFailure {
  if (errorName(error) === 'EEXIST') return fileExists(file)
  return new AppFailure('file-not-written', { detail: fileProblem(file, errorName(error)), cause: error })
}

function fileExists(file: string): AppFailure {
  return new AppFailure('file-not-written', { detail: usageTexts.fileExists(file) })
}

/** `ENOENT` and the like; the operating system's sentence would be in its own language. */
function errorName(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
}
