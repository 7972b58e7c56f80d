// The command line is killed in the middle of moving money; `ecash recover` puts it right. Where it dies is counted in
// changes of the data folder, which are the durable steps of program and card.
import { type FSWatcher, mkdtempSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DataFolder } from '../../src-main/adapters/data-folder/data-folder'
import { LeasedDatabase } from '../../src-main/adapters/database/leased-database'
import { ledgerAccountKind } from '../../src-main/services/ledger/ledger-accounts'
import { builtCli, type CliResult, startCli } from '../support/cli'
import { moneyWorld } from '../support/issuer-world'

const CARD = ['--reader', 'virtual:debit-ecash']
const LOAD = ['ecash', 'load', '--amount', '100', '--from', 'account', ...CARD]
const PAY = ['ecash', 'pay', '--amount', '12.50', ...CARD]

let folder: string
let product: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardwright-ecash-kill-'))
  product = await builtCli()
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const environment = () => ({ CARDWRIGHT_HOME: folder, LC_ALL: 'en_US.UTF-8' })

function cli(...args: readonly string[]): Promise<CliResult> {
  return startCli(product, args, { env: environment() }).ended
}

async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { out } = await cli(...args, '--json')
  return JSON.parse(out) as Record<string, unknown>
}

/** Runs the command, killed at the n-th change of the folder; resolves with how many changes there were. */
async function killedAt(change: number, args: readonly string[]): Promise<number> {
  let changes = 0
  const running = startCli(product, args, { env: environment() })
  const seen = (): void => {
    changes += 1
    if (changes === change) running.kill('SIGKILL')
  }
  const watchers: FSWatcher[] = [folder, join(folder, 'cards')].map((path) => watch(path, seen))
  await running.ended
  for (const watcher of watchers) watcher.close()
  return changes
}

interface Money {
  readonly card: number
  readonly account: number
  readonly all: number
  readonly suspense: number
  readonly open: number
}

async function money(): Promise<Money> {
  const card = Number((await json('ecash', 'balance', ...CARD))['balance'])
  const database = new LeasedDatabase({
    file: join(folder, 'cardwright.sqlite'),
    documents: new DataFolder(folder)
  })
  const world = moneyWorld(database)
  try {
    const accounts = await world.database.transaction(({ ledger }) => ledger.accounts())
    const sum = (...kinds: readonly string[]): number =>
      accounts.reduce(
        (total, { id, balance }) => total + (kinds.includes(ledgerAccountKind(id).kind) ? balance : 0),
        0
      )
    const waiting = (await world.purchases.unsettled()).reduce((total, { amount }) => total + amount, 0)
    return {
      card,
      account: sum('account'),
      all: card + waiting + sum('account', 'drawer', 'merchant', 'kept', 'suspense'),
      suspense: sum('suspense'),
      open: (await world.journal.open()).length
    }
  } finally {
    await database.close()
  }
}

describe('a process that is killed', () => {
  let changes = 0
  beforeAll(async () => {
    await cli('ecash', 'balance', ...CARD)
    changes = await killedAt(Number.POSITIVE_INFINITY, LOAD)
  }, 60_000)

  it.each([0.3, 0.45, 0.6, 0.7, 0.8, 0.9])(
    'in a load, %f of the way: the next start and the card put it right',
    async (part) => {
      const before = await money()
      await killedAt(Math.max(1, Math.floor(changes * part)), LOAD)
      const recovered = await json('ecash', 'recover', ...CARD)
      expect(recovered['open']).toEqual([])
      const after = await money()
      expect(after).toMatchObject({ all: before.all, suspense: 0, open: 0 })
      expect([0, 100_00]).toContain(after.card - before.card)
      expect(before.account - after.account).toBe(after.card - before.card)
    },
    120_000
  )

  it.each([0.5, 0.75, 0.95])(
    'in flash pay, %f of the way: paid once or not at all',
    async (part) => {
      const before = await money()
      const whole = await killedAt(Number.POSITIVE_INFINITY, PAY)
      await killedAt(Math.max(1, Math.floor(whole * part)), PAY)
      expect((await json('ecash', 'recover', ...CARD))['open']).toEqual([])
      const after = await money()
      expect(after).toMatchObject({ all: before.all, suspense: 0, open: 0 })
      expect([12_50, 25_00]).toContain(before.card - after.card)
    },
    120_000
  )
})
