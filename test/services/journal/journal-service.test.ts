import { beforeEach, describe, expect, it } from 'vitest'
import type { JournalWrite } from '../../../src-main/engine/workflow/journal'
import { JournalService, type JournalEntry } from '../../../src-main/services/journal/journal-service'
import { createIssuerWorld, type IssuerWorld } from '../../support/issuer-world'

let world: IssuerWorld
let now = 1_000
beforeEach(async () => {
  now = 1_000
  world = await createIssuerWorld({ now: () => now })
})

const write = (entry: string, step: string, more: Partial<JournalWrite> = {}): Promise<void> =>
  world.journal.append({ entry, step, facts: {}, ...more })

describe('the journal', () => {
  it('adds steps up, later facts replacing earlier ones', async () => {
    await write('e1', 'begun', { facts: { flow: 'load', amount: 100, online: false } })
    now = 2_000
    await write('e1', 'answered', { facts: { online: true, arc: '00' } })
    expect(await world.journal.entry('e1')).toEqual({
      entry: 'e1',
      openedAt: 1_000,
      changedAt: 2_000,
      facts: { flow: 'load', amount: 100, online: true, arc: '00' },
      steps: [
        { step: 'begun', at: 1_000, facts: { flow: 'load', amount: 100, online: false } },
        { step: 'answered', at: 2_000, facts: { online: true, arc: '00' } }
      ]
    })
    expect(await world.journal.entry('e2')).toBeUndefined()
  })

  it('offers what is open, oldest first, and by card', async () => {
    await write('e1', 'begun', { facts: { card: 'A' } })
    await write('e2', 'begun', { facts: { card: 'B' } })
    await write('e3', 'begun', { facts: { card: 'A' } })
    await write('e1', 'ended', { closed: 'completed' })
    await write('e2', 'more', { facts: { atc: 5 } })
    const names = (entries: readonly JournalEntry[]): string[] => entries.map(({ entry }) => entry)
    expect(names(await world.journal.open())).toEqual(['e2', 'e3'])
    expect(names(await world.journal.open('A'))).toEqual(['e3'])
    expect(names(await world.journal.open('C'))).toEqual([])
  })

  it('knows the card from the step that named it', async () => {
    await write('e1', 'begun')
    await write('e1', 'read', { facts: { card: 'A' } })
    await write('e1', 'more')
    expect(await world.journal.open('A')).toHaveLength(1)
  })

  it('tells its history page by page, newest first', async () => {
    for (let index = 1; index <= 5; index += 1) await write(`e${index}`, 'begun')
    const page = async (before?: string): Promise<string[]> =>
      (await world.journal.history({ most: 2, ...(before !== undefined && { before }) })).map(
        ({ entry }) => entry
      )
    expect(await page()).toEqual(['e5', 'e4'])
    expect(await page('e4')).toEqual(['e3', 'e2'])
    expect(await page('e2')).toEqual(['e1'])
    expect(await page('unknown')).toEqual([])
  })

  it('closes an entry once; then only its receipt is noted', async () => {
    await write('e1', 'begun')
    await write('e1', 'ended', { closed: 'reversed' })
    await expect(write('e1', 'ended', { closed: 'reversed' })).rejects.toThrow('e1 is reversed')
    await expect(write('e1', 'ended', { closed: 'completed' })).rejects.toThrow('e1 is reversed')
    await expect(write('e1', 'paid', { facts: { debited: true } })).rejects.toThrow('e1 is reversed')
    await write('e1', 'receipt-printed', { facts: { copies: 1 } })
    expect(await world.journal.entry('e1')).toMatchObject({ closed: 'reversed', facts: { copies: 1 } })
    expect(await world.journal.open()).toEqual([])
  })

  it('lets an entry be gone on with by the session that has it, and by no other', async () => {
    const { journal } = world
    await journal.append({ entry: 'e1', step: 'asked', facts: { session: 'first' } }, 'first')
    await journal.append({ entry: 'e1', step: 'more', facts: {} }, 'first')
    const late = journal.append({ entry: 'e1', step: 'decided', facts: {} }, 'second')
    await expect(late).rejects.toMatchObject({ code: 'entry-busy' })
    const taken = await journal.takeOver('e1', { from: 'first', to: 'second' })
    expect(taken).toMatchObject({ entry: 'e1', facts: { session: 'second' } })
    await journal.append({ entry: 'e1', step: 'decided', facts: {} }, 'second')
    const first = journal.append({ entry: 'e1', step: 'script', facts: {} }, 'first')
    await expect(first).rejects.toMatchObject({ code: 'entry-busy' })
    const steps = (await journal.entry('e1'))?.steps.map(({ step }) => step)
    expect(steps).toEqual(['asked', 'more', 'taken-over', 'decided'])
  })

  it('gives an entry to the first of two who want it, and none that is closed or unknown', async () => {
    const { journal } = world
    await journal.append({ entry: 'e1', step: 'asked', facts: { session: 'gone' } }, 'gone')
    const both = await Promise.allSettled([
      journal.takeOver('e1', { from: 'gone', to: 'one' }),
      journal.takeOver('e1', { from: 'gone', to: 'two' })
    ])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    await journal.append({ entry: 'e1', step: 'ended', facts: {}, closed: 'reversed' }, 'one')
    expect(await journal.takeOver('e1', { from: 'one', to: 'two' })).toMatchObject({
      ...{ closed: 'reversed', facts: { session: 'one' } }
    })
    await expect(journal.takeOver('e2', { from: 'one', to: 'two' })).rejects.toMatchObject({
      code: 'entry-unknown'
    })
  })

  it('refuses a full card number in whatever form', async () => {
    await world.references.ready()
    world.references.reference('6228480000000000018', '01')
    for (const fact of ['6228480000000000018', '5A0A6228480000000000018F5F340101']) {
      await expect(write('e1', 'begun', { facts: { chip: fact } })).rejects.toThrow('full card number')
    }
    expect(await world.journal.entry('e1')).toBeUndefined()
    await write('e1', 'begun', { facts: { pan: '622848*********0018' } })
  })

  it('tells the open entries after each step', async () => {
    const told: string[][] = []
    const journal = new JournalService(
      world.database,
      world.references,
      () => now,
      (open) => told.push(open.map(({ entry }) => entry))
    )
    await journal.append({ entry: 'e1', step: 'begun', facts: {} })
    await journal.append({ entry: 'e2', step: 'begun', facts: {} })
    await journal.append({ entry: 'e1', step: 'ended', facts: {}, closed: 'given-up' })
    expect(told).toEqual([['e1'], ['e1', 'e2'], ['e2']])
  })
})
