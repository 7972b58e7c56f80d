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
    // Asking holds nothing: two processes that ask about the same one do not see each other.
    const other = new RunningSessions(new DataFolder(folder), randomBytes)
    expect([sessions.isRunning('0011223344556677'), other.isRunning('0011223344556677')]).toEqual([
      false,
      false
    ])
    expect(other.isRunning(running.id)).toBe(true)
    running.end()
    expect(sessions.isRunning(running.id)).toBe(false)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

it('knows of other processes by what they hold', () => {
  const held = { hold: () => ({ kind: 'taken', process: 1 }) as const, isHeld: () => true }
  expect(new RunningSessions(held, randomBytes).isRunning('0011223344556677')).toBe(true)
})

it('looks at the hold without taking it', () => {
  const asked: string[] = []
  const holds = {
    hold: (name: string) => {
      asked.push(`hold ${name}`)
      return { kind: 'held', release: () => void asked.push(`release ${name}`) } as const
    },
    isHeld: (name: string) => {
      asked.push(`isHeld ${name}`)
      return false
    }
  }
  const sessions = new RunningSessions(holds, randomBytes)
  expect(sessions.isRunning('01')).toBe(false)
  expect(asked).toEqual(['isHeld sessions/01'])
  sessions.forget('01')
  expect(asked.slice(1)).toEqual(['hold sessions/01', 'release sessions/01'])
})
