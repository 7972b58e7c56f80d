// Contact transactions against the embedded issuer: every cryptogram and MAC is checked by the other side.
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { toHex } from '../../../src-main/engine/bytes/hex'
import { contactTransaction } from '../../../src-main/engine/emv/contact-transaction'
import type { TransactionStep } from '../../../src-main/engine/emv/transaction-journal'
import type { TransactionOptions } from '../../../src-main/engine/emv/transaction-options'
import type { TransactionResult } from '../../../src-main/engine/emv/transaction-result'
import { isSet, TSI, TVR } from '../../../src-main/engine/emv/verification-results'
import { terminalPreset } from '../../../src-main/services/terminals/terminal-presets'
import { createIssuerWorld, type IssuerWorld } from '../../support/issuer-world'
import {
  authorise,
  authoriseFor,
  CardOnChannel,
  journalInto,
  ORIGIN,
  pinReply,
  purchase,
  run,
  type TestWorld
} from './support'

const COUNTER = terminalPreset('branch-counter')
const byAccount = { type: 'purchase', amount: 1250, ecash: 'never' } as const

function balanceOf({ card }: CardOnChannel): number {
  return Number(toHex(card.transmit(Uint8Array.of(0x80, 0xca, 0x9f, 0x79, 0x00))).slice(6, 18))
}

function pay(
  channel: CardOnChannel,
  options: Partial<TransactionOptions> = {},
  world: TestWorld = {}
): Promise<TransactionResult> {
  return run(contactTransaction(purchase(1250, { authorise, ...options })), channel, world)
}

let world: IssuerWorld
beforeAll(async () => (world = await createIssuerWorld({ now: () => ORIGIN.at })))
beforeEach(() => world.reset())
const host: TestWorld['host'] = (request) => world.host.exchange(request)

it('pays from the account: ARQC, ARPC and TC are all right', async () => {
  const channel = new CardOnChannel('debit-ecash', 'contact')
  const { outcome, transaction } = await pay(
    channel,
    { request: byAccount },
    {
      ...{ host, replies: [pinReply('123456')] }
    }
  )
  expect(outcome).toBe('approved-online')
  expect(isSet(transaction.tsi, TSI.issuerAuthentication)).toBe(true)
  expect(isSet(transaction.tvr, TVR.issuerAuthenticationFailed)).toBe(false)
  const confirmed = await world.host.exchange({
    ...{ kind: 'confirm', id: 'confirm-1', original: 'test-purchase', origin: ORIGIN },
    chip: transaction.chipData()
  })
  expect(confirmed).toMatchObject({ kind: 'answer', answer: { arc: '00' } })
})

it.each(['contact', 'contactless'] as const)('loads from the account by a script, %s', async (side) => {
  const channel = new CardOnChannel('debit-ecash', side)
  const full: TransactionStep[] = []
  const request = { type: 'load-account', amount: 10_000, forceOnline: true } as const
  const options = purchase(10_000, {
    ...{ terminal: COUNTER, interface: side, request, journal: journalInto([], full) },
    authorise: authoriseFor({ kind: 'load', from: { kind: 'account' } }, 10_000)
  })
  const { outcome, transaction } = await run(contactTransaction(options), channel, {
    ...{ host, replies: [pinReply('123456')] }
  })
  expect(outcome).toBe('approved-online')
  expect(balanceOf(channel)).toBe(18_800)
  expect(toHex(transaction.scriptResults)).toMatch(/^20.{8}$/)
  const kinds = full.map(({ kind }) => kind)
  expect(kinds.slice(-4)).toEqual(['before-second-gac', 'after-second-gac', 'before-script', 'after-script'])
  expect(full.at(-1)).toMatchObject({
    ok: true,
    sw: 0x9000,
    script: { template: 0x72, script: 1, command: 1 }
  })
  expect(channel.sent[0]?.slice(10, 12)).toBe(side === 'contact' ? '31' : '32')
})

it('tells the issuer of a script that the card refused', async () => {
  const channel = new CardOnChannel('debit-ecash', 'contact')
  const request = { type: 'load-account', amount: 10_000, forceOnline: true } as const
  const options = purchase(10_000, {
    ...{ terminal: COUNTER, request },
    authorise: authoriseFor({ kind: 'load', from: { kind: 'account' } }, 10_000)
  })
  const { transaction } = await run(contactTransaction(options), channel, {
    replies: [pinReply('123456')],
    host: async (asked) => {
      const reply = await world.host.exchange(asked)
      if (reply.kind !== 'answer') return reply
      const scripts = reply.answer.scripts.map((script) => ({
        ...script,
        commands: script.commands.map((apdu) =>
          apdu.map((byte, at) => (at === apdu.length - 1 ? byte ^ 1 : byte))
        )
      }))
      return { kind: 'answer', answer: { ...reply.answer, scripts } }
    }
  })
  expect(balanceOf(channel)).toBe(8800)
  expect(toHex(transaction.scriptResults)).toMatch(/^11.{8}$/)
  expect(isSet(transaction.tvr, TVR.scriptFailedAfter)).toBe(true)
})

it('blocks the application, which then only its issuer’s script brings back', async () => {
  const channel = new CardOnChannel('debit-ecash', 'contact')
  const script = (service: 'block-application' | 'unblock-application'): Promise<TransactionResult> =>
    run(
      contactTransaction(
        purchase(0, {
          ...{ terminal: COUNTER, request: { type: 'script', amount: 0, forceOnline: true } },
          authorise: authoriseFor({ kind: service }, 0)
        })
      ),
      channel,
      { host, replies: [pinReply('123456')] }
    )
  expect((await script('block-application')).outcome).toBe('approved-online')
  const refused = await pay(channel)
  expect(refused.outcome).toBe('not-possible')
  expect(refused.story.sentence.en).toContain('blocked')
  const unblocked = await script('unblock-application')
  expect(unblocked.outcome).toBe('approved-online')
  expect(unblocked.transaction.firstAc?.kind).toBe('AAC')
  expect((await pay(channel)).outcome).toBe('approved-offline')
})
