import { expect, it } from 'vitest'
import type { AcKind } from '../../../src-main/engine/commands/emv/generate-ac'
import {
  declinesOffline,
  matchingReasons,
  terminalActionAnalysis
} from '../../../src-main/engine/emv/terminal-action-analysis'
import { setBit, TVR } from '../../../src-main/engine/emv/verification-results'
import { AnswersChannel, kernelWith, lastReasons, POS, purchase, run } from './support'

const NONE = '0000000000'
const ZERO = new Uint8Array(5)
const QUIET = { ...POS, actionCodes: { denial: ZERO, online: ZERO, default: ZERO } }
const CODES = { '9F0D': 'D8609CA800', '9F0E': '0010000000', '9F0F': 'D8689CF800' }

interface Row {
  readonly name: string
  readonly tvr?: readonly (keyof typeof TVR)[]
  readonly objects?: Record<string, string>
  readonly online?: false
  readonly force?: true
  readonly asks: AcKind
}

const rows: readonly Row[] = [
  { name: 'nothing set', asks: 'TC' },
  { name: 'the issuer declines', tvr: ['serviceNotAllowed'], asks: 'AAC' },
  { name: 'declining goes before forcing', tvr: ['serviceNotAllowed'], force: true, asks: 'AAC' },
  { name: 'the issuer wants to be asked', tvr: ['floorLimitExceeded'], asks: 'ARQC' },
  { name: 'nobody can be asked', tvr: ['floorLimitExceeded'], online: false, asks: 'AAC' },
  {
    name: 'a bit that nobody minds',
    tvr: ['lowerOfflineLimitExceeded'],
    objects: { '9F0F': NONE },
    asks: 'TC'
  },
  {
    name: 'only asked about where one can',
    tvr: ['cdaFailed'],
    online: false,
    objects: { '9F0F': '0400000000' },
    asks: 'TC'
  },
  { name: 'forced', force: true, asks: 'ARQC' },
  { name: 'forced, although nobody can be asked', force: true, online: false, asks: 'ARQC' },
  {
    name: 'without codes of the issuer nothing is declined',
    tvr: ['expired'],
    objects: { '9F0E': '' },
    asks: 'ARQC'
  }
]

it.each(rows)('$name', async ({ tvr = [], objects = {}, online = true, force, asks }) => {
  const request = { type: 'purchase', amount: 1250, ...(force && { forceOnline: true }) } as const
  const kernel = await kernelWith({ ...CODES, ...objects }, purchase(1250, { terminal: QUIET, request }))
  kernel.transaction.path = 'account'
  for (const name of tvr) setBit(kernel.transaction.tvr, TVR[name])
  const channel = new AnswersChannel()
  expect(await run(terminalActionAnalysis(kernel, online), channel)).toBe(asks)
  expect(channel.sent).toEqual([])
  expect(lastReasons(kernel).length).toBeGreaterThan(0)
})

it.each([0x21, 0x24])(
  'a terminal of type %s asks the issuer about everything that it does not decline',
  async (type) => {
    const terminal = { ...QUIET, type }
    const kernel = await kernelWith(CODES, purchase(1250, { terminal }))
    kernel.transaction.path = 'account'
    for (const online of [true, false]) {
      expect(await run(terminalActionAnalysis(kernel, online), new AnswersChannel())).toBe('ARQC')
      expect(lastReasons(kernel)).toEqual(['This terminal does everything online.'])
    }
    expect(declinesOffline(kernel.transaction)).toHaveLength(1)
    setBit(kernel.transaction.tvr, TVR.serviceNotAllowed)
    expect(await run(terminalActionAnalysis(kernel, true), new AnswersChannel())).toBe('AAC')
  }
)

it('says which bits decided, and whose code names them', async () => {
  const terminal = {
    ...QUIET,
    actionCodes: { ...QUIET.actionCodes, online: Uint8Array.of(0, 0x40, 0, 0x80, 0) }
  }
  const kernel = await kernelWith({ '9F0F': '0000000080' }, purchase(1250, { terminal }))
  for (const bit of [TVR.expired, TVR.floorLimitExceeded, TVR.defaultTdol])
    setBit(kernel.transaction.tvr, bit)
  expect(matchingReasons(kernel.transaction, 'online').map(({ text }) => text.en)).toEqual([
    '“application expired”: the action code of terminal says: go online.',
    '“transaction exceeds the floor limit”: the action code of terminal says: go online.',
    '“default TDOL used”: the action code of issuer says: go online.'
  ])
})

it('takes absent issuer codes as the specification says', async () => {
  const { transaction } = await kernelWith({}, purchase(1250, { terminal: QUIET }))
  setBit(transaction.tvr, TVR.newCard)
  expect(matchingReasons(transaction, 'denial')).toHaveLength(0)
  expect(matchingReasons(transaction, 'online')).toHaveLength(1)
  expect(matchingReasons(transaction, 'default')).toHaveLength(1)
})

const balance = (amount: string, threshold: string): Record<string, string> => ({
  '80CA9F7900': `9F7906${amount}9000`,
  '80CA9F6D00': `9F6D06${threshold}9000`
})

it.each([
  ['enough is left', balance('000000008800', '000000001000'), true, 'TC'],
  ['exactly the threshold is left', balance('000000002250', '000000001000'), true, 'TC'],
  ['less than the threshold is left', balance('000000002249', '000000001000'), true, 'ARQC'],
  ['less, and nobody can be asked', balance('000000002249', '000000001000'), false, 'TC'],
  ['all is spent', balance('000000001250', '000000000000'), true, 'TC'],
  ['not enough', balance('000000001249', '000000000000'), true, 'ARQC'],
  ['not enough, and nobody can be asked', balance('000000001249', '000000000000'), false, 'AAC'],
  ['no balance', {}, false, 'AAC'],
  ['a balance that is no number', balance('0000000088AA', '000000001000'), false, 'AAC'],
  ['no threshold', { '80CA9F7900': '9F79060000000088009000' }, true, 'TC']
] as const)('e-cash: %s', async (_name, answers, online, asks) => {
  const kernel = await kernelWith({ ...CODES, '9F74': '454343303031' }, purchase(1250, { terminal: QUIET }))
  kernel.transaction.path = 'ecash'
  expect(await run(terminalActionAnalysis(kernel, online), new AnswersChannel(answers))).toBe(asks)
})

it('approves offline after an ARQC only where nobody minds and the account pays', async () => {
  const { transaction } = await kernelWith(CODES, purchase(1250, { terminal: QUIET }))
  transaction.path = 'account'
  expect(declinesOffline(transaction)).toEqual([])
  transaction.path = 'ecash'
  expect(declinesOffline(transaction)).toHaveLength(1)
  transaction.path = 'account'
  setBit(transaction.tvr, TVR.floorLimitExceeded)
  expect(declinesOffline(transaction)).toHaveLength(1)
})
