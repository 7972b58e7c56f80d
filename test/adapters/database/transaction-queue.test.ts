// A database that fails in the middle of it: everybody hears of it, and the next one begins anew.
import { describe, expect, it, vi } from 'vitest'
import { type Batch, TransactionQueue } from '../../../src-main/adapters/database/transaction-queue'
import type { Stores } from '../../../src-main/services/storage/database-port'

const NOTHING: Batch = {
  stores: {} as Stores,
  begin: () => undefined,
  save: () => undefined,
  keep: () => undefined,
  undo: () => undefined,
  commit: () => undefined,
  rollback: () => undefined
}
const fail = (what: string) => (): never => {
  throw new Error(what)
}

/** A queue whose batches misbehave one after the other as listed, and do well after that. */
function queueOn(...failing: readonly Partial<Batch>[]) {
  const opened: Batch[] = []
  const drop = vi.fn()
  const idle = vi.fn()
  const open = async (): Promise<Batch> => {
    const batch = { ...NOTHING, ...failing[opened.length] }
    opened.push(batch)
    return batch
  }
  const queue = new TransactionQueue(open, idle, drop)
  return { queue, opened, drop, idle }
}

const outcome = (settled: Promise<unknown>): Promise<unknown> =>
  settled.then(
    (result) => result,
    (error: unknown) => (error as Error).message
  )

describe('a queue of transactions', () => {
  it('fails whoever waits where a batch cannot begin, and opens anew for the next', async () => {
    const { queue, opened, drop, idle } = queueOn({ begin: fail('disk I/O error') })
    const waiting = [queue.add(async () => 1), queue.add(async () => 2)].map(outcome)
    expect(await Promise.all(waiting)).toEqual(['disk I/O error', 'disk I/O error'])
    expect(opened).toHaveLength(1)
    expect(drop).toHaveBeenCalledOnce()
    expect(idle).toHaveBeenCalledOnce()
    expect(await queue.add(async () => 3)).toBe(3)
    expect(opened).toHaveLength(2)
  })

  it.each([
    ['the commit', { commit: fail('full') }],
    ['the savepoint', { save: fail('full') }],
    ['what keeps one', { keep: fail('full'), undo: fail('full') }]
  ])('settles everybody where %s and the rollback both fail', async (_, batch) => {
    const { queue, drop } = queueOn({ ...batch, rollback: fail('rollback') })
    const first = [queue.add(async () => 1), queue.add(async () => 2)].map(outcome)
    const [one, two] = await Promise.all(first)
    expect(one).toBe('full')
    // In the same batch, or in the next one that does well.
    expect(['full', 2]).toContain(two)
    expect(drop).toHaveBeenCalledOnce()
    expect(await queue.add(async () => 3)).toBe(3)
    await queue.drained()
  })

  it('settles everybody where even letting go of the database fails', async () => {
    const { queue, drop } = queueOn({ begin: fail('gone') }, { commit: fail('gone again') })
    drop.mockImplementation(fail('no drop'))
    expect(await outcome(queue.add(async () => 1))).toBe('gone')
    expect(await outcome(queue.add(async () => 2))).toBe('gone again')
    expect(await queue.add(async () => 3)).toBe(3)
  })

  it('keeps what failed by itself apart from the batch', async () => {
    const { queue, opened, drop } = queueOn()
    const both = [queue.add(fail('mine')), queue.add(async () => 2)].map(outcome)
    expect(await Promise.all(both)).toEqual(['mine', 2])
    expect(opened).toHaveLength(1)
    expect(drop).not.toHaveBeenCalled()
  })
})
