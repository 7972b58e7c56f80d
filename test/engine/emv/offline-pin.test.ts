import { expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { buildCandidateList, finalSelect } from '../../../src-main/engine/emv/application-selection'
import { cardholderVerification } from '../../../src-main/engine/emv/cardholder-verification'
import { initiateApplication } from '../../../src-main/engine/emv/initiate-application'
import { openKernel, type Kernel } from '../../../src-main/engine/emv/kernel'
import { readApplicationData } from '../../../src-main/engine/emv/read-application-data'
import type { Workflow } from '../../../src-main/engine/workflow/workflow'
import { CardOnChannel, lastReasons, pinReply, purchase, run, tvrNames } from './support'

/** A card that was read, whose list then holds one rule only. */
function* readWithRule(rule: string, caKeys: 'all' | 'none'): Workflow<Kernel> {
  const request = { type: 'purchase', amount: 1250, ecash: 'never' } as const
  const options = purchase(1250, { request, ...(caKeys === 'none' && { caKeys: () => [] }) })
  const kernel = yield* openKernel(options, 'contact')
  const list = yield* buildCandidateList(kernel)
  if (list.kind !== 'found' || list.candidates[0] === undefined) throw new Error('there is an application')
  yield* finalSelect(kernel, list.candidates[0])
  yield* initiateApplication(kernel)
  expect(yield* readApplicationData(kernel)).toBeUndefined()
  kernel.transaction.replace(0x8e, hex(`0000000000000000${rule}`))
  yield* cardholderVerification(kernel)
  return kernel
}

it('goes to the card enciphered, with its challenge', async () => {
  const channel = new CardOnChannel('debit-ecash', 'contact')
  const kernel = await run(readWithRule('0400', 'all'), channel, { replies: [pinReply('123456')] })
  expect(toHex(kernel.transaction.cvmResults)).toBe('040002')
  const [challenge, verify] = channel.sent.slice(-2)
  expect(challenge).toBe('0084000000')
  expect(verify).toMatch(/^0020008880.{256}$/)
  expect(verify).not.toContain('123456')
})

it('is counted when it is wrong, and a new challenge goes with the next one', async () => {
  const channel = new CardOnChannel('debit-ecash', 'contact')
  const replies = [pinReply('9999'), pinReply('123456')]
  const kernel = await run(readWithRule('0400', 'all'), channel, { replies })
  expect(toHex(kernel.transaction.cvmResults)).toBe('040002')
  expect(channel.sent.filter((command) => command === '0084000000')).toHaveLength(2)
})

it('is not asked for where the card’s key cannot be trusted', async () => {
  const channel = new CardOnChannel('debit-ecash', 'contact')
  const kernel = await run(readWithRule('0400', 'none'), channel, { replies: [pinReply('123456')] })
  expect(toHex(kernel.transaction.cvmResults)).toBe('040001')
  expect(tvrNames(kernel)).toContain('cvmFailed')
  expect(lastReasons(kernel)).toContain('The PIN could not be shown to the card.')
  expect(channel.sent.some((command) => command.startsWith('0020'))).toBe(false)
})

it('tries of a person use up the card’s tries, no more', async () => {
  const channel = new CardOnChannel('debit-ecash', 'contact')
  const replies = Array.from({ length: 5 }, () => pinReply('9999'))
  const kernel = await run(readWithRule('0100', 'all'), channel, { replies })
  expect(channel.sent.filter((command) => command.startsWith('00200080'))).toHaveLength(3)
  expect(tvrNames(kernel)).toEqual(['cvmFailed', 'pinTriesExceeded'])
})
