// Authorisations through the built-in issuer with the ledger on disk, each acknowledged when it is durable. The number can
// be lowered for a quick run: CARDWRIGHT_BENCH_AUTHORISATIONS=2000.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { DataFolder } from '../../src-main/adapters/data-folder/data-folder'
import { LeasedDatabase } from '../../src-main/adapters/database/leased-database'
import type { HostRequest } from '../../src-main/engine/workflow/host'
import type { Bench, BenchRow } from '../support/bench'
import { moneyWorld, TEST_NOW, type MoneyWorld } from '../support/issuer-world'
import { TestChip } from '../support/test-chip'

const TOTAL = Number(process.env['CARDWRIGHT_BENCH_AUTHORISATIONS'] ?? 100_000)
/** Terminals that ask at the same time, each with a card of its own. */
const TERMINALS = 32
/** Requests that are made ready at a time; what the cards compute is not the issuer's time. */
const PORTION = 3_200
const ALONE = Math.min(500, TOTAL)
const AMOUNT = 1

const chips = Array.from(
  { length: TERMINALS + 1 },
  (_, index) => new TestChip(`62284811${String(index).padStart(11, '0')}`, '01', '351231')
)
const counters = chips.map(() => 0)

async function enrol({ desk }: MoneyWorld): Promise<void> {
  for (const [index, { pan, psn, expiry }] of chips.entries()) {
    const ref = `bench-${index}`
    await desk.enrolCard(
      {
        pan,
        psn,
        expiry,
        label: ref,
        account: ref,
        balance: 0,
        atc: 0,
        balanceLimit: 100_000,
        transactionLimit: 100_000,
        resetThreshold: 0
      },
      { ref, kind: 'debit', creditLimit: 0, singleLimit: 100_000, balance: TOTAL * AMOUNT }
    )
  }
}

function request(terminal: number): HostRequest {
  const atc = (counters[terminal] = (counters[terminal] ?? 0) + 1)
  const chip = chips[terminal]
  if (chip === undefined) throw new Error('there is no such terminal')
  return {
    kind: 'authorise',
    id: `${terminal}-${atc}`,
    origin: { terminal: `T${terminal}`, merchant: 'M1', drawer: 'D1', at: TEST_NOW },
    service: { kind: 'purchase' },
    amount: AMOUNT,
    currency: 156,
    chip: chip.says({ atc, amount: AMOUNT })
  }
}

async function approved({ host }: MoneyWorld, asked: HostRequest): Promise<void> {
  const reply = await host.exchange(asked)
  if (reply.kind !== 'answer' || reply.answer.arc !== '00')
    throw new Error(`declined: ${JSON.stringify(reply)}`)
}

/** Milliseconds for `count` requests, the terminals one beside the other. */
async function together(world: MoneyWorld, count: number): Promise<number> {
  const queues = Array.from({ length: TERMINALS }, (_, terminal) =>
    Array.from({ length: Math.floor((count + TERMINALS - 1 - terminal) / TERMINALS) }, () =>
      request(terminal)
    )
  )
  const began = performance.now()
  await Promise.all(
    queues.map(async (queue) => {
      for (const asked of queue) await approved(world, asked)
    })
  )
  return performance.now() - began
}

async function alone(world: MoneyWorld, count: number): Promise<number> {
  const queue = Array.from({ length: count }, () => request(TERMINALS))
  const began = performance.now()
  for (const asked of queue) await approved(world, asked)
  return performance.now() - began
}

const megabytes = (bytes: number): number => bytes / 2 ** 20

async function measure(world: MoneyWorld, file: string): Promise<BenchRow[]> {
  await enrol(world)
  const aloneMs = await alone(world, ALONE)
  let done = 0
  let milliseconds = 0
  let early = 0
  while (done < TOTAL) {
    const count = Math.min(PORTION, TOTAL - done)
    milliseconds += await together(world, count)
    done += count
    // What was compiled and cached by then stays; more would be a leak.
    if (early === 0 && done >= TOTAL / 10) early = process.memoryUsage().rss
  }
  const late = process.memoryUsage().rss
  const check = await world.desk.check()
  return [
    { what: `authorisations, ${TERMINALS} terminals at a time`, value: done, unit: '' },
    { what: 'rate', value: (done / milliseconds) * 1_000, unit: '/s' },
    { what: 'rate, one at a time', value: (ALONE / aloneMs) * 1_000, unit: '/s' },
    { what: 'memory (RSS) after a tenth', value: megabytes(early), unit: 'MB' },
    { what: 'memory (RSS) at the end', value: megabytes(late), unit: 'MB' },
    {
      what: 'memory, growth since the tenth',
      value: megabytes(Math.max(0, late - early)),
      unit: 'MB',
      limit: 100
    },
    { what: 'database file', value: megabytes(statSync(file).size), unit: 'MB' },
    { what: 'accounts of the ledger', value: check.accounts, unit: '' },
    { what: 'ledger balance at the end', value: Math.abs(check.total), unit: 'fen', limit: 0 },
    { what: 'balances that disagree with their transfers', value: check.wrong.length, unit: '', limit: 0 }
  ]
}

const bench: Bench = {
  name: 'issuer',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'cardwright-bench-issuer-'))
    const file = join(folder, 'cardwright.sqlite')
    const world = moneyWorld(new LeasedDatabase({ file, documents: new DataFolder(folder) }))
    try {
      return await measure(world, file)
    } finally {
      await world.database.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

export default bench
