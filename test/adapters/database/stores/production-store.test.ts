import { describe, expect, it } from 'vitest'
import { MemoryDatabase } from '../../../../src-main/adapters/database/memory-database'
import type { Production } from '../../../../src-main/services/production/production-store-port'

const card: Production = {
  ...{ id: 'p1', lot: 'lot', profile: 'debit-ecash', card: 'C1', pan: '622848******0018', chip: 'AA' },
  ...{ state: 'begun', openedAt: 1, changedAt: 1 }
}

async function withLot(): Promise<MemoryDatabase> {
  const database = new MemoryDatabase()
  await database.transaction(({ production }) =>
    production.addLot({ id: 'lot', name: 'First', kind: 'blank', received: 3, at: 1 })
  )
  return database
}

describe('the stock of cards', () => {
  it('counts each card once, whatever became of it', async () => {
    const database = await withLot()
    await database.transaction(async ({ production }) => {
      await production.add(card)
      await production.add({ ...card, id: 'p2', card: 'C2', chip: 'BB', batch: 'b', line: 1 })
      await production.addStep('p1', { step: 'installed', facts: { aid: 'A0' }, at: 2 })
      expect(await production.counts('lot')).toEqual({ begun: 2, made: 0, scrapped: 0 })
      expect(await production.end('p1', { state: 'made', at: 3 })).toBe(true)
      expect(await production.end('p2', { state: 'scrapped', reason: 'torn', at: 4 })).toBe(true)
      expect(await production.end('p2', { state: 'made', at: 5 })).toBe(false)
      expect(await production.end('p1', { state: 'scrapped', reason: 'bent', at: 6 })).toBe(true)
      expect(await production.counts('lot')).toEqual({ begun: 0, made: 0, scrapped: 2 })
      expect(await production.steps('p1')).toEqual([{ step: 'installed', facts: { aid: 'A0' }, at: 2 }])
      expect((await production.ofBatch('b')).map(({ id }) => id)).toEqual(['p2'])
      expect((await production.newest(1)).map(({ id }) => id)).toEqual(['p2'])
    })
  })

  it('has one production on a chip at a time, and one living card of a number', async () => {
    const database = await withLot()
    await database.transaction(({ production }) => production.add(card))
    const again = (more: Partial<Production>): Promise<void> =>
      database.transaction(({ production }) => production.add({ ...card, id: 'p2', ...more }))
    await expect(again({ card: 'C2' })).rejects.toThrow()
    await expect(again({ chip: 'BB' })).rejects.toThrow()
    await database.transaction(({ production }) =>
      production.end('p1', { state: 'scrapped', reason: 'torn', at: 2 })
    )
    await again({ replaces: 'p1' })
    await database.transaction(async ({ production }) => {
      expect(await production.begunOn('AA')).toMatchObject({ id: 'p2', replaces: 'p1' })
      expect((await production.ofCard('C1')).map(({ id }) => id)).toEqual(['p2', 'p1'])
    })
  })

  it('gives a serial number once', async () => {
    const database = await withLot()
    await database.transaction(async ({ production }) => {
      expect(await production.takeSerial('test', 1)).toBe(1)
      expect(await production.takeSerial('test', 2)).toBe(2)
      expect(await production.takeSerial('other', 3)).toBe(1)
    })
  })

  it('remembers attempts at the keys of a chip', async () => {
    const database = await withLot()
    await database.transaction(async ({ chipAttempts }) => {
      expect(await chipAttempts.find('AA')).toBeUndefined()
      await chipAttempts.put('AA', { failures: 1, changedAt: 1 })
      await chipAttempts.put('AA', { failures: 2, changedAt: 2 })
      expect(await chipAttempts.find('AA')).toEqual({ failures: 2, changedAt: 2 })
    })
  })
})
