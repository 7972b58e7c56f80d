import { expect, it } from 'vitest'
import { processingRestrictions } from '../../../src-main/engine/emv/processing-restrictions'
import type { TransactionType } from '../../../src-main/engine/emv/transaction-type'
import { AnswersChannel, kernelWith, POS, purchase, run, tvrNames } from './support'

const GOOD = { '9F08': '0030', '9F07': 'FF00', '5F28': '0156', '5F24': '351231', '5F25': '250101' }
const ATM = { ...POS, type: 0x14, additionalCapabilities: Uint8Array.of(0x80, 0, 0, 0, 0) }

interface Row {
  readonly name: string
  readonly objects: Record<string, string>
  readonly type?: TransactionType
  readonly atm?: true
  readonly tvr: readonly string[]
}

const rows: readonly Row[] = [
  { name: 'a card as it should be', objects: {}, tvr: [] },
  { name: 'another version', objects: { '9F08': '0020' }, tvr: ['versionsDiffer'] },
  { name: 'expired yesterday', objects: { '5F24': '260519' }, tvr: ['expired'] },
  { name: 'expires today', objects: { '5F24': '260520' }, tvr: [] },
  { name: 'expired in the last century', objects: { '5F24': '991231' }, tvr: ['expired'] },
  { name: 'effective tomorrow', objects: { '5F25': '260521' }, tvr: ['notYetEffective'] },
  { name: 'effective today', objects: { '5F25': '260520' }, tvr: [] },
  { name: 'not for domestic goods', objects: { '9F07': 'DF00' }, tvr: ['serviceNotAllowed'] },
  {
    name: 'not for domestic services',
    objects: { '9F07': 'F700' },
    type: 'service',
    tvr: ['serviceNotAllowed']
  },
  { name: 'goods do not need services', objects: { '9F07': 'F700' }, tvr: [] },
  { name: 'not for foreign goods', objects: { '5F28': '0840', '9F07': 'EF00' }, tvr: ['serviceNotAllowed'] },
  { name: 'no cash', objects: { '9F07': '7F00' }, type: 'cash', tvr: ['serviceNotAllowed'] },
  { name: 'no cashback', objects: { '9F07': 'FF00' }, type: 'cashback', tvr: ['serviceNotAllowed'] },
  { name: 'domestic cashback', objects: { '9F07': 'FF80' }, type: 'cashback', tvr: [] },
  { name: 'only at cash machines', objects: { '9F07': 'FE00' }, tvr: ['serviceNotAllowed'] },
  { name: 'not at cash machines', objects: { '9F07': 'FD00' }, atm: true, tvr: ['serviceNotAllowed'] },
  { name: 'at a cash machine', objects: { '9F07': 'FE00' }, atm: true, tvr: [] },
  { name: 'a load asks for no use', objects: { '9F07': '0100' }, type: 'load-account', tvr: [] }
]

it.each(rows)('$name', async ({ objects, type = 'purchase', atm, tvr }) => {
  const request = { type, amount: 1250 }
  const options = purchase(1250, { request, ...(atm && { terminal: ATM }) })
  const kernel = await kernelWith({ ...GOOD, ...objects }, options)
  const channel = new AnswersChannel()
  await run(processingRestrictions(kernel), channel)
  expect(tvrNames(kernel)).toEqual(tvr)
  expect(channel.sent).toEqual([])
  expect(kernel.decisions.at(-1)?.reasons).toHaveLength(tvr.length)
})

it('looks at the place only where the card names no country', async () => {
  const here = await kernelWith({ '9F07': '0100' })
  await run(processingRestrictions(here), new AnswersChannel())
  expect(tvrNames(here)).toEqual([])
  const nowhere = await kernelWith({ '9F07': 'FE00' })
  await run(processingRestrictions(nowhere), new AnswersChannel())
  expect(tvrNames(nowhere)).toEqual(['serviceNotAllowed'])
})

it('asks nothing of what the card does not say', async () => {
  const kernel = await kernelWith({})
  await run(processingRestrictions(kernel), new AnswersChannel())
  expect(tvrNames(kernel)).toEqual([])
})
