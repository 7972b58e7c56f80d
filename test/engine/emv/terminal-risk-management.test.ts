import { describe, expect, it } from 'vitest'
import {
  selectionPercent,
  terminalRiskManagement
} from '../../../src-main/engine/emv/terminal-risk-management'
import type { TerminalConfiguration } from '../../../src-main/engine/emv/terminal-configuration'
import { isSet, TSI } from '../../../src-main/engine/emv/verification-results'
import { AnswersChannel, kernelWith, POS, purchase, run, tvrNames } from './support'

const QUIET: TerminalConfiguration = {
  ...POS,
  randomSelection: { threshold: 0, target: 0, maximumTarget: 0 }
}
const counters = (atc: string, last: string): Record<string, string> => ({
  '80CA9F3600': `9F3602${atc}9000`,
  '80CA9F1300': `9F1302${last}9000`
})

interface Row {
  readonly name: string
  readonly objects?: Record<string, string>
  readonly answers?: Record<string, string>
  readonly amount?: number
  readonly force?: true
  readonly ecash?: true
  readonly exceptions?: readonly string[]
  readonly tvr: readonly string[]
}

const LIMITS = { '9F14': '02', '9F23': '05' }
const rows: readonly Row[] = [
  { name: 'nothing to note', tvr: [] },
  { name: 'on the exception list', exceptions: ['6228480000000000018'], tvr: ['onExceptionFile'] },
  { name: 'wanted online', force: true, tvr: ['forcedOnline'] },
  { name: 'at the floor limit', amount: 50_000, tvr: ['floorLimitExceeded'] },
  { name: 'just below it', amount: 49_999, tvr: [] },
  { name: 'e-cash has no floor limit', amount: 50_000, ecash: true, tvr: [] },
  { name: 'within both counts', objects: LIMITS, answers: counters('0005', '0003'), tvr: [] },
  {
    name: 'over the lower count',
    objects: LIMITS,
    answers: counters('0006', '0003'),
    tvr: ['lowerOfflineLimitExceeded']
  },
  {
    name: 'over both counts',
    objects: LIMITS,
    answers: counters('0009', '0003'),
    tvr: ['lowerOfflineLimitExceeded', 'upperOfflineLimitExceeded']
  },
  { name: 'never online', objects: LIMITS, answers: counters('0001', '0000'), tvr: ['newCard'] },
  {
    name: 'a counter that went backwards',
    objects: LIMITS,
    answers: counters('0003', '0003'),
    tvr: ['lowerOfflineLimitExceeded', 'upperOfflineLimitExceeded']
  },
  {
    name: 'counters that the card does not tell',
    objects: LIMITS,
    tvr: ['lowerOfflineLimitExceeded', 'upperOfflineLimitExceeded']
  },
  {
    name: 'counters of another length',
    objects: LIMITS,
    answers: { '80CA9F3600': '9F3603000005 9000', '80CA9F1300': '9F130200039000' },
    tvr: ['lowerOfflineLimitExceeded', 'upperOfflineLimitExceeded']
  },
  { name: 'e-cash is not counted', objects: LIMITS, ecash: true, tvr: [] },
  { name: 'one limit alone says nothing', objects: { '9F14': '02' }, tvr: [] }
]

it.each(rows)(
  '$name',
  async ({ objects = {}, answers, amount = 1250, force, ecash, exceptions = [], tvr }) => {
    const request = { type: 'purchase', amount, ...(force && { forceOnline: true }) } as const
    const options = purchase(amount, { terminal: { ...QUIET, exceptions }, request })
    const kernel = await kernelWith({ '82': '1C00', '5A': '6228480000000000018F', ...objects }, options)
    kernel.transaction.path = ecash ? 'ecash' : 'account'
    await run(terminalRiskManagement(kernel), new AnswersChannel(answers))
    expect(tvrNames(kernel)).toEqual(tvr)
    expect(isSet(kernel.transaction.tsi, TSI.terminalRiskManagement)).toBe(true)
  }
)

it('does nothing of it where the card does not ask for it, but keeps the wish to go online', async () => {
  const request = { type: 'purchase', amount: 90_000, forceOnline: true } as const
  const kernel = await kernelWith({ '82': '1400' }, purchase(90_000, { request }))
  const channel = new AnswersChannel()
  await run(terminalRiskManagement(kernel), channel)
  expect(tvrNames(kernel)).toEqual(['forcedOnline'])
  expect(isSet(kernel.transaction.tsi, TSI.terminalRiskManagement)).toBe(false)
  expect(channel.sent).toEqual([])
})

describe('random selection', () => {
  const terminal: TerminalConfiguration = {
    ...POS,
    limits: { ...POS.limits, floor: 1000 },
    randomSelection: { threshold: 200, target: 10, maximumTarget: 90 }
  }

  it.each([
    [0, 10],
    [199, 10],
    [200, 10],
    [600, 50],
    [1000, 90]
  ])('of %i minor units, %i percent', async (amount, percent) => {
    const { transaction } = await kernelWith({}, purchase(amount, { terminal }))
    expect(selectionPercent(transaction)).toBe(percent)
  })

  it.each([
    [9, true],
    [10, false],
    [98, false],
    [99, true]
  ])('draws %i', async (drawn, selected) => {
    const kernel = await kernelWith({ '82': '1C00' }, purchase(100, { terminal }))
    kernel.transaction.path = 'account'
    await run(terminalRiskManagement(kernel), new AnswersChannel(), { random: () => Uint8Array.of(drawn) })
    expect(tvrNames(kernel)).toEqual(selected ? ['randomlySelected'] : [])
  })

  it.each([
    ['what would make some numbers likelier is passed over', [198, 255, 220, 98], false],
    ['the first that is fair counts', [198, 99, 98], true],
    ['without a fair one the transaction goes online', [198, 255], true]
  ])('%s', async (_name, drawn, selected) => {
    const kernel = await kernelWith({ '82': '1C00' }, purchase(100, { terminal }))
    kernel.transaction.path = 'account'
    const bytes = Uint8Array.from(drawn)
    await run(terminalRiskManagement(kernel), new AnswersChannel(), { random: () => bytes })
    expect(tvrNames(kernel)).toEqual(selected ? ['randomlySelected'] : [])
  })

  it('selects as often as it says', async () => {
    let selected = 0
    for (let byte = 0; byte < 198; byte += 1) {
      const kernel = await kernelWith({ '82': '1C00' }, purchase(100, { terminal }))
      kernel.transaction.path = 'account'
      await run(terminalRiskManagement(kernel), new AnswersChannel(), { random: () => Uint8Array.of(byte) })
      selected += tvrNames(kernel).length
    }
    expect(selected).toBe(20)
  })
})
