import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DataFolder } from '../../../src-main/adapters/data-folder/data-folder'
import { LeasedDatabase } from '../../../src-main/adapters/database/leased-database'
import { SqliteConnection } from '../../../src-main/adapters/database/sqlite/sqlite-connection'
import { appErrorOf } from '../../../src-main/services/app-failure'
import { DatabaseFailure, type DatabaseProblem } from '../../../src-main/services/storage/database-port'

let folder: DataFolder
let file: string
const opened: LeasedDatabase[] = []

beforeEach(() => {
  folder = new DataFolder(mkdtempSync(join(tmpdir(), 'cardwright-db-')))
  file = join(folder.path, 'cardwright.sqlite')
})
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
  rmSync(folder.path, { recursive: true, force: true })
})

/** A database as another process would open it: with its own hold on the same folder. */
function database(idleMs = 10, waitMs = 2_000): LeasedDatabase {
  const one = new LeasedDatabase({ file, documents: new DataFolder(folder.path), idleMs, waitMs })
  opened.push(one)
  return one
}

const add = (one: LeasedDatabase, name: string): Promise<void> =>
  one.transaction(({ installation }) => installation.add(name, 'x'))
const has = (one: LeasedDatabase, name: string): Promise<boolean> =>
  one.transaction(async ({ installation }) => (await installation.value(name)) !== undefined)

async function problemOf(work: Promise<unknown>): Promise<DatabaseProblem> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason
  )
  if (!(error instanceof DatabaseFailure))
    throw new Error('it did not fail as a database does', { cause: error })
  return error.problem
}

describe('the database of the data folder', () => {
  it('is made on first use, for its user alone, and lets go when idle', async () => {
    expect(existsSync(file)).toBe(false)
    const one = database()
    await add(one, 'a')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(readdirSync(folder.path)).toEqual(['cardwright.sqlite'])
    expect(await has(one, 'a')).toBe(true)
  })

  it('is worked with by two at a time, one after the other', async () => {
    const first = database()
    const second = database()
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([add(first, `first-${round}`), add(second, `second-${round}`)])
    }
    for (let round = 0; round < 5; round += 1) {
      expect(await has(first, `second-${round}`)).toBe(true)
      expect(await has(second, `first-${round}`)).toBe(true)
    }
  })

  it('tells who has it, after a while', async () => {
    await add(database(60_000), 'a')
    const waiting = database(10, 60)
    expect(await problemOf(has(waiting, 'a'))).toEqual({ kind: 'in-use', process: process.pid })
    const error = await has(waiting, 'a').catch((reason: unknown) => appErrorOf(reason))
    expect(error).toMatchObject({ code: 'database-in-use', retrySafe: true })
    expect(JSON.stringify(error)).toContain(String(process.pid))
  })

  it('is opened past what a killed process left behind', async () => {
    const one = database()
    await add(one, 'a')
    await one.close()
    mkdirSync(`${file}.lock`)
    writeFileSync(join(folder.path, 'database.lock'), '999999999')
    expect(await has(database(), 'a')).toBe(true)
  })

  it('does not commit half of a group when the process goes on after an error', async () => {
    const one = database()
    const results = await Promise.allSettled([add(one, 'a'), add(one, 'a'), add(one, 'b')])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect([await has(one, 'a'), await has(one, 'b')]).toEqual([true, true])
  })
})

describe('a database that cannot be trusted', () => {
  const bytes = async (): Promise<Buffer> => {
    const one = database()
    await add(one, 'a')
    await one.close()
    return readFileSync(file)
  }

  it.each([
    ['emptied', () => truncateSync(file, 0)],
    ['not a database', () => writeFileSync(file, 'x'.repeat(4_096))],
    ['cut off', () => truncateSync(file, 5_000)],
    [
      'lost beside its journal',
      () => {
        rmSync(file)
        writeFileSync(`${file}-journal`, 'x')
      }
    ]
  ])('that was %s is refused and left as it is', async (_, damage) => {
    await bytes()
    damage()
    const before = existsSync(file) ? readFileSync(file) : undefined
    const one = database()
    expect(await problemOf(has(one, 'a'))).toEqual({ kind: 'damaged' })
    expect(await problemOf(has(one, 'a'))).toEqual({ kind: 'damaged' })
    await one.close()
    expect(existsSync(file) ? readFileSync(file) : undefined).toEqual(before)
    expect(await has(one, 'a').catch((reason: unknown) => appErrorOf(reason))).toMatchObject({
      code: 'database-damaged'
    })
  })

  it('is looked through where a process did not end as it should', async () => {
    const sound = await bytes()
    sound.fill(0x55, sound.length - 1_000)
    writeFileSync(file, sound)
    mkdirSync(`${file}.lock`)
    expect(await problemOf(has(database(), 'a'))).toEqual({ kind: 'damaged' })
  })

  it('may come from a later version', async () => {
    await bytes()
    const connection = new SqliteConnection(file)
    connection.query('insert into schema_migration (number, name, checksum) values (?, ?, ?)', [
      9,
      'later',
      '0'
    ])
    connection.close()
    expect(await problemOf(has(database(), 'a'))).toEqual({ kind: 'newer' })
  })

  it('or from a migration with other words', async () => {
    await bytes()
    const connection = new SqliteConnection(file)
    connection.exec(`update schema_migration set checksum = '0'`)
    connection.close()
    expect(await problemOf(has(database(), 'a'))).toEqual({ kind: 'damaged' })
  })

  it('or lie where nothing can be written', async () => {
    const one = new LeasedDatabase({
      file: join(folder.path, 'no', 'such', 'db'),
      documents: folder,
      waitMs: 10
    })
    expect(await problemOf(has(one, 'a'))).toEqual({ kind: 'unusable' })
  })
})

describe('rows that may not change', () => {
  it.each([
    ['ledger_transfer', 'update ledger_transfer set amount = 1'],
    ['ledger_transfer', 'delete from ledger_transfer'],
    ['journal_step', `update journal_step set facts = '{}'`],
    ['journal_step', 'delete from journal_step'],
    ['host_request', 'delete from host_request'],
    ['settlement', 'update settlement set amount = 1'],
    ['ledger_account', 'delete from ledger_account'],
    ['journal_entry', `update journal_entry set closed = 'reversed'`]
  ])('in %s are kept from "%s"', async (_, sql) => {
    const one = database()
    const at = 1
    await one.transaction(async ({ ledger, journal, issuer }) => {
      await ledger.open('a', 156)
      await ledger.open('b', 156)
      await ledger.add({ request: 'r', purpose: 'p', source: 'a', target: 'b', amount: 5, currency: 156, at })
      await journal.add('e', { step: 's', facts: {}, at, closed: 'completed' })
      await issuer.addRequest({ terminal: 'T', id: 'i', kind: 'advice', content: 'c', answer: '{}', at })
      await issuer.addCard({
        ref: 'R',
        panRef: 'P',
        pan: '*',
        psn: '01',
        expiry: '301231',
        label: 'l',
        status: 'active',
        atc: 0,
        spent: false,
        balanceLimit: 0,
        transactionLimit: 0,
        resetThreshold: 0,
        pinTriesLeft: 3,
        test: true
      })
      await issuer.addSettlement({
        card: 'R',
        generation: 1,
        atc: 1,
        amount: 5,
        currency: 156,
        by: 'advice',
        terminal: 'T',
        id: 'i',
        at
      })
    })
    await one.close()
    const connection = new SqliteConnection(file)
    expect(() => connection.exec(sql)).toThrow()
    connection.close()
  })

  it.each([
    ['a transfer from an account to itself', { source: 'a', target: 'a' }],
    ['a transfer of nothing', { amount: 0 }],
    ['a transfer below nothing', { amount: -5 }],
    ['a transfer in another currency', { currency: 840 }],
    ['a transfer to nowhere', { target: 'c' }]
  ])('never were: %s', async (_, change) => {
    const one = database()
    await one.transaction(async ({ ledger }) => {
      await ledger.open('a', 156)
      await ledger.open('b', 156)
    })
    const transfer = { request: 'r', purpose: 'p', source: 'a', target: 'b', amount: 5, currency: 156, at: 1 }
    await expect(one.transaction(({ ledger }) => ledger.add({ ...transfer, ...change }))).rejects.toThrow()
    await one.transaction(async ({ ledger }) =>
      expect(await ledger.sums()).toMatchObject([{ balance: 0 }, { balance: 0 }])
    )
  })
})
