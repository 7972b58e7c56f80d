// The program is killed while it moves money; afterwards every acknowledged request must have happened, and no request by
// half. The number of rounds can be raised: CARDWRIGHT_KILL_ROUNDS.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleForNode } from '../../scripts/build.mjs'
import { DataFolder } from '../../src-main/adapters/data-folder/data-folder'
import { LeasedDatabase } from '../../src-main/adapters/database/leased-database'
import { accountsOf, moneyWorld, type MoneyWorld } from '../support/issuer-world'
import { workerRequest } from '../support/issuer-worker'

const ROUNDS = Number(process.env['CARDWRIGHT_KILL_ROUNDS'] ?? 12)
const folder = mkdtempSync(join(tmpdir(), 'cardwright-kill-'))
// Within the checkout, where it finds its packages.
const programFolder = join(import.meta.dirname, '../../out/test/issuer-program')
const program = join(programFolder, 'issuer-program.mjs')
const data = join(folder, 'data')

beforeAll(async () => {
  await bundleForNode({
    entry: join(import.meta.dirname, '../support/issuer-program.ts'),
    outDir: programFolder,
    file: 'issuer-program.mjs',
    target: 'node20'
  })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Child {
  readonly process: ChildProcess
  readonly lines: string[]
  readonly ready: Promise<void>
  /** Resolves when it has answered so often. */
  answered(count: number): Promise<void>
  readonly ended: Promise<number | null>
}

function start(run: string, ...more: string[]): Child {
  const child = spawn(process.execPath, [program, data, run, ...more], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const lines: string[] = []
  let rest = ''
  let isReady = (): void => undefined
  const ready = new Promise<void>((resolve, reject) => {
    isReady = resolve
    child.once('close', (code) => reject(new Error(`the program ended with ${code} before it was ready`)))
  })
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) {
      if (line === 'ready') isReady()
      else lines.push(line)
    }
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  const answered = async (count: number): Promise<void> => {
    while (lines.length < count && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 1))
  }
  return { process: child, lines, ready, answered, ended }
}

async function withWorld<T>(work: (world: MoneyWorld) => Promise<T>): Promise<T> {
  const documents = new DataFolder(data)
  const world = moneyWorld(new LeasedDatabase({ file: join(data, 'cardwright.sqlite'), documents }))
  try {
    return await work(world)
  } finally {
    await world.database.close()
  }
}

/** What was acknowledged, as it was printed. */
function acknowledged(run: string, lines: readonly string[]) {
  return lines.map((line) => {
    const [name = '', ...answer] = line.split(' ')
    const [worker = 0, start = 0, index = 0] = name.split('/').map(Number)
    return { request: workerRequest(run, worker, start, index).request, answer: answer.join(' ') }
  })
}

describe('the issuer', () => {
  it(
    `keeps what it acknowledged and does nothing by half when it is killed, ${ROUNDS} times`,
    { timeout: 30_000 + ROUNDS * 15_000 },
    async () => {
      let count = 0
      for (let round = 0; round < ROUNDS; round += 1) {
        const run = `k${round}`
        const child = start(run)
        await child.ready
        await child.answered(Math.floor(Math.random() * 30))
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20))
        child.process.kill('SIGKILL')
        await child.ended
        const known = acknowledged(run, child.lines)
        count += known.length
        await withWorld(async ({ host, desk }) => {
          expect(await desk.check()).toMatchObject({ total: 0, wrong: [] })
          for (const { request, answer } of known) {
            const reply = await host.exchange(request)
            expect(JSON.stringify(reply.kind === 'answer' ? reply.answer : reply)).toBe(answer)
          }
          expect(known.every(({ answer }) => answer.includes('"arc":"00"'))).toBe(true)
          expect(await desk.check()).toMatchObject({ total: 0, wrong: [] })
        })
      }
      expect(count).toBeGreaterThan(ROUNDS)
      await withWorld(async (world) => {
        // Each worker may have left one load that was authorised and not settled; nothing else is under way.
        const accounts = await world.desk.accounts()
        const underWay = accounts.filter(({ kind }) => kind === 'suspense')
        expect(underWay.length).toBeLessThanOrEqual(ROUNDS * 3)
        expect(underWay.every(({ balance }) => balance > 0)).toBe(true)
        for (const { id } of underWay) {
          const [, terminal = '', original = ''] = id.split(':')
          const origin = { terminal, merchant: 'M1', drawer: 'D1', at: 0 }
          const reply = await world.host.exchange({
            kind: 'reverse',
            id: `${original}-late`,
            origin,
            original,
            reason: 'no-answer'
          })
          expect(reply).toMatchObject({ kind: 'answer', answer: { arc: '00' } })
        }
        const left = Object.keys(await accountsOf(world)).filter((name) => name.startsWith('suspense'))
        expect(left).toEqual([])
      })
    }
  )

  it('is used by two processes at a time, one after the other', { timeout: 120_000 }, async () => {
    const before = await withWorld(({ desk }) => desk.check())
    const first = start('two-a', '1', '300')
    await first.ready
    // The second one has another card and terminal.
    const second = await withWorld(async ({ host, desk }) => {
      const start = (await desk.cards()).find(({ label }) => label === 'ecash')?.atc ?? 0
      for (let index = 0; index < 100; index += 1) {
        const reply = await host.exchange(workerRequest('two-b', 2, start, index).request)
        expect(reply).toMatchObject({ kind: 'answer', answer: { arc: '00' } })
      }
      return desk.check()
    })
    expect(second).toMatchObject({ total: 0, wrong: [] })
    expect(await first.ended).toBe(0)
    expect(first.lines).toHaveLength(300)
    expect(acknowledged('two-a', first.lines).every(({ answer }) => answer.includes('"arc":"00"'))).toBe(true)
    const after = await withWorld(({ desk }) => desk.check())
    expect(after).toMatchObject({ total: 0, wrong: [] })
    expect(after.accounts).toBeGreaterThan(before.accounts)
  })
})
