import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DataFolder } from '../../../src-main/adapters/data-folder/data-folder'
import { randomBytes } from '../../../src-main/engine/crypto/random'
import { RunningSessions } from '../../../src-main/services/transactions/running-sessions'

it('tells what runs from what was left behind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cardwright-sessions-'))
  try {
    const sessions = new RunningSessions(new DataFolder(folder), randomBytes)
    const running = sessions.begin()
    expect(sessions.isRunning(running.id)).toBe(true)
    expect(sessions.isRunning('0011223344556677')).toBe(false)
    running.end()
    expect(sessions.isRunning(running.id)).toBe(false)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

it('knows of other processes by what they hold', () => {
  const sessions = new RunningSessions({ hold: () => ({ kind: 'taken', process: 1 }) }, randomBytes)
  expect(sessions.isRunning('0011223344556677')).toBe(true)
})
