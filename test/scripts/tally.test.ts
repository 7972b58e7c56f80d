import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { countVitest } from '../../scripts/lib/tally.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cardwright-tally-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

interface FileReport {
  readonly status: 'passed' | 'failed'
  readonly tests: readonly (readonly [status: string, name: string])[]
}

function count(files: readonly FileReport[], exitCode: number): { counts: unknown; told: string[] } {
  const report = join(folder, 'report.json')
  const testResults = files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map(([testStatus, fullName]) => ({ status: testStatus, fullName }))
  }))
  writeFileSync(report, JSON.stringify({ testResults }))
  const told: string[] = []
  const counts = countVitest(report, exitCode, (line: string) => told.push(line)) as unknown
  return { counts, told }
}

it('counts what passed and what failed', () => {
  const tests = [
    ['passed', 'a'],
    ['failed', 'b']
  ] as const
  expect(count([{ status: 'failed', tests }], 1).counts).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

it('lets a test be skipped that names shared/dumps, and no other', () => {
  const tests = [
    ['skipped', 'reads the card in shared/dumps'],
    ['skipped', 'needs a reader']
  ] as const
  const { counts, told } = count([{ status: 'passed', tests }], 0)
  expect(counts).toEqual({ passed: 0, failed: 1, skipped: 1 })
  expect(told).toEqual(['skipped: reads the card in shared/dumps', 'did not run: needs a reader'])
})

it('counts tests as failed whose set-up failed', () => {
  const tests = [
    ['skipped', 'a'],
    ['skipped', 'b of shared/dumps']
  ] as const
  expect(count([{ status: 'failed', tests }], 1).counts).toEqual({ passed: 0, failed: 2, skipped: 0 })
})

it('counts a file as failed that could not be loaded', () => {
  expect(count([{ status: 'failed', tests: [] }], 1).counts).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

it('counts an exit code as failed that no test explains', () => {
  const { counts } = count([{ status: 'passed', tests: [['passed', 'a']] }], 1)
  expect(counts).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

it('counts a missing report as failed', () => {
  const counts = countVitest(join(folder, 'absent.json'), 0, () => undefined) as unknown
  expect(counts).toEqual({ passed: 0, failed: 1, skipped: 0 })
})
