// A person stops at every instruction of every kind of flow. Before the point of no return nothing came of it, and that is
// what is said; from there on it runs to its end.
import { expect, describe, it } from 'vitest'
import type { ActionResult, CardAction } from '../../../src-main/contract/ecash'
import { Interruption } from '../../../src-main/engine/workflow/interruption'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import type { CardInterface } from '../../../src-main/virtual-card/card-log'
import { testCaKeys } from '../../../src-main/engine/offline-auth/test-issuer'
import { randomBytes } from '../../../src-main/engine/crypto/random'
import { terminalPreset } from '../../../src-main/services/terminals/terminal-presets'
import { TransactionService } from '../../../src-main/services/transactions/transaction-service'
import { cardOnReader } from '../../support/money-desk'
import { accountsOf, createIssuerWorld, type IssuerWorld, TEST_NOW } from '../../support/issuer-world'
import { MemoryDocuments } from '../../support/memory-documents'

const APPLICATION = 'A000000333010101'
const SLOW = 120_000

interface Case {
  readonly name: string
  readonly action: (open: string) => CardAction
  readonly side?: CardInterface
  /** The card leaves at the first command that begins so, in a flow that is done before. */
  readonly torn?: { readonly action: CardAction; readonly at: string; readonly side?: CardInterface }
}

const action = (wanted: CardAction) => (): CardAction => wanted
const tornLoad: Case['torn'] = { action: { kind: 'load', amount: 40_00, from: 'account' }, at: '04DA' }
const tornFlash: Case['torn'] = {
  action: { kind: 'pay', amount: 12_50, mode: 'flash' },
  at: '00B2012C',
  side: 'contactless'
}

const CASES: readonly Case[] = [
  { name: 'load', action: action({ kind: 'load', amount: 40_00, from: 'account' }) },
  {
    ...{ name: 'load from another account' },
    action: action({ kind: 'load', amount: 40_00, from: 'other-account', pan: '6228480000000015' })
  },
  { name: 'unload', action: action({ kind: 'unload', amount: 15_00, to: 'cash' }) },
  { name: 'contact e-cash', action: action({ kind: 'pay', amount: 12_50, mode: 'contact' }) },
  {
    ...{ name: 'contact account' },
    action: action({ kind: 'pay', amount: 12_50, mode: 'contact', online: true })
  },
  { name: 'flash', side: 'contactless', action: action({ kind: 'pay', amount: 12_50, mode: 'flash' }) },
  {
    ...{ name: 'flash online', side: 'contactless' },
    action: action({ kind: 'pay', amount: 12_50, mode: 'flash', online: true })
  },
  { name: 'limits', action: action({ kind: 'set-limits', balanceLimit: 900_00 }) },
  { name: 'PIN', action: action({ kind: 'change-pin' }) },
  { name: 'block', action: action({ kind: 'block-application' }) },
  { name: 'finish a load', torn: tornLoad, action: (entry) => ({ kind: 'finish', entry }) },
  { name: 'reverse a load', torn: tornLoad, action: (entry) => ({ kind: 'reverse', entry }) },
  { name: 'finish a flash payment', torn: tornFlash, action: (entry) => ({ kind: 'finish', entry }) },
  { name: 'reverse a flash payment', torn: tornFlash, action: (entry) => ({ kind: 'reverse', entry }) }
]

/** A signal that says so from the n-th time on that it is looked at, and counts. */
function signalAt(n: number): { readonly signal: AbortSignal; readonly looks: () => number } {
  let looks = 0
  const signal = {
    get aborted(): boolean {
      looks += 1
      return looks >= n
    }
  }
  return { signal: signal as unknown as AbortSignal, looks: () => looks }
}

interface Outcome {
  readonly result: ActionResult
  readonly before: unknown
  readonly after: unknown
  readonly committed: boolean
  readonly looks: number
}

/** All that counts: accounts, the card's e-cash and limits, and every step of the journal. */
async function stateOf(world: IssuerWorld, card: VirtualCard): Promise<unknown> {
  const { cells } = card.memory.toImage()
  const shown = ['object/9F79', 'object/9F77', 'blocked'].map((name) => cells[`${APPLICATION}/${name}`])
  // That somebody looked at an open entry may be noted.
  const journal = (await world.journal.history({ most: 50 })).map(({ entry, closed, steps }) => {
    return { entry, closed, steps: steps.filter(({ step }) => step !== 'taken-over') }
  })
  return { accounts: await accountsOf(world), shown, journal }
}

let shared: IssuerWorld | undefined

async function perform(
  { action: wanted, side = 'contact', torn }: Case,
  n: number,
  late = false
): Promise<Outcome> {
  const world = (shared ??= await createIssuerWorld())
  await world.reset()
  const card = VirtualCard.fromImage(readyMadeCard('debit-ecash', ['T=1']))
  let leaves = torn?.at
  const documents = new MemoryDocuments()
  const serviceOn = (on: CardInterface): TransactionService =>
    new TransactionService({
      cards: cardOnReader(
        () => card,
        on,
        (channel) => ({
          transceive: async (command) => {
            const text = Buffer.from(command).toString('hex').toUpperCase()
            const answer = await channel.transceive(command)
            if (leaves === undefined || !text.startsWith(leaves)) return answer
            leaves = undefined
            throw new Interruption('card-removed')
          }
        })
      ),
      ...{ journal: world.journal, purchases: world.purchases, host: world.host },
      ...{ references: world.references, desk: world.desk, holds: documents },
      caKeys: () => testCaKeys(),
      terminal: terminalPreset,
      now: () => TEST_NOW,
      random: randomBytes
    })
  const ask = (question: { readonly kind: string }) =>
    Promise.resolve(
      question.kind === 'pin' ? ({ kind: 'pin', pin: '123456' } as const) : ({ kind: 'cancelled' } as const)
    )
  let entry = ''
  if (torn !== undefined) {
    await serviceOn(torn.side ?? 'contact').perform('r', torn.action, { ask })
    entry = (await world.journal.open())[0]?.entry ?? ''
  }
  const before = await stateOf(world, card)
  const { signal, looks } = signalAt(n)
  const abort = new AbortController()
  let committed = false
  const result = await serviceOn(side).perform('r', wanted(entry), {
    ask,
    signal: late ? abort.signal : signal,
    onCommitted: () => {
      committed = true
      abort.abort()
    }
  })
  return { result, before, after: await stateOf(world, card), committed, looks: looks() }
}

describe.each(CASES)('$name', { timeout: SLOW }, (one) => {
  it('stopped anywhere before the point of no return comes to nothing', async () => {
    const clean = await perform(one, Number.POSITIVE_INFINITY)
    expect(clean.result.outcome).toBe('done')
    expect(clean.after).not.toEqual(clean.before)
    for (let n = 1; n <= clean.looks; n += 1) {
      const { result, before, after, committed } = await perform(one, n)
      const where = `${one.name}, instruction ${n} of ${clean.looks}`
      expect(result, where).toMatchObject({ outcome: 'cancelled' })
      expect(result.sentence.en, where).toBe('Stopped. Nothing was changed.')
      expect(committed, where).toBe(false)
      expect(after, where).toEqual(before)
    }
  })

  it('stopped afterwards runs to its end', async () => {
    const { result, committed } = await perform(one, 0, true)
    expect(committed).toBe(true)
    expect(result).toMatchObject({ outcome: 'done' })
    expect(result.open).toBeUndefined()
  })
})
