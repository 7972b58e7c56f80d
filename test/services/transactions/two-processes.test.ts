// Window and command line share data folder and database: one works on an entry, the other keeps its hands off.
import { describe, expect, it } from 'vitest'
import type { CardAction, CardReply } from '../../../src-main/contract/ecash'
import { randomBytes } from '../../../src-main/engine/crypto/random'
import { testCaKeys } from '../../../src-main/engine/offline-auth/test-issuer'
import type { HostReply, HostRequest } from '../../../src-main/engine/workflow/host'
import { Interruption } from '../../../src-main/engine/workflow/interruption'
import type { IssuerHost } from '../../../src-main/services/issuer/issuer-host-port'
import { terminalPreset } from '../../../src-main/services/terminals/terminal-presets'
import { TransactionService } from '../../../src-main/services/transactions/transaction-service'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { accountsOf, createIssuerWorld, type IssuerWorld, TEST_NOW } from '../../support/issuer-world'
import { MemoryDocuments } from '../../support/memory-documents'
import { cardOnReader } from '../../support/money-desk'

const LOAD: CardAction = { kind: 'load', amount: 100_00, from: 'account' }
const options = {
  ask: ({ kind }: { readonly kind: string }): Promise<CardReply> =>
    Promise.resolve(kind === 'pin' ? { kind: 'pin', pin: '123456' } : { kind: 'cancelled' })
}

interface Setting {
  readonly world: IssuerWorld
  readonly documents: MemoryDocuments
  readonly card: VirtualCard
}

async function setting(): Promise<Setting> {
  const card = VirtualCard.fromImage(readyMadeCard('debit-ecash', ['T=1']))
  return { world: await createIssuerWorld(), documents: new MemoryDocuments(), card }
}

/** One process with its own reader. `leaves`: the card is gone with the command that begins so, once it was done. */
function process(
  { world, documents, card }: Setting,
  { host = world.host, leaves }: { readonly host?: IssuerHost; readonly leaves?: string } = {}
): TransactionService {
  let gone = leaves
  return new TransactionService({
    cards: cardOnReader(
      () => card,
      'contact',
      (channel) => ({
        transceive: async (command) => {
          const answer = await channel.transceive(command)
          const text = Buffer.from(command).toString('hex').toUpperCase()
          if (gone === undefined || !text.startsWith(gone)) return answer
          gone = undefined
          throw new Interruption('card-removed')
        }
      })
    ),
    ...{ journal: world.journal, purchases: world.purchases, host, holds: documents },
    ...{ references: world.references, desk: world.desk },
    caKeys: () => testCaKeys(),
    terminal: terminalPreset,
    now: () => TEST_NOW,
    random: randomBytes
  })
}

/** A line on which the first answer of this kind waits until it is let go. */
function held(host: IssuerHost, kind: HostRequest['kind']) {
  let go: () => void = () => undefined
  let reached: () => void = () => undefined
  const gate = new Promise<void>((resolve) => (go = resolve))
  const asked = new Promise<void>((resolve) => (reached = resolve))
  const exchange = async (request: HostRequest): Promise<HostReply> => {
    const reply = await host.exchange(request)
    if (request.kind === kind) {
      reached()
      await gate
    }
    return reply
  }
  return { host: { exchange }, asked, go: () => go() }
}

describe('an entry that another process works on', { timeout: 60_000 }, () => {
  it.each(['finish', 'reverse'] as const)('is not touched by %s', async (how) => {
    const all = await setting()
    const line = held(all.world.host, 'authorise')
    const one = process(all, { host: line.host })
    const other = process({ ...all, card: VirtualCard.fromImage(readyMadeCard('ecash', ['T=1'])) })
    const loading = one.perform('r', LOAD, options)
    await line.asked
    const [open] = await other.openEntries()
    const entry = open?.entry ?? ''
    const before = await all.world.journal.entry(entry)
    await expect(other.settle(entry, how)).rejects.toMatchObject({ code: 'entry-busy' })
    await expect(other.perform('r', { kind: how, entry }, options)).rejects.toMatchObject({
      code: 'entry-busy'
    })
    expect(await other.settleOpen()).toEqual({ closed: 0, failed: [] })
    expect(await all.world.journal.entry(entry)).toEqual(before)
    line.go()
    expect(await loading).toMatchObject({ outcome: 'done', balanceAfter: 188_00 })
    expect(await accountsOf(all.world)).toMatchObject({
      ...{ 'account:test-debit': 9_900_00, 'ecash:debit-ecash': 188_00 }
    })
  })

  it('belongs to whoever took it over, from the first step on', async () => {
    const all = await setting()
    expect(await process(all, { leaves: '04DA' }).perform('r', LOAD, options)).toMatchObject({
      outcome: 'interrupted'
    })
    const [open] = await process(all).openEntries()
    const entry = open?.entry ?? ''
    const line = held(all.world.host, 'confirm')
    const finishing = process(all, { host: line.host }).perform('r', { kind: 'finish', entry }, options)
    await line.asked
    const late = process(all)
    await expect(late.perform('r', { kind: 'reverse', entry }, options)).rejects.toMatchObject({
      code: 'entry-busy'
    })
    line.go()
    expect(await finishing).toMatchObject({ outcome: 'done' })
    const steps = (await all.world.journal.entry(entry))?.steps ?? []
    expect(steps.map(({ step }) => step)).toContain('taken-over')
    expect(new Set(steps.flatMap(({ facts }) => facts['session'] ?? [])).size).toBe(2)
    expect(await accountsOf(all.world)).toMatchObject({ 'ecash:debit-ecash': 188_00 })
  })
})

describe('what was left behind', { timeout: 60_000 }, () => {
  it('is settled as far as it goes: one entry that fails does not keep the others', async () => {
    const all = await setting()
    const { world } = all
    const deaf: IssuerHost = {
      exchange: (request) =>
        request.kind === 'confirm'
          ? Promise.resolve({ kind: 'no-answer', reason: 'unreachable' })
          : world.host.exchange(request)
    }
    await process(all, { host: deaf }).perform('r', LOAD, options)
    const card = VirtualCard.fromImage(readyMadeCard('credit-ecash', ['T=1']))
    await process({ ...all, card }, { host: deaf }).perform('r', { ...LOAD, amount: 1_00 }, options)
    const [first, second] = await process(all).openEntries()
    const journal: typeof world.journal = Object.create(world.journal, {
      takeOver: {
        value: (entry: string, owners: { from: string; to: string }) =>
          entry === first?.entry
            ? Promise.reject(new Error('a fault'))
            : world.journal.takeOver(entry, owners)
      }
    }) as typeof world.journal
    expect(await process({ ...all, world: { ...world, journal } }).settleOpen()).toEqual({
      closed: 1,
      failed: [{ entry: first?.entry, error: expect.objectContaining({ code: 'fault' }) as unknown }]
    })
    expect((await world.journal.entry(second?.entry ?? ''))?.closed).toBe('completed')
    expect((await world.journal.open()).map(({ entry }) => entry)).toEqual([first?.entry])
  })
})
