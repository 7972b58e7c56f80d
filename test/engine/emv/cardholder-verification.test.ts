import { describe, expect, it } from 'vitest'
import { toHex } from '../../../src-main/engine/bytes/hex'
import { encodeCommandApdu } from '../../../src-main/engine/apdu/command-apdu'
import { cardholderVerification } from '../../../src-main/engine/emv/cardholder-verification'
import { isSet, TSI } from '../../../src-main/engine/emv/verification-results'
import type { Question, Reply } from '../../../src-main/engine/workflow/question'
import { AnswersChannel, kernelWith, lastReasons, pinReply, POS, purchase, run, tvrNames } from './support'

const AMOUNTS = '0000000000000000'
const TRIES = { '80CA9F1700': '9F1701039000' }
const PIN_1234 = '0020008008241234FFFFFFFFFF'
const NO_PIN_PAD = { ...POS, capabilities: Uint8Array.of(0xe0, 0x28, 0xc8) }
const passedOver: Reply = { kind: 'pin', pin: undefined }

interface Row {
  readonly name: string
  readonly rules: string
  readonly answers?: Record<string, string>
  readonly replies?: () => readonly Reply[]
  readonly noPinPad?: true
  readonly results: string
  readonly tvr: readonly string[]
  /** Commands that were sent. */
  readonly sent?: readonly string[]
}

const rows: readonly Row[] = [
  { name: 'none required', rules: '1F00', results: '1F0002', tvr: [] },
  { name: 'signature', rules: '1E00', results: '1E0000', tvr: [] },
  { name: 'must fail', rules: '0000 1F00', results: '000001', tvr: ['cvmFailed'] },
  { name: 'failing goes on where the rule says so', rules: '4000 1F00', results: '1F0002', tvr: [] },
  { name: 'no condition is met', rules: '1F04 1E05', results: '3F0001', tvr: ['cvmFailed'] },
  { name: 'an unknown method, then none', rules: '5100 1F00', results: '1F0002', tvr: ['cvmUnknown'] },
  {
    name: 'an unknown method ends it',
    rules: '1100 1F00',
    results: '110001',
    tvr: ['cvmFailed', 'cvmUnknown']
  },
  { name: 'an unknown condition is passed over', rules: '1E20 1F00', results: '1F0002', tvr: [] },
  {
    name: 'online PIN',
    rules: '0200',
    replies: () => [pinReply('123456')],
    results: '020000',
    tvr: ['onlinePinEntered']
  },
  {
    name: 'online PIN passed over',
    rules: '4200 1E00',
    replies: () => [passedOver],
    results: '1E0000',
    tvr: ['pinNotEntered']
  },
  {
    name: 'online PIN without a PIN pad',
    rules: '0200',
    noPinPad: true,
    results: '020001',
    tvr: ['cvmFailed', 'pinPadMissing']
  },
  {
    name: 'offline PIN',
    rules: '0100',
    answers: { ...TRIES, [PIN_1234]: '9000' },
    replies: () => [pinReply('1234')],
    results: '010002',
    tvr: [],
    sent: ['80CA9F1700', PIN_1234]
  },
  {
    name: 'offline PIN and signature',
    rules: '0300',
    answers: { ...TRIES, [PIN_1234]: '9000' },
    replies: () => [pinReply('1234')],
    results: '030000',
    tvr: []
  },
  {
    name: 'offline PIN, wrong, then passed over',
    rules: '4100 1F00',
    answers: { ...TRIES, [PIN_1234]: '63C2' },
    replies: () => [pinReply('1234'), passedOver],
    results: '1F0002',
    tvr: ['pinNotEntered'],
    sent: ['80CA9F1700', PIN_1234]
  },
  {
    name: 'offline PIN, wrong until no try is left',
    rules: '0100',
    answers: { '80CA9F1700': '9F1701019000', [PIN_1234]: '63C0' },
    replies: () => [pinReply('1234'), pinReply('1234')],
    results: '010001',
    tvr: ['cvmFailed', 'pinTriesExceeded'],
    sent: ['80CA9F1700', PIN_1234]
  },
  {
    name: 'offline PIN with no try left: nobody is asked',
    rules: '0100',
    answers: { '80CA9F1700': '9F1701009000' },
    results: '010001',
    tvr: ['cvmFailed', 'pinTriesExceeded'],
    sent: ['80CA9F1700']
  },
  {
    name: 'offline PIN that is blocked',
    rules: '0100',
    answers: { [PIN_1234]: '6983' },
    replies: () => [pinReply('1234')],
    results: '010001',
    tvr: ['cvmFailed', 'pinTriesExceeded']
  },
  {
    name: 'offline PIN that the card does not do',
    rules: '4100 1E00',
    replies: () => [pinReply('1234')],
    results: '1E0000',
    tvr: []
  },
  {
    name: 'enciphered PIN without a key: nobody is asked',
    rules: '4400 1E00',
    answers: TRIES,
    results: '1E0000',
    tvr: [],
    sent: ['80CA9F1700']
  },
  {
    name: 'identity document without one named',
    rules: '6000 1F00',
    results: '1F0002',
    tvr: []
  }
]

it.each(rows)('$name', async ({ rules, answers = {}, replies, noPinPad, results, tvr, sent }) => {
  const options = purchase(1250, noPinPad ? { terminal: NO_PIN_PAD } : {})
  const kernel = await kernelWith({ '82': '1C00', '8E': AMOUNTS + rules }, options)
  kernel.transaction.path = 'account'
  const channel = new AnswersChannel(answers)
  const ending = await run(cardholderVerification(kernel), channel, { replies: replies?.() ?? [] })
  expect(ending).toBeUndefined()
  expect(toHex(kernel.transaction.cvmResults)).toBe(results)
  expect(tvrNames(kernel)).toEqual(tvr)
  expect(isSet(kernel.transaction.tsi, TSI.cardholderVerification)).toBe(true)
  expect(lastReasons(kernel).length).toBeGreaterThan(0)
  if (sent !== undefined) expect(channel.sent).toEqual(sent)
})

describe('the PIN', () => {
  it('is asked for again with the tries that are left, and only as often as a person enters one', async () => {
    const kernel = await kernelWith({ '82': '1C00', '8E': `${AMOUNTS}0100` })
    const asked: Question[] = []
    const channel = new AnswersChannel({ ...TRIES, [PIN_1234]: '63C2' })
    await run(cardholderVerification(kernel), channel, { asked, replies: [pinReply('1234')] })
    expect(asked).toEqual([
      { kind: 'pin', purpose: 'offline', triesLeft: 3, amount: 1250, currency: 156 },
      { kind: 'pin', purpose: 'offline', triesLeft: 2, amount: 1250, currency: 156 }
    ])
    expect(channel.sent).toEqual(['80CA9F1700', PIN_1234])
  })

  it('is entered on the reader’s own PIN pad where there is one', async () => {
    const kernel = await kernelWith({ '82': '1C00', '8E': `${AMOUNTS}0100` })
    const asked: Question[] = []
    const onPad: string[] = []
    const channel = new AnswersChannel(TRIES)
    await run(cardholderVerification(kernel), channel, {
      asked,
      pinPad: ({ apdu }) => {
        onPad.push(toHex(encodeCommandApdu(apdu)))
        return Uint8Array.of(0x90, 0x00)
      }
    })
    expect(onPad).toEqual(['002000800820FFFFFFFFFFFFFF'])
    expect(asked).toEqual([])
    expect(channel.sent).toEqual(['80CA9F1700'])
    expect(toHex(kernel.transaction.cvmResults)).toBe('010002')
  })

  it('ends the transaction where the person stops', async () => {
    for (const rules of ['0100', '0200']) {
      const kernel = await kernelWith({ '82': '1C00', '8E': AMOUNTS + rules })
      const channel = new AnswersChannel()
      const ending = await run(cardholderVerification(kernel), channel, { replies: [{ kind: 'cancelled' }] })
      expect(ending).toMatchObject({ outcome: 'cancelled' })
      expect(channel.sent.filter((command) => command.startsWith('0020'))).toEqual([])
    }
  })
})

describe('the identity document', () => {
  const objects = { '82': '1C00', '8E': `${AMOUNTS}2000`, '9F61': '3131303130', '9F62': '00' }

  it.each([
    [true, '200002', []],
    [false, '200001', ['cvmFailed']]
  ])('agrees: %s', async (yes, results, tvr) => {
    const kernel = await kernelWith(objects)
    await run(cardholderVerification(kernel), new AnswersChannel(), { replies: [{ kind: 'confirm', yes }] })
    expect(toHex(kernel.transaction.cvmResults)).toBe(results)
    expect(tvrNames(kernel)).toEqual(tvr)
  })
})

describe('no verification', () => {
  it('where the card does not support it', async () => {
    const kernel = await kernelWith({ '82': '0C00', '8E': `${AMOUNTS}0200` })
    await run(cardholderVerification(kernel), new AnswersChannel())
    expect(toHex(kernel.transaction.cvmResults)).toBe('3F0000')
    expect(isSet(kernel.transaction.tsi, TSI.cardholderVerification)).toBe(false)
  })

  it.each([{}, { '8E': AMOUNTS }, { '8E': `${AMOUNTS}1F` }])('without a usable list: %o', async (list) => {
    const kernel = await kernelWith({ '82': '1C00', ...(list as Record<string, string>) })
    await run(cardholderVerification(kernel), new AnswersChannel())
    expect(tvrNames(kernel)).toEqual(['iccDataMissing'])
    expect(toHex(kernel.transaction.cvmResults)).toBe('3F0000')
  })

  it('for e-cash', async () => {
    const kernel = await kernelWith({ '82': '1C00', '8E': `${AMOUNTS}0200` })
    kernel.transaction.path = 'ecash'
    const asked: Question[] = []
    await run(cardholderVerification(kernel), new AnswersChannel(), { asked })
    expect(asked).toEqual([])
    expect(tvrNames(kernel)).toEqual([])
  })
})
