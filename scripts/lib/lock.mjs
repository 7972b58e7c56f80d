// One at a time: a lock between processes, held by a file that names its owner.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Runs `work` while no other process holds `file`. Waits at most `waitMs`; a lock whose owner is gone is taken over.
 */
export async function withLock(file, waitMs, work) {
  const release = await takeLock(file, waitMs)
  try {
    return await work()
  } finally {
    release()
  }
}

/** Takes the lock and returns the function that gives it back. */
export async function takeLock(file, waitMs) {
  mkdirSync(dirname(file), { recursive: true })
  const end = Date.now() + waitMs
  while (!tryLock(file)) {
    if (Date.now() > end) throw new Error(`${file} is still held by process ${ownerOf(file) ?? '?'}`)
    await pause(200)
  }
  return () => rmSync(file, { force: true })
}

function tryLock(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    const owner = ownerOf(file)
    if (owner !== undefined && !isAlive(owner)) rmSync(file, { force: true })
    return false
  }
}

function ownerOf(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
