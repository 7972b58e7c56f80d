import { describe, expect, it } from 'vitest'
import { toHex } from '../../../src-main/engine/bytes/hex'
import { contactTransaction } from '../../../src-main/engine/emv/contact-transaction'
import type { TransactionOptions } from '../../../src-main/engine/emv/transaction-options'
import type { TransactionResult } from '../../../src-main/engine/emv/transaction-result'
import { isSet, TVR } from '../../../src-main/engine/emv/verification-results'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import type { HostReply } from '../../../src-main/engine/workflow/host'
import {
  AnswersChannel,
  approval,
  authorise,
  CardOnChannel,
  journalInto,
  OFFLINE_POS,
  pinReply,
  POS,
  purchase,
  run,
  type TestWorld
} from './support'

const BALANCE = '80CA9F7900'

function balanceOf({ card }: CardOnChannel): number {
  return Number(toHex(card.transmit(Uint8Array.of(0x80, 0xca, 0x9f, 0x79, 0x00))).slice(6, 18))
}

async function pay(
  channel: CardOnChannel,
  options: Partial<TransactionOptions> = {},
  world: TestWorld = {}
): Promise<TransactionResult & { steps: string[] }> {
  const steps: string[] = []
  const journal = journalInto(steps)
  const result = await run(
    contactTransaction(purchase(1250, { authorise, journal, ...options })),
    channel,
    world
  )
  return { ...result, steps }
}

const byAccount = { type: 'purchase', amount: 1250, ecash: 'never' } as const

describe('e-cash by 9F7A', () => {
  it('takes the amount off the card with one TC, journalled before and after', async () => {
    const channel = new CardOnChannel('debit-ecash', 'contact')
    let committedAt: number | undefined
    const { outcome, story, transaction, steps } = await pay(
      channel,
      {},
      {
        committed: () => (committedAt = channel.sent.length)
      }
    )
    expect(outcome).toBe('approved-offline')
    expect(story).toMatchObject({ path: 'ecash', balanceBefore: 8800, balanceAfter: 7550, amount: 1250 })
    expect(transaction.debited).toBe('yes')
    expect(steps).toEqual(['before-processing-options', 'before-first-gac:TC', 'after-first-gac'])
    const generateAc = channel.sent.findIndex((command) => command.startsWith('80AE50'))
    expect(committedAt).toBe(generateAc)
    expect(channel.sent.slice(generateAc + 1)).toEqual([BALANCE])
    expect(toHex(transaction.chipData().get(0x9f74) ?? new Uint8Array())).not.toBe('')
    expect(balanceOf(channel)).toBe(7550)
  })

  it('stands although the card was pulled before its balance was read', async () => {
    const whole = new CardOnChannel('debit-ecash', 'contact')
    await pay(whole)
    const channel = new CardOnChannel('debit-ecash', 'contact', { tearAt: whole.sent.length })
    const { outcome, story, interruption } = await pay(channel)
    expect(outcome).toBe('approved-offline')
    expect(interruption).toBeUndefined()
    expect(story.balanceAfter).toBeUndefined()
  })

  it('is not offered above the terminal’s limit, nor for cash', async () => {
    for (const request of [
      { type: 'purchase', amount: 100_001 },
      { type: 'cash', amount: 1250 }
    ] as const) {
      const channel = new CardOnChannel('debit-ecash', 'contact')
      const { transaction } = await pay(channel, { request }, { replies: [pinReply('123456')] })
      expect(toHex(transaction.object(0x9f7a) ?? new Uint8Array())).toBe('00')
      expect(transaction.path).toBe('account')
    }
  })

  it('goes online when little is left, and then the account pays', async () => {
    const request = { type: 'purchase', amount: 8000 } as const
    const channel = new CardOnChannel('debit-ecash', 'contact')
    const { outcome, story, transaction, steps } = await pay(channel, { request }, { host: () => approval() })
    expect(steps).toContain('before-first-gac:ARQC')
    expect({ outcome, path: story.path, debited: transaction.debited }).toEqual({
      ...{ outcome: 'approved-online', path: 'account', debited: 'no' }
    })
    expect(balanceOf(channel)).toBe(8800)
  })

  it('is declined where the card asked for its issuer and nobody answers: a TC would be paid by nobody', async () => {
    const request = { type: 'purchase', amount: 8000 } as const
    const channel = new CardOnChannel('debit-ecash', 'contact')
    const { outcome, steps } = await pay(channel, { request })
    expect(outcome).toBe('declined-by-terminal')
    expect(steps.at(-2)).toBe('before-second-gac:AAC')
    expect(balanceOf(channel)).toBe(8800)
  })

  it('is declined by an offline terminal when the card does not hold enough', async () => {
    const request = { type: 'purchase', amount: 9000 } as const
    const channel = new CardOnChannel('ecash', 'contact')
    const { outcome, transaction } = await pay(channel, { request, terminal: OFFLINE_POS })
    expect(outcome).toBe('declined-by-terminal')
    expect(transaction.debited).toBe('no')
  })
})

describe('an account that pays', () => {
  it('is asked online with what the issuer wants to know, and closed with a TC', async () => {
    const channel = new CardOnChannel('debit-ecash', 'contact')
    const { outcome, story, transaction, steps } = await pay(
      channel,
      { request: byAccount },
      {
        ...{ host: () => approval(), replies: [pinReply('123456')] }
      }
    )
    expect(outcome).toBe('approved-online')
    expect(steps).toEqual([
      ...['before-processing-options', 'before-first-gac:ARQC', 'after-first-gac', 'host-replied'],
      ...['before-second-gac:TC', 'after-second-gac']
    ])
    expect(story.cvm?.en).toBe('online PIN; result unknown')
    expect(isSet(transaction.tvr, TVR.onlinePinEntered)).toBe(true)
    expect(transaction.arc).toBe('00')
    expect(() => transaction.onlinePin?.use(() => undefined)).toThrow('wiped')
  })

  it.each([
    ['no answer', { kind: 'no-answer', reason: 'timeout' }, 'declined-by-terminal', 'Z3'],
    ['a response code that is none', approval({ arc: '0' }), 'declined-by-terminal', 'Z3'],
    ['a refusal', approval({ arc: '51', reason: 'insufficient-funds' }), 'declined-by-issuer', '51']
  ] as const)('ends with an AAC on %s', async (_name, reply: HostReply, outcome, arc) => {
    const channel = new CardOnChannel('debit-ecash', 'contact')
    const result = await pay(
      channel,
      { request: byAccount },
      { host: () => reply, replies: [pinReply('1234')] }
    )
    expect(result.outcome).toBe(outcome)
    expect(result.transaction.arc).toBe(arc)
    expect(result.transaction.secondAc?.kind).toBe('AAC')
    expect(result.steps.at(-2)).toBe('before-second-gac:AAC')
  })

  it('approves offline where nobody can be asked and no action code minds', async () => {
    const none = new Uint8Array(5)
    const terminal = { ...OFFLINE_POS, actionCodes: { denial: none, online: none, default: none } }
    const channel = new CardOnChannel('debit-ecash', 'contact')
    const { outcome } = await pay(
      channel,
      { terminal, request: byAccount },
      { replies: [pinReply('123456')] }
    )
    // The card's own codes mind its exceeded counters.
    expect(outcome).toBe('declined-by-terminal')
  })

  it('shows a wrong proof of the issuer once, and the card declines', async () => {
    const channel = new CardOnChannel('debit-ecash', 'contact')
    const reply = approval({ issuerAuthentication: new Uint8Array(10) })
    const { outcome, transaction, steps } = await pay(
      channel,
      { request: byAccount },
      {
        ...{ host: () => reply, replies: [pinReply('123456')] }
      }
    )
    expect(channel.sent.filter((command) => command.startsWith('0082'))).toHaveLength(1)
    expect(steps).toContain('before-issuer-authentication')
    expect(isSet(transaction.tvr, TVR.issuerAuthenticationFailed)).toBe(true)
    expect(outcome).toBe('declined-by-card')
  })

  it.each([0, 7, 17])('never shows a proof of %i bytes', async (length) => {
    const channel = new CardOnChannel('debit-ecash', 'contact')
    const reply = approval({ issuerAuthentication: new Uint8Array(length) })
    const { transaction } = await pay(
      channel,
      { request: byAccount },
      {
        ...{ host: () => reply, replies: [pinReply('123456')] }
      }
    )
    expect(channel.sent.filter((command) => command.startsWith('0082'))).toEqual([])
    expect(isSet(transaction.tvr, TVR.issuerAuthenticationFailed)).toBe(true)
  })

  it('checks an offline PIN on a terminal without connection', async () => {
    const channel = new CardOnChannel('debit-ecash', 'contact')
    const { story } = await pay(
      channel,
      { terminal: OFFLINE_POS, request: byAccount },
      {
        replies: [pinReply('123456')]
      }
    )
    expect(story.cvm?.en).toBe('offline PIN in clear; successful')
  })
})

describe('what never reaches the card', () => {
  it.each([0, -1, 0.5, Number.NaN, 1e12])('an amount of %d', async (amount) => {
    const channel = new AnswersChannel()
    const { outcome } = await run(contactTransaction(purchase(amount)), channel)
    expect(outcome).toBe('not-possible')
    expect(channel.sent).toEqual([])
  })

  it('cashback beyond the amount', async () => {
    const channel = new AnswersChannel()
    const request = { type: 'cashback', amount: 100, otherAmount: 200 } as const
    const { outcome } = await run(contactTransaction(purchase(100, { request })), channel)
    expect(outcome).toBe('not-possible')
    expect(channel.sent).toEqual([])
  })
})

describe('where it stops', () => {
  it('whoever runs it says no once the card is known: nothing but reading was done', async () => {
    const channel = new CardOnChannel('debit-ecash', 'contact')
    const text = { en: 'There is an open entry.', zh: '有未完成的交易。' }
    let pan: string | undefined
    const { outcome, story, steps } = await pay(channel, {
      *admit(transaction) {
        pan = transaction.pan
        yield* []
        return text
      }
    })
    expect(outcome).toBe('not-possible')
    expect(story.sentence).toEqual(text)
    expect(pan).toBe('6228480000000000018')
    expect(steps).toEqual(['before-processing-options'])
    expect(channel.sent.at(-1)?.slice(0, 4)).toBe('00B2')
  })

  it('a person cancels at the PIN: no cryptogram was asked for', async () => {
    const channel = new CardOnChannel('debit-ecash', 'contact')
    const { outcome, steps } = await pay(
      channel,
      { request: byAccount },
      { replies: [{ kind: 'cancelled' }] }
    )
    expect(outcome).toBe('cancelled')
    expect(steps).toEqual(['before-processing-options'])
    expect(channel.sent.some((command) => command.startsWith('80AE'))).toBe(false)
  })

  it('a cancellation is heard before the first step that cannot be undone, and not after it', async () => {
    const cancel = new AbortController()
    const early = new CardOnChannel('debit-ecash', 'contact')
    cancel.abort()
    const stopped = await pay(early, {}, { signal: cancel.signal })
    expect(stopped.outcome).toBe('cancelled')
    expect(early.sent).toEqual([])
    const late = new AbortController()
    const channel = new CardOnChannel('debit-ecash', 'contact')
    const paid = await pay(channel, {}, { signal: late.signal, committed: () => late.abort() })
    expect(paid.outcome).toBe('approved-offline')
  })

  it('a card without the payment system’s key is asked about online', async () => {
    const channel = new CardOnChannel('debit-ecash', 'contact')
    const { outcome, transaction, steps } = await pay(
      channel,
      { caKeys: () => [] },
      { host: () => approval() }
    )
    expect(isSet(transaction.tvr, TVR.cdaFailed)).toBe(true)
    expect(steps).toContain('before-first-gac:ARQC')
    expect(outcome).toBe('approved-online')
  })

  it('a card that is not proven genuine is declined where nobody can be asked', async () => {
    const channel = new CardOnChannel('debit-ecash', 'contact')
    const { outcome, transaction } = await pay(channel, { caKeys: () => [], terminal: OFFLINE_POS })
    expect(outcome).toBe('declined-by-terminal')
    expect(transaction.debited).toBe('no')
  })

  it('a listed card is declined', async () => {
    const channel = new CardOnChannel('debit-ecash', 'contact')
    const terminal = { ...POS, exceptions: ['6228480000000000018'] }
    const { outcome, steps } = await pay(channel, { terminal })
    expect(outcome).toBe('declined-by-terminal')
    expect(steps).toContain('before-first-gac:AAC')
  })
})

describe('a card that wants its issuer, at a terminal that works offline only', () => {
  const D = 'A000000333010101'
  const ZERO = new Uint8Array(5)
  const { ecash: _none, ...limits } = OFFLINE_POS.limits
  const terminal = {
    ...OFFLINE_POS,
    ...{ limits, actionCodes: { denial: ZERO, online: ZERO, default: ZERO } }
  }

  /** `alone`: it agrees where the issuer cannot be asked. */
  function wantsIssuer(alone: boolean): CardOnChannel {
    const image = readyMadeCard('debit-ecash', ['T=1'])
    const cells: Record<string, string> = {}
    for (const [name, value] of Object.entries(image.memory.cells)) {
      // What the issuer says of offline transactions in a row is not what is looked at here.
      cells[name] = value.replace('9F140100', '9F14010F').replace('9F230100', '9F23010F')
    }
    const limit = alone ? { [`${D}/object/9F5C`]: '000000100000' } : {}
    const changed = { [`${D}/object/9F58`]: '0F', [`${D}/object/9F59`]: '0F', ...limit }
    const memory = { ...image.memory, cells: { ...cells, ...changed } }
    return new CardOnChannel('debit-ecash', 'contact', { image: { ...image, memory } })
  }

  it.each([
    ['agrees', true, 'approved-offline', ['before-second-gac:TC', 'after-second-gac']],
    ['declines', false, 'declined-by-card', ['before-second-gac:TC', 'after-second-gac']]
  ] as const)('%s without it: nobody is asked', async (_name, alone, outcome, last) => {
    const asked: string[] = []
    const channel = wantsIssuer(alone)
    const result = await pay(
      channel,
      { terminal },
      {
        host: ({ kind }) => {
          asked.push(kind)
          return approval()
        },
        replies: [pinReply('123456')]
      }
    )
    expect(asked).toEqual([])
    expect(result.transaction.firstAc?.kind).toBe('ARQC')
    expect(result).toMatchObject({ outcome, transaction: { arc: 'Y3', answer: undefined } })
    expect(result.steps.slice(-2)).toEqual(last)
    const told = result.story.decisions.flatMap(({ reasons }) => reasons.map(({ text }) => text.en))
    expect(told).toContain('This terminal works offline only.')
  })

  it('is declined by the terminal where its default action code says so', async () => {
    const actionCodes = { denial: ZERO, online: ZERO, default: new Uint8Array(5).fill(0xff) }
    const request = { type: 'purchase', amount: 1250, forceOnline: true } as const
    const channel = wantsIssuer(true)
    const result = await pay(
      channel,
      { terminal: { ...terminal, actionCodes }, request },
      { replies: [pinReply('123456')] }
    )
    expect(result).toMatchObject({ outcome: 'declined-by-terminal', transaction: { arc: 'Z3' } })
    expect(result.steps).toContain('before-second-gac:AAC')
  })
})
