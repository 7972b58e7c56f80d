import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { flashPayTransaction } from '../../../src-main/engine/emv/flash-pay-transaction'
import type { TransactionOptions } from '../../../src-main/engine/emv/transaction-options'
import type { TransactionResult } from '../../../src-main/engine/emv/transaction-result'
import { terminalPreset } from '../../../src-main/services/terminals/terminal-presets'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { createIssuerWorld, type IssuerWorld } from '../../support/issuer-world'
import {
  AnswersChannel,
  approval,
  authorise,
  CardOnChannel,
  journalInto,
  OFFLINE_POS,
  ORIGIN,
  pinReply,
  POS,
  purchase,
  run,
  type TestWorld
} from './support'

const PPSE = '00A404000E325041592E5359532E444446303100'
const DEBIT = '00A4040008A00000033301010100'
const RECORDS = ['00B2011400', '00B2021400', '00B2031400', '00B2011C00', '00B2012C00']

function balanceOf({ card }: CardOnChannel): number {
  return Number(toHex(card.transmit(Uint8Array.of(0x80, 0xca, 0x9f, 0x79, 0x00))).slice(6, 18))
}

async function pay(
  channel: CardOnChannel | AnswersChannel,
  amount = 1250,
  options: Partial<TransactionOptions> = {},
  world: TestWorld = {}
): Promise<TransactionResult & { steps: string[] }> {
  const steps: string[] = []
  const all = purchase(amount, {
    interface: 'contactless',
    authorise,
    journal: journalInto(steps),
    ...options
  })
  return { ...(await run(flashPayTransaction(all), channel, world)), steps }
}

describe('paid by the card', () => {
  it('with the least that the specification needs: PPSE, application, options, the records of the AFL', async () => {
    const channel = new CardOnChannel('debit-ecash', 'contactless')
    let committedAt: number | undefined
    const { outcome, story, transaction, steps } = await pay(
      channel,
      1250,
      {},
      {
        committed: () => (committedAt = channel.sent.length)
      }
    )
    expect(outcome).toBe('approved-offline')
    expect(channel.sent).toEqual([PPSE, DEBIT, expect.stringMatching(/^80A80000/), ...RECORDS])
    expect(committedAt).toBe(channel.sent.length - 1)
    expect(steps).toEqual(['before-processing-options', 'before-last-record', 'last-record-read'])
    expect(story).toMatchObject({
      ...{ mode: 'flash', path: 'ecash', balanceBefore: 8800, balanceAfter: 7550, atc: 9, apdus: 8 },
      cryptogram: { kind: 'TC' },
      card: { aid: 'A000000333010101', pan: '622848*********0018', psn: '01', expiry: '2035-12' }
    })
    expect(story.odaMs).toBeGreaterThan(0)
    expect(transaction.debited).toBe('yes')
    expect(balanceOf(channel)).toBe(7550)
  })

  it.each([
    ['an offline-only terminal', OFFLINE_POS],
    ['a gate', terminalPreset('metro-gate')]
  ])('at %s', async (_name, terminal) => {
    const { outcome } = await pay(new CardOnChannel('ecash', 'contactless'), 300, { terminal })
    expect(outcome).toBe('approved-offline')
  })

  it('the same card pays again and again until it is empty', async () => {
    const channel = new CardOnChannel('ecash', 'contactless')
    const outcomes: string[] = []
    for (let count = 0; count < 4; count += 1) {
      outcomes.push((await pay(channel, 1000, { terminal: OFFLINE_POS })).outcome)
    }
    expect(outcomes).toEqual(['approved-offline', 'approved-offline', 'approved-offline', 'declined-by-card'])
    expect(balanceOf(channel)).toBe(650)
  })
})

describe('decided by the issuer', () => {
  it('where it is demanded: the card is not asked for anything after its options', async () => {
    const channel = new CardOnChannel('debit-ecash', 'contactless')
    const request = { type: 'purchase', amount: 1250, forceOnline: true } as const
    const { outcome, story, steps } = await pay(
      channel,
      1250,
      { request },
      {
        ...{ host: () => approval(), replies: [pinReply('123456')] }
      }
    )
    expect(outcome).toBe('approved-online')
    expect(channel.sent).toEqual([PPSE, DEBIT, expect.stringMatching(/^80A80000238321368000/)])
    expect(steps).toEqual(['before-processing-options', 'host-replied'])
    expect(story).toMatchObject({ path: 'account', cryptogram: { kind: 'ARQC' }, arc: '00' })
    expect(balanceOf(channel)).toBe(8800)
  })

  it.each([
    ['declines', approval({ arc: '51' }), 'declined-by-issuer'],
    ['does not answer', { kind: 'no-answer', reason: 'timeout' }, 'declined-by-terminal']
  ] as const)('who %s', async (_name, reply, outcome) => {
    const request = { type: 'purchase', amount: 1250, forceOnline: true } as const
    const channel = new CardOnChannel('debit-ecash', 'contactless')
    const result = await pay(channel, 1250, { request }, { host: () => reply, replies: [pinReply('123456')] })
    expect(result.outcome).toBe(outcome)
  })

  it('whom a terminal cannot ask', async () => {
    const channel = new CardOnChannel('debit-ecash', 'contactless')
    const request = { type: 'purchase', amount: 1250, forceOnline: true } as const
    const { outcome } = await pay(channel, 1250, purchase(1250, { interface: 'contactless', request }), {
      replies: [pinReply('123456')]
    })
    expect(outcome).toBe('declined-by-terminal')
  })

  describe('the embedded one', () => {
    let world: IssuerWorld
    beforeAll(async () => (world = await createIssuerWorld({ now: () => ORIGIN.at })))
    beforeEach(() => world.reset())

    it('finds the cryptogram right', async () => {
      const request = { type: 'purchase', amount: 1250, forceOnline: true } as const
      const { outcome } = await pay(
        new CardOnChannel('debit-ecash', 'contactless'),
        1250,
        { request },
        {
          ...{ host: (asked) => world.host.exchange(asked), replies: [pinReply('123456')] }
        }
      )
      expect(outcome).toBe('approved-online')
    })

    it('takes the TC of an offline payment', async () => {
      const { transaction } = await pay(new CardOnChannel('debit-ecash', 'contactless'))
      const reply = await world.host.exchange({
        ...{ kind: 'advice', id: 'advice-1', origin: ORIGIN, amount: 1250, currency: 156 },
        chip: transaction.chipData()
      })
      expect(reply).toMatchObject({ kind: 'answer', answer: { arc: '00' } })
    })
  })
})

describe('before any card is asked', () => {
  it.each([
    ['the amount is over the limit', 100_001, {}, 'use-other-interface'],
    ['it is no purchase', 100, { request: { type: 'cash', amount: 100 } }, 'use-other-interface'],
    ['the amount is zero', 0, {}, 'not-possible'],
    ['the amount is a fraction', 0.5, {}, 'not-possible']
  ] as const)('%s', async (_name, amount, options, outcome) => {
    const channel = new AnswersChannel()
    const result = await pay(channel, amount, options)
    expect(result.outcome).toBe(outcome)
    expect(channel.sent).toEqual([])
  })
})

describe('cards that answer otherwise', () => {
  const PDOL = '9F38 06 9F6604 9F0206'
  const fci = (pdol: string): string => {
    const body = `8408A000000333010101${pdol === '' ? '' : `A5${size(pdol)}${pdol}`}`
    return `6F${size(body)}${body}9000`.replaceAll(' ', '')
  }
  const size = (text: string): string => hex(text).length.toString(16).padStart(2, '0').toUpperCase()
  const ppse =
    '6F30840E325041592E5359532E4444463031A51EBF0C1B61194F08A000000333010101500A50424F432044454249548701019000'
  const gpo = (data: string): Record<string, string> => ({
    [PPSE]: ppse,
    [DEBIT]: fci(PDOL),
    '80A800000C830A3600008000000000125000': data
  })
  const TRACK = '5713 6228480000000000018D35122200000000 000F'
  const answer = (objects: string): string => `77${size(objects)}${objects}9000`.replaceAll(' ', '')
  const decided = (cvr: string, more = ''): string =>
    answer(`82027D00 9F36020001 9F2608 0102030405060708 9F1008 07011703${cvr}000001 ${TRACK} ${more}`)

  it.each([
    ['no PPSE', {}, 'not-possible'],
    ['a PDOL without TTQ', { [PPSE]: ppse, [DEBIT]: fci('9F38 03 9F0206') }, 'use-other-interface'],
    ['no PDOL', { [PPSE]: ppse, [DEBIT]: fci('') }, 'use-other-interface'],
    ['a PDOL that breaks off', { [PPSE]: ppse, [DEBIT]: fci('9F38 02 9F66') }, 'not-possible'],
    [
      'a PDOL of absurd lengths',
      { [PPSE]: ppse, [DEBIT]: fci('9F38 09 9F6604 9F027F 9F037F') },
      'not-possible'
    ],
    [
      'another name than was selected',
      { [PPSE]: ppse, [DEBIT]: '6F0A8408A0000003330101029000' },
      'not-possible'
    ],
    ['6985', gpo('6985'), 'use-other-interface'],
    ['6984', gpo('6984'), 'use-other-interface'],
    ['6986', gpo('6986'), 'see-phone'],
    ['6F00', gpo('6F00'), 'not-possible'],
    ['full debit/credit', gpo(answer('82027D00 940408010100')), 'use-other-interface'],
    ['format 1', gpo('80067D00080101009000'), 'use-other-interface'],
    ['nothing', gpo('9000'), 'not-possible'],
    ['a refusal', gpo(decided('80')), 'declined-by-card'],
    ['a decision that is none', gpo(decided('30')), 'not-possible'],
    ['a refusal, said twice', gpo(decided('80', '9F270100')), 'declined-by-card'],
    ['an approval that the results do not know of', gpo(decided('80', '9F270140')), 'not-possible'],
    ['a request that was an approval', gpo(decided('90', '9F270180')), 'not-possible'],
    ['a CID that is none', gpo(decided('80', '9F2701C0')), 'not-possible'],
    [
      'a CID without results to hold it against',
      gpo(answer(`82027D00 9F36020001 9F2608 0102030405060708 9F1002 0701 9F270140 ${TRACK}`)),
      'not-possible'
    ],
    ['a TC without records', gpo(decided('90')), 'not-possible'],
    ['a TC with an AFL that is wrong', gpo(decided('90', '940408020100')), 'not-possible'],
    ['a TC whose record is missing', gpo(decided('90', '940408010100')), 'not-possible'],
    ['the cryptogram twice', gpo(decided('80', '9F2608 0102030405060708')), 'not-possible'],
    ['a card number that is none', gpo(decided('80').replace('6228480000', 'AA28480000')), 'not-possible'],
    ['no issuer data', gpo(answer(`82027D00 9F36020001 9F2608 0102030405060708 ${TRACK}`)), 'not-possible']
  ])('%s', async (_name, answers, outcome) => {
    const channel = new AnswersChannel(answers)
    const { outcome: got, story, transaction } = await pay(channel)
    expect(got, story.sentence.en).toBe(outcome)
    expect(story.decisions.at(-1)?.effect).toBe('stop')
    expect(transaction.debited).toBe('no')
  })

  it('approving although an online authorisation was demanded: the last record stays unread', async () => {
    const request = { type: 'purchase', amount: 1250, forceOnline: true } as const
    const channel = new AnswersChannel({
      ...gpo('6F00'),
      '80A800000C830A3680008000000000125000': decided('90', '940408010100')
    })
    const { outcome, steps } = await pay(channel, 1250, { request })
    expect(channel.sent.some((command) => command.startsWith('00B2'))).toBe(false)
    expect(steps).not.toContain('before-last-record')
    expect(outcome).toBe('declined-by-terminal')
  })

  it('not proven genuine: the money is off the card, and the result says so', async () => {
    const channel = new CardOnChannel('debit-ecash', 'contactless')
    const { outcome, story, transaction } = await pay(channel, 1250, { caKeys: () => [] })
    expect(outcome).toBe('declined-by-terminal')
    expect(transaction.debited).toBe('yes')
    expect(story.advice?.en).toContain('taken off')
  })

  it('not proven genuine, and the card would go online then: its e-cash has paid, so nobody else is asked', async () => {
    const paid = async (ctq: string) => {
      const image = readyMadeCard('debit-ecash', ['T=1'])
      const cells = { ...image.memory.cells, 'A000000333010101/object/9F6C': ctq }
      const channel = new CardOnChannel('debit-ecash', 'contactless', {
        image: { ...image, memory: { ...image.memory, cells } }
      })
      const asked: string[] = []
      const result = await pay(
        channel,
        1250,
        { caKeys: () => [] },
        {
          host: ({ kind }) => {
            asked.push(kind)
            return approval()
          }
        }
      )
      return { ...result, asked }
    }
    const online = await paid('2000')
    expect(online).toMatchObject({
      outcome: 'declined-by-terminal',
      asked: [],
      transaction: { debited: 'yes' }
    })
    expect(online.story.decisions.at(-1)?.reasons.map(({ text }) => text.en)).toEqual([
      'The card would let the issuer decide; its e-cash has paid already, and the account would pay a second time.'
    ])
    const both = await paid('3000')
    expect(both).toMatchObject({ outcome: 'use-other-interface', asked: [] })
    expect((await paid('0000')).story.decisions.at(-1)?.reasons).toEqual([])
  })

  it('on the exception list: refused after it was read', async () => {
    const terminal = { ...POS, exceptions: ['6228480000000000018'] }
    const { outcome } = await pay(new CardOnChannel('debit-ecash', 'contactless'), 1250, { terminal })
    expect(outcome).toBe('declined-by-terminal')
  })

  it('refused by whoever runs it: the last record stays unread', async () => {
    const channel = new CardOnChannel('debit-ecash', 'contactless')
    const text = { en: 'No.', zh: '否。' }
    const { outcome, steps } = await pay(channel, 1250, {
      *admit() {
        yield* []
        return text
      }
    })
    expect(outcome).toBe('not-possible')
    expect(steps).toEqual(['before-processing-options'])
    expect(balanceOf(channel)).toBe(8800)
  })
})

describe('the holder', () => {
  it('is asked for the PIN that the card demands from a limit on, and may pass over it', async () => {
    const terminal = { ...POS, limits: { ...POS.limits, flashCvm: 1000 } }
    const paid = await pay(
      new CardOnChannel('debit-ecash', 'contactless'),
      1250,
      { terminal },
      {
        ...{ host: () => approval(), replies: [pinReply('123456')] }
      }
    )
    expect(paid.outcome).toBe('approved-online')
    expect(paid.story.cvm?.en).toContain('online PIN')
    const passedOver = await pay(
      new CardOnChannel('debit-ecash', 'contactless'),
      1250,
      { terminal },
      {
        replies: [{ kind: 'pin', pin: undefined }]
      }
    )
    expect(passedOver.outcome).toBe('declined-by-terminal')
    const cancelled = await pay(new CardOnChannel('debit-ecash', 'contactless'), 1250, { terminal })
    expect(cancelled.outcome).toBe('cancelled')
  })
})
