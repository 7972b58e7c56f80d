import { describe, expect, it } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import {
  asksFor,
  isPutData,
  isRecordOf,
  LOAD_LOG,
  madeCard,
  type Meddle,
  tornDesk,
  type TornDesk
} from './support/torn-desk'

const SLOW = 30_000
const LOAD = { kind: 'load', amount: 40_00, from: 'account' } as const

/** A load that reached the card, whose answer was lost. */
async function tornLoad(desk: TornDesk, holds = 128_00): Promise<string> {
  desk.meddle = (command) => (isPutData(command) ? 'gone' : undefined)
  await desk.do(LOAD)
  desk.meddle = undefined
  expect(desk.balance()).toBe(holds)
  return desk.openEntry()
}

/** Loads, and returns the line of it that the card's load log has. */
async function loadLine(desk: TornDesk): Promise<Uint8Array> {
  let line = new Uint8Array(0)
  desk.meddle = (command, own) => {
    if (isRecordOf(LOAD_LOG, command) && command[2] === 1) line = Uint8Array.from(own)
    return undefined
  }
  await desk.do(LOAD)
  desk.meddle = undefined
  return line
}

/** The card says that this is all that its load log holds. */
const logOf =
  (line: Uint8Array): Meddle =>
  (command) =>
    !isRecordOf(LOAD_LOG, command) ? undefined : command[2] === 1 ? line : hex('6A83')

/** A load whose script did not reach the card. */
async function lostLoad(desk: TornDesk): Promise<string> {
  desk.leaves = isPutData
  await desk.do(LOAD)
  desk.leaves = undefined
  expect(desk.balance()).toBe(88_00)
  return desk.openEntry()
}

async function suspense(desk: TornDesk): Promise<string[]> {
  return Object.keys(await desk.accounts()).filter((name) => name.startsWith('suspense'))
}

describe('what nobody can tell', () => {
  it(
    'log and balance that contradict each other close nothing, whatever is wanted',
    async () => {
      const desk = await tornDesk()
      const older = await loadLine(desk)
      const entry = await tornLoad(desk, 168_00)
      desk.meddle = logOf(older)
      for (const kind of ['finish', 'reverse'] as const) {
        expect(await desk.do({ kind, entry })).toMatchObject({ outcome: 'interrupted', open: { entry } })
      }
      expect(await desk.accounts()).toMatchObject({ 'account:test-debit': 9_920_00 })
      desk.meddle = undefined
      expect(await desk.do({ kind: 'finish', entry })).toMatchObject({ outcome: 'done' })
      expect(await desk.entries()).toMatchObject([{ closed: 'completed' }, { closed: 'completed' }])
    },
    SLOW
  )

  it(
    'a load that the card took by its answers and balance, and not by its log, is not decided by itself',
    async () => {
      const desk = await tornDesk()
      desk.meddle = logOf(await loadLine(desk))
      const { outcome, sentence } = await desk.do(LOAD)
      expect({ outcome, balance: desk.balance() }).toEqual({ outcome: 'interrupted', balance: 168_00 })
      expect(sentence.en).toContain('contradict each other')
      expect(await desk.service.settleOpen()).toMatchObject({ closed: 0 })
      desk.meddle = undefined
      expect(await desk.do({ kind: 'finish', entry: await desk.openEntry() })).toMatchObject({
        outcome: 'done'
      })
      expect(await desk.accounts()).toMatchObject({ 'ecash:debit-ecash': 168_00 })
    },
    SLOW
  )

  it(
    'a card that was made anew: finishing cannot be, and taking back still can',
    async () => {
      const desk = await tornDesk()
      const entry = await tornLoad(desk)
      desk.card = madeCard()
      await desk.world.desk.testCardMade('debit-ecash', 1)
      expect(await desk.do({ kind: 'finish', entry })).toMatchObject({
        ...{ outcome: 'interrupted', receipt: false },
        open: { entry, needsCard: true, finish: {}, reverse: {}, handOver: {} }
      })
      expect(await desk.service.settleOpen()).toMatchObject({ closed: 0 })
      expect(await desk.do({ kind: 'reverse', entry })).toMatchObject({ outcome: 'done' })
      expect(await desk.accounts()).toMatchObject({ 'account:test-debit': 10_000_00 })
      expect(await suspense(desk)).toEqual([])
    },
    SLOW
  )

  it(
    'a PIN that the card took, where it does not tell when it was last online',
    async () => {
      const desk = await tornDesk()
      const pins = ['123456', '111111']
      desk.meddle = (command) => {
        if (asksFor('9F13', command)) return hex('6A88')
        return command[0] === 0x84 && command[1] === 0x24 ? 'gone' : undefined
      }
      await desk.service.perform(
        'reader',
        { kind: 'change-pin' },
        { ask: () => Promise.resolve({ kind: 'pin', pin: pins.shift() ?? null }) }
      )
      desk.meddle = (command) => (asksFor('9F13', command) ? hex('6A88') : undefined)
      expect(await desk.do({ kind: 'finish', entry: await desk.openEntry() })).toMatchObject({
        outcome: 'done'
      })
      expect(await desk.entries()).toMatchObject([{ closed: 'completed' }])
      expect(await desk.do(LOAD, '111111')).toMatchObject({ outcome: 'done' })
    },
    SLOW
  )
})

describe('handing over', () => {
  it(
    'is a choice of its own, and leaves the money to the issuer’s staff',
    async () => {
      const desk = await tornDesk()
      const entry = await tornLoad(desk)
      // The issuer contradicts the card for good.
      desk.refuses = ({ kind }) =>
        kind === 'confirm' ? { arc: '22', reason: 'already-reversed' } : undefined
      expect(await desk.do({ kind: 'finish', entry })).toMatchObject({ outcome: 'interrupted' })
      for (const how of ['finish', 'reverse'] as const) {
        expect(await desk.service.settle(entry, how)).toMatchObject({
          outcome: 'interrupted',
          open: { entry }
        })
      }
      await desk.service.settleOpen()
      expect(await desk.entries()).toMatchObject([{ closed: undefined }])
      expect(await desk.service.settle(entry, 'hand-over')).toMatchObject({ outcome: 'done', receipt: false })
      expect(await desk.entries()).toMatchObject([{ closed: 'given-up' }])
      expect(await suspense(desk)).toHaveLength(1)
    },
    SLOW
  )

  it(
    'is the way out where the card is lost',
    async () => {
      const desk = await tornDesk()
      const entry = await tornLoad(desk)
      const result = await desk.service.settle(entry, 'hand-over')
      expect(result).toMatchObject({ outcome: 'done' })
      expect(result.sentence.en).toContain(`issuer settle ${entry}`)
      expect(await desk.service.openEntries()).toEqual([])
    },
    SLOW
  )

  it(
    'is the way out where the card is lost for which something is kept',
    async () => {
      const desk = await tornDesk()
      const entry = await keptLoad(desk)
      expect(await desk.service.settle(entry, 'hand-over')).toMatchObject({ outcome: 'done', receipt: false })
      expect(await desk.accounts()).toMatchObject({ 'kept:debit-ecash': 40_00 })
    },
    SLOW
  )

  it(
    'is not done with what can be settled here',
    async () => {
      const desk = await tornDesk()
      desk.refuses = ({ kind }) => (kind === 'confirm' ? { arc: '96' } : undefined)
      await desk.do(LOAD)
      const entry = await desk.openEntry()
      expect(await desk.service.settle(entry, 'hand-over')).toMatchObject({ outcome: 'refused' })
      expect(await desk.entries()).toMatchObject([{ closed: undefined }])
      desk.refuses = undefined
      expect(await desk.service.settle(entry, 'finish')).toMatchObject({ outcome: 'done' })
    },
    SLOW
  )
})

/** A load that the card did not take, kept for it since the issuer did not do more just then. */
async function keptLoad(desk: TornDesk): Promise<string> {
  const entry = await lostLoad(desk)
  desk.refuses = ({ kind }) =>
    kind === 'authorise' ? { arc: '96', reason: 'service-unavailable' } : undefined
  expect(await desk.do({ kind: 'finish', entry })).toMatchObject({ outcome: 'declined', receipt: false })
  desk.refuses = undefined
  return entry
}

describe('what the issuer keeps for a card', () => {
  it(
    'stays to be loaded where the issuer says no for the moment',
    async () => {
      const desk = await tornDesk()
      const entry = await keptLoad(desk)
      expect(await desk.openEntry()).toBe(entry)
      expect(await desk.service.history({ most: 5 })).toMatchObject([
        { state: 'nothing-happened', receipt: false },
        { entry, state: 'open', receipt: false }
      ])
      expect(await desk.do({ kind: 'finish', entry })).toMatchObject({
        outcome: 'done',
        balanceAfter: 128_00
      })
      expect(await desk.service.openEntries()).toEqual([])
      expect(desk.balance()).toBe(128_00)
    },
    SLOW
  )

  it(
    'stays to be loaded where the card has room for a part of it only',
    async () => {
      const desk = await tornDesk()
      const entry = await keptLoad(desk)
      const card = desk.world.references.reference('6228480000000000018', '01')
      const most = (balanceLimit: number): Promise<void> =>
        desk.world.database.transaction(({ issuer }) => issuer.changeCard(card, { balanceLimit }))
      await most(108_00)
      await desk.do({ kind: 'finish', entry })
      expect(desk.balance()).toBe(108_00)
      expect(await desk.openEntry()).toBe(entry)
      await most(1_000_00)
      await desk.do({ kind: 'finish', entry })
      expect(desk.balance()).toBe(128_00)
      await desk.do({ kind: 'finish', entry })
      expect(await desk.service.openEntries()).toEqual([])
      expect(await desk.accounts()).toMatchObject({
        'ecash:debit-ecash': 128_00,
        'account:test-debit': 9_960_00
      })
    },
    SLOW
  )

  it.each(['finish', 'reverse'] as const)(
    'waits for a load of it that was interrupted, settled with %s',
    async (kind) => {
      const desk = await tornDesk()
      const entry = await keptLoad(desk)
      desk.leaves = isPutData
      await desk.do({ kind: 'finish', entry })
      desk.leaves = undefined
      expect(desk.balance()).toBe(88_00)
      const others = (await desk.service.openEntries()).map((one) => one.entry).filter((one) => one !== entry)
      expect(others).toHaveLength(1)
      const [later = ''] = others
      // The issuer keeps nothing just now: it is under way.
      expect(await desk.do({ kind: 'finish', entry })).toMatchObject({ outcome: 'refused' })
      expect(await desk.do({ kind, entry: later })).toMatchObject({ outcome: 'done' })
      expect(await desk.do({ kind: 'finish', entry })).toMatchObject({ outcome: 'done' })
      expect(await desk.service.openEntries()).toEqual([])
      expect(desk.balance()).toBe(128_00)
      expect(await desk.accounts()).toMatchObject({
        'ecash:debit-ecash': 128_00,
        'account:test-debit': 9_960_00
      })
    },
    SLOW
  )
})
