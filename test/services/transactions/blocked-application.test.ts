// The application was blocked while something is open for it: the cryptogram that it still gives, an AAC, is evidence enough.
import { expect, it } from 'vitest'
import type { CardAction, CardReply } from '../../../src-main/contract/ecash'
import { randomBytes } from '../../../src-main/engine/crypto/random'
import { testCaKeys } from '../../../src-main/engine/offline-auth/test-issuer'
import { Interruption } from '../../../src-main/engine/workflow/interruption'
import { terminalPreset } from '../../../src-main/services/terminals/terminal-presets'
import { TransactionService } from '../../../src-main/services/transactions/transaction-service'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { accountsOf, createIssuerWorld, TEST_NOW } from '../../support/issuer-world'
import { MemoryDocuments } from '../../support/memory-documents'
import { cardOnReader } from '../../support/money-desk'

const BLOCKED = 'A000000333010101/blocked'

it.each<[string, CardAction, string, 'finish' | 'reverse', Record<string, number>]>([
  [
    'a payment whose proof was lost stands',
    { kind: 'pay', amount: 12_50, mode: 'contact' },
    '80AE',
    'finish',
    { 'ecash:debit-ecash': 75_50, 'merchant:999000000000001': 12_50 }
  ],
  [
    'a load that was written is confirmed',
    { kind: 'load', amount: 40_00, from: 'account' },
    '04DA',
    'finish',
    { 'ecash:debit-ecash': 128_00, 'account:test-debit': 9_960_00 }
  ],
  [
    'a load that was written is not taken back',
    { kind: 'load', amount: 40_00, from: 'account' },
    '04DA',
    'reverse',
    { 'ecash:debit-ecash': 128_00, 'account:test-debit': 9_960_00 }
  ],
  ['a new PIN is known to be there', { kind: 'change-pin' }, '8424', 'finish', {}]
])('%s', { timeout: 60_000 }, async (_name, action, leavesAt, how, accounts) => {
  const world = await createIssuerWorld()
  let card = VirtualCard.fromImage(readyMadeCard('debit-ecash', ['T=1']))
  let leaves: string | undefined = leavesAt
  const service = new TransactionService({
    cards: cardOnReader(
      () => card,
      'contact',
      (channel) => ({
        transceive: async (command) => {
          const answer = await channel.transceive(command)
          const text = Buffer.from(command).toString('hex').toUpperCase()
          if (leaves === undefined || !text.startsWith(leaves)) return answer
          leaves = undefined
          throw new Interruption('card-removed')
        }
      })
    ),
    ...{ journal: world.journal, purchases: world.purchases, host: world.host },
    ...{ references: world.references, desk: world.desk, holds: new MemoryDocuments() },
    caKeys: () => testCaKeys(),
    terminal: terminalPreset,
    now: () => TEST_NOW,
    random: randomBytes
  })
  const options = {
    ask: ({ kind }: { readonly kind: string }): Promise<CardReply> =>
      Promise.resolve(kind === 'pin' ? { kind: 'pin', pin: '123456' } : { kind: 'cancelled' })
  }
  expect(await service.perform('r', action, options)).toMatchObject({ outcome: 'interrupted' })
  const image = card.toImage()
  const cells = { ...image.memory.cells, [BLOCKED]: '01' }
  card = VirtualCard.fromImage({ ...image, memory: { ...image.memory, cells } })
  const [open] = await service.openEntries()
  const result = await service.perform('r', { kind: how, entry: open?.entry ?? '' }, options)
  expect(result, result.sentence.en).toMatchObject({ outcome: 'done' })
  expect(await service.openEntries()).toEqual([])
  expect(await accountsOf(world)).toMatchObject(accounts)
  expect(await world.desk.check()).toMatchObject({ total: 0, wrong: [] })
})
