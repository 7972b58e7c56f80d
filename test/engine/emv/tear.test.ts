// The card leaves at every command, before it acts or after it acted with the answer lost. Whatever the result says of the
// money on the card must be what the card itself says afterwards.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { contactTransaction } from '../../../src-main/engine/emv/contact-transaction'
import { flashPayTransaction } from '../../../src-main/engine/emv/flash-pay-transaction'
import type { TransactionJournal, TransactionStep } from '../../../src-main/engine/emv/transaction-journal'
import type { TransactionOptions } from '../../../src-main/engine/emv/transaction-options'
import type { TransactionResult } from '../../../src-main/engine/emv/transaction-result'
import type { Workflow } from '../../../src-main/engine/workflow/workflow'
import { terminalPreset } from '../../../src-main/services/terminals/terminal-presets'
import type { CardInterface } from '../../../src-main/virtual-card/card-log'
import { createIssuerWorld, type IssuerWorld } from '../../support/issuer-world'
import {
  approval,
  authorise,
  authoriseFor,
  CardOnChannel,
  journalInto,
  ORIGIN,
  pinReply,
  purchase,
  run
} from './support'

const SELECT = hex('00A4040008A00000033301010100')
const GET_BALANCE = hex('80CA9F7900')

let world: IssuerWorld
beforeAll(async () => (world = await createIssuerWorld({ now: () => ORIGIN.at })))
beforeEach(() => world.reset())

interface Flow {
  readonly name: string
  readonly side: CardInterface
  readonly options: Partial<TransactionOptions>
  readonly amount: number
  readonly run: (options: TransactionOptions) => Workflow<TransactionResult>
  readonly issuer?: true
}

const flows: readonly Flow[] = [
  { name: 'contact e-cash', side: 'contact', options: {}, amount: 1250, run: contactTransaction },
  {
    ...{ name: 'contact account', side: 'contact', amount: 1250, run: contactTransaction, issuer: true },
    options: { request: { type: 'purchase', amount: 1250, ecash: 'never' } }
  },
  {
    ...{ name: 'load', side: 'contact', amount: 10_000, run: contactTransaction, issuer: true },
    options: {
      terminal: terminalPreset('branch-counter'),
      request: { type: 'load-account', amount: 10_000, forceOnline: true },
      authorise: authoriseFor({ kind: 'load', from: { kind: 'account' } }, 10_000)
    }
  },
  { name: 'flash pay', side: 'contactless', options: {}, amount: 1250, run: flashPayTransaction },
  {
    ...{ name: 'flash pay online', side: 'contactless', amount: 1250, run: flashPayTransaction },
    options: { request: { type: 'purchase', amount: 1250, forceOnline: true } }
  }
]

async function perform(
  flow: Flow,
  tear: { tearAt?: number; acted?: boolean } = {}
): Promise<{ result: TransactionResult; steps: string[]; full: TransactionStep[]; channel: CardOnChannel }> {
  await world.reset()
  const channel = new CardOnChannel('debit-ecash', flow.side, tear)
  const steps: string[] = []
  const full: TransactionStep[] = []
  const journal: TransactionJournal = journalInto(steps, full)
  const options = purchase(flow.amount, { interface: flow.side, authorise, journal, ...flow.options })
  const result = await run(flow.run(options), channel, {
    host: (request) => (flow.issuer ? world.host.exchange(request) : approval()),
    replies: [pinReply('123456')]
  })
  return { result, steps, full, channel }
}

function balanceAfterwards({ card }: CardOnChannel, side: CardInterface): number {
  card.powerUp(side)
  card.transmit(SELECT)
  return Number(toHex(card.transmit(GET_BALANCE)).slice(6, 18))
}

describe.each(flows)('$name', { timeout: 60_000 }, (flow) => {
  it('may be torn anywhere: nothing is sent afterwards, and the result tells the truth about the card', async () => {
    const whole = await perform(flow)
    expect(whole.result.outcome).toMatch(/^approved/)
    const count = whole.channel.sent.length
    const outcomes = new Set<string>()
    for (let tearAt = 1; tearAt <= count; tearAt += 1) {
      for (const acted of [false, true]) {
        const { result, steps, full, channel } = await perform(flow, { tearAt, acted })
        const where = `${flow.name}, command ${tearAt} of ${count}, ${acted ? 'after' : 'before'} it acted`
        expect(channel.sent, where).toHaveLength(tearAt)
        outcomes.add(result.outcome)
        const { debited } = result.transaction
        const taken = 8800 - balanceAfterwards(channel, flow.side)
        if (debited === 'no') expect(taken, where).toBeLessThanOrEqual(0)
        if (debited === 'yes') expect(taken, where).toBe(1250)
        if (debited === 'maybe') expect([0, 1250], where).toContain(taken)
        // The balance that is read when all is done may get lost; the payment stands.
        if (result.outcome === 'approved-offline') continue
        expect(['interrupted', 'try-again'], where).toContain(result.outcome)
        expect(full.at(-1), where).toMatchObject({ kind: 'interrupted', reason: 'card-removed' })
        // What was done before it was told before it; nothing was told that did not happen.
        expect(whole.steps.slice(0, steps.length - 1), where).toEqual(steps.slice(0, -1))
        expect(result.interruption?.phase, where).toBe(result.story.decisions.at(-1)?.phase)
      }
    }
    const expected = flow.run === flashPayTransaction ? 'try-again' : 'interrupted'
    expect(outcomes.has(expected)).toBe(true)
  })
})

it('a flash payment torn at its last record is not known to be paid or not, any earlier one may be tried again', async () => {
  const flow = flows.find(({ name }) => name === 'flash pay')
  if (flow === undefined) throw new Error('there is one')
  const before = await perform(flow, { tearAt: 7, acted: true })
  expect(before.result).toMatchObject({ outcome: 'try-again', transaction: { debited: 'no' } })
  const last = await perform(flow, { tearAt: 8, acted: true })
  expect(last.result).toMatchObject({ outcome: 'interrupted', transaction: { debited: 'maybe' } })
  expect(last.steps).toEqual(['before-processing-options', 'before-last-record', 'interrupted'])
})

it('a contact payment torn at its cryptogram is not known to be paid or not', async () => {
  const [flow] = flows
  if (flow === undefined) throw new Error('there is one')
  const whole = await perform(flow)
  const tearAt = whole.channel.sent.findIndex((command) => command.startsWith('80AE')) + 1
  for (const acted of [false, true]) {
    const { result, steps } = await perform(flow, { tearAt, acted })
    expect(result).toMatchObject({ outcome: 'interrupted', transaction: { debited: 'maybe' } })
    expect(steps.slice(-2)).toEqual(['before-first-gac:TC', 'interrupted'])
    expect(result.story.advice?.en).toContain('same card')
  }
})
