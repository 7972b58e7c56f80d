import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { MemoryDatabase } from '../../../src-main/adapters/database/memory-database'
import { balanceOf, checkLedger, canMove, post, statement } from '../../../src-main/services/ledger/ledger'
import { ledgerAccountKind } from '../../../src-main/services/ledger/ledger-accounts'

let database: MemoryDatabase
beforeEach(() => void (database = new MemoryDatabase()))

const transfer = (source: string, target: string, amount: number) => ({
  request: 'r',
  purpose: 'load',
  source,
  target,
  amount,
  currency: 156,
  at: 1
})

describe('the ledger', () => {
  it('sums to zero whatever is posted, and its balances agree with its transfers', async () => {
    await database.mark()
    const account = fc.constantFrom('a', 'b', 'c', 'd')
    const amount = fc.integer({ min: 1, max: 999_999_999_999 })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(account, account, amount), { maxLength: 12 }), async (moves) => {
        await database.reset()
        const expected = new Map<string, number>()
        for (const [source, target, moved] of moves) {
          if (source === target) continue
          await database.transaction(({ ledger }) => post(ledger, transfer(source, target, moved)))
          expected.set(source, (expected.get(source) ?? 0) - moved)
          expected.set(target, (expected.get(target) ?? 0) + moved)
        }
        await database.transaction(async ({ ledger }) => {
          for (const [id, balance] of expected) expect(await balanceOf(ledger, id)).toBe(balance)
          expect(await checkLedger(ledger)).toEqual({ total: 0, accounts: expected.size, wrong: [] })
        })
      }),
      { numRuns: 40 }
    )
  })

  it.each([0, -1, 1.5, Number.NaN, 1e12])('never posts %d', async (amount) => {
    expect(canMove(amount)).toBe(false)
    await expect(
      database.transaction(({ ledger }) => post(ledger, transfer('a', 'b', amount)))
    ).rejects.toThrow()
  })

  it('shows an account line by line, each with the balance it left', async () => {
    await database.transaction(async ({ ledger }) => {
      await post(ledger, transfer('a', 'b', 100))
      await post(ledger, transfer('b', 'c', 30))
      await post(ledger, transfer('a', 'b', 5))
      const lines = await statement(ledger, 'b', 10)
      expect(lines?.map(({ amount, balance, counterAccount }) => [amount, balance, counterAccount])).toEqual([
        [5, 75, 'a'],
        [-30, 70, 'c'],
        [100, 100, 'a']
      ])
      expect(await statement(ledger, 'b', 1)).toHaveLength(1)
      expect(await statement(ledger, 'none', 10)).toBeUndefined()
      expect(await balanceOf(ledger, 'none')).toBe(0)
    })
  })

  it.each([
    ['account:x', 'account', 'x'],
    ['suspense:T1:a:b', 'suspense', 'T1:a:b'],
    ['opening', 'other', 'opening'],
    ['strange:x', 'other', 'strange:x']
  ])('knows %s by its name', (id, kind, of) => expect(ledgerAccountKind(id)).toEqual({ kind, of }))
})
