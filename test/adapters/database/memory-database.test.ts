import { describe, expect, it } from 'vitest'
import { MemoryDatabase } from '../../../src-main/adapters/database/memory-database'

const transfer = {
  request: 'r1',
  purpose: 'load',
  source: 'a',
  target: 'b',
  amount: 5,
  currency: 156,
  at: 1
} as const

async function withAccounts(): Promise<MemoryDatabase> {
  const database = new MemoryDatabase()
  await database.transaction(async ({ ledger }) => {
    await ledger.open('a', 156)
    await ledger.open('b', 156)
  })
  return database
}

describe('the database in memory', () => {
  it('moves both balances with a transfer', async () => {
    const database = await withAccounts()
    await database.transaction(({ ledger }) => ledger.add(transfer))
    await database.transaction(async ({ ledger }) => {
      expect(await ledger.accounts()).toEqual([
        { id: 'a', currency: 156, balance: -5 },
        { id: 'b', currency: 156, balance: 5 }
      ])
      expect(await ledger.sums()).toEqual([
        { id: 'a', balance: -5, transferred: -5 },
        { id: 'b', balance: 5, transferred: 5 }
      ])
    })
  })

  it('leaves nothing of a transaction that failed, and all of the others of its commit', async () => {
    const database = await withAccounts()
    const results = await Promise.allSettled([
      database.transaction(({ ledger }) => ledger.add(transfer)),
      database.transaction(async ({ ledger }) => {
        await ledger.add({ ...transfer, amount: 7 })
        throw new Error('no')
      }),
      database.transaction(({ ledger }) => ledger.add({ ...transfer, amount: 11 }))
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    await database.transaction(async ({ ledger }) => {
      expect(await ledger.account('b')).toEqual({ id: 'b', currency: 156, balance: 16 })
    })
  })

  it('goes back to its mark, and again', async () => {
    const database = await withAccounts()
    await database.mark()
    for (let round = 0; round < 3; round += 1) {
      await database.transaction(({ ledger }) => ledger.add(transfer))
      await database.reset()
      await database.transaction(async ({ ledger }) => {
        expect(await ledger.transfers({ most: 10 })).toEqual([])
        expect(await ledger.account('b')).toEqual({ id: 'b', currency: 156, balance: 0 })
      })
    }
  })
})
