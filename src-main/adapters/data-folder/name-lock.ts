import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import type { Hold } from '../../services/storage/document-store'

const PRIVATE_FILE = 0o600
/** Between the making of a lock and the writing of its holder; longer, and the holder died there. */
const LOCK_WRITING_MS = 2_000

/** Locks that this process has, by path: one of an earlier process may name the same number. */
const ours = new Set<string>()

interface Holder {
  /** What the lock says: the process, and where the system tells it, when that began. */
  readonly text: string
  readonly process?: number
  readonly lives: boolean
}

/**
 * Takes the lock file, unless a living process has it. What a process that is no more left behind is taken over. Throws
 * what the operating system says, except that the lock is there.
 */
export function takeLock(file: string): Hold {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const descriptor = openSync(file, 'wx', PRIVATE_FILE)
      ours.add(file)
      writeSync(descriptor, identityOf(process.pid))
      closeSync(descriptor)
      return { kind: 'held', release: () => letGo(file) }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      const holder = holderOf(file)
      if (holder?.lives === true) {
        return { kind: 'taken', ...(holder.process !== undefined && { process: holder.process }) }
      }
      if (holder !== undefined) removeStale(file, holder.text)
    }
  }
  return { kind: 'taken' }
}

/** Whether a living process has the lock. */
export function isLocked(file: string): boolean {
  return holderOf(file)?.lives === true
}

function letGo(file: string): void {
  ours.delete(file)
  rmSync(file, { force: true })
}

/** Undefined where the lock is gone by now. */
function holderOf(file: string): Holder | undefined {
  try {
    const text = readFileSync(file, 'utf8')
    if (text === '') return { text, lives: Date.now() - statSync(file).mtimeMs < LOCK_WRITING_MS }
    const pid = Number(text.split(' ')[0])
    if (!Number.isInteger(pid) || pid <= 0) return { text, lives: false }
    return { text, process: pid, lives: pid === process.pid ? ours.has(file) : lives(pid, text) }
  } catch {
    return undefined
  }
}

/** A process with this number, and where both are known, one that began when the holder did. */
function lives(pid: number, text: string): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const now = identityOf(pid)
  return now === text || !now.includes(' ') || !text.includes(' ')
}

/** `1234 567890`: number and time of beginning, which no two processes share; the number alone where that is not told. */
function identityOf(pid: number): string {
  try {
    // The name in brackets may hold anything; the 20th field behind it is the time of beginning (proc(5)).
    const began = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19]
    return began === undefined ? String(pid) : `${pid} ${began}`
  } catch {
    return String(pid)
  }
}

/**
 * Removes a lock only if it still says what was found stale: another process may have taken it over in between, and then
 * it is put back.
 */
function removeStale(file: string, text: string): void {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    if (readFileSync(aside, 'utf8') !== text) linkSync(aside, file)
  } catch {
    // Somebody else was faster.
  } finally {
    rmSync(aside, { force: true })
  }
}
