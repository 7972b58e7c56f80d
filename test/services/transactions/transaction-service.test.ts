import { describe, expect, it } from 'vitest'
import type { CardAction } from '../../../src-main/contract/ecash'
import { terminalPreset } from '../../../src-main/services/terminals/terminal-presets'
import type { MoneyDesk } from '../../support/money-desk'
import { moneyDesk } from '../../support/money-desk'

const SLOW = 30_000

/** Everything that money is in, but the card. */
async function ledger({ world }: MoneyDesk): Promise<Record<string, number>> {
  const accounts = await world.database.transaction(({ ledger: books }) => books.accounts())
  return Object.fromEntries(accounts.map(({ id, balance }) => [id.replace(/:[0-9A-F]{32}$/, ''), balance]))
}

describe('money on a card', () => {
  it(
    'is loaded, unloaded and spent, and every fen is in the ledger',
    async () => {
      const desk = await moneyDesk()
      const load = await desk.perform({ kind: 'load', amount: 100_00, from: 'account' })
      expect(load).toMatchObject({
        ...{ outcome: 'done', amount: 100_00, currency: 156, balanceBefore: 88_00, balanceAfter: 188_00 },
        ...{ receipt: true, purse: { balance: 188_00, issuer: { available: 9_900_00, kept: 0 } } }
      })
      const unload = await desk.perform({ kind: 'unload', amount: 50_00, to: 'cash' })
      expect(unload).toMatchObject({ outcome: 'done', balanceAfter: 138_00 })
      const flash = await desk.perform({ kind: 'pay', amount: 12_50, mode: 'flash' }, 'contactless')
      expect(flash).toMatchObject({ outcome: 'done', balanceAfter: 125_50, story: { path: 'ecash' } })
      const contact = await desk.perform({ kind: 'pay', amount: 2_50, mode: 'contact' })
      expect(contact).toMatchObject({ outcome: 'done', balanceAfter: 123_00 })
      expect(await desk.world.purchases.upload()).toMatchObject({ uploaded: 2, refused: 0, amount: 15_00 })
      expect(await desk.world.desk.check()).toMatchObject({ total: 0, wrong: [] })
      expect(await ledger(desk)).toMatchObject({ 'drawer:desk': 50_00, 'merchant:999000000000001': 15_00 })
      expect(await desk.transactions.openEntries()).toEqual([])
    },
    SLOW
  )

  it(
    'comes from another account with the PIN of its card',
    async () => {
      const desk = await moneyDesk('debit-ecash', { pins: ['123456'] })
      const action: CardAction = {
        ...{ kind: 'load', amount: 20_00, from: 'other-account', pan: '6228480000000015' }
      }
      expect(await desk.perform(action)).toMatchObject({ outcome: 'done', balanceAfter: 108_00 })
      expect(await ledger(desk)).toMatchObject({ 'account:test-credit': -20_00 })
    },
    SLOW
  )

  it(
    'is not taken from another account with a wrong PIN',
    async () => {
      const desk = await moneyDesk('debit-ecash', { pins: ['000000'] })
      const before = await ledger(desk)
      const action: CardAction = {
        ...{ kind: 'load', amount: 20_00, from: 'other-account', pan: '6228480000000015' }
      }
      expect(await desk.perform(action)).toMatchObject({ outcome: 'declined', receipt: false })
      expect(await ledger(desk)).toEqual(before)
    },
    SLOW
  )
})

describe('what is impossible', () => {
  it.each<[string, CardAction]>([
    ['nothing', { kind: 'load', amount: 0, from: 'account' }],
    ['less than nothing', { kind: 'load', amount: -1, from: 'cash' }],
    ['a fraction of a fen', { kind: 'unload', amount: 0.5, to: 'account' }],
    ['more than 12 digits', { kind: 'pay', amount: 1e13, mode: 'contact' }],
    ['more than the card may hold', { kind: 'load', amount: 912_01, from: 'account' }],
    ['more than the card holds', { kind: 'unload', amount: 88_01, to: 'account' }],
    ['no other card', { kind: 'load', amount: 1, from: 'other-account' }],
    ['no limit at all', { kind: 'set-limits' }],
    ['a limit below the balance', { kind: 'set-limits', balanceLimit: 87_99 }],
    ['unblocking what is not blocked', { kind: 'unblock-application' }]
  ])(
    '%s is refused before anything is asked or journalled',
    async (_name, action) => {
      const desk = await moneyDesk('debit-ecash', { pins: [] })
      const before = await ledger(desk)
      const result = await desk.perform(action)
      expect(result).toMatchObject({ outcome: 'refused', receipt: false })
      expect(result.entry).toBeUndefined()
      expect(await ledger(desk)).toEqual(before)
      expect(await desk.transactions.history({ most: 5 })).toEqual([])
    },
    SLOW
  )

  it(
    'a blocked application moves no money, until it is unblocked',
    async () => {
      const desk = await moneyDesk()
      expect(await desk.perform({ kind: 'block-application' })).toMatchObject({ outcome: 'done' })
      const load: CardAction = { kind: 'load', amount: 1_00, from: 'cash' }
      expect(await desk.perform(load)).toMatchObject({ outcome: 'refused', purse: { blocked: true } })
      expect(await desk.perform(load, 'contactless')).toMatchObject({ outcome: 'refused' })
      expect(await desk.perform({ kind: 'unblock-application' })).toMatchObject({ outcome: 'done' })
      expect(await desk.perform(load)).toMatchObject({ outcome: 'done' })
    },
    SLOW
  )

  it(
    'a card that is blocked as a whole is no more use',
    async () => {
      const desk = await moneyDesk()
      expect(await desk.perform({ kind: 'block-card' })).toMatchObject({ outcome: 'done' })
      expect(await desk.perform({ kind: 'load', amount: 1_00, from: 'cash' })).toMatchObject({
        outcome: 'refused'
      })
      await expect(desk.transactions.readPurse('reader')).rejects.toMatchObject({ code: 'card-blocked' })
    },
    SLOW
  )
})

describe('what was left open', () => {
  /** The issuer is out of reach when it is to be told. */
  async function loadedInTheDark(): Promise<MoneyDesk & { reach(): void }> {
    let reachable = false
    const desk = await moneyDesk('debit-ecash', {
      parts: (world) => ({
        host: {
          exchange: (request) =>
            request.kind === 'confirm' && !reachable
              ? Promise.resolve({ kind: 'no-answer', reason: 'unreachable' })
              : world.host.exchange(request)
        }
      })
    })
    expect(await desk.perform({ kind: 'load', amount: 10_00, from: 'cash' })).toMatchObject({
      ...{ outcome: 'done', open: { needsCard: false, finish: {} } }
    })
    return {
      ...desk,
      reach: () => {
        reachable = true
      }
    }
  }

  it(
    'stands in the way of anything new with that card',
    async () => {
      const desk = await loadedInTheDark()
      const again = await desk.perform({ kind: 'load', amount: 10_00, from: 'cash' })
      expect(again).toMatchObject({ outcome: 'refused', open: { flow: 'load' }, purse: { balance: 98_00 } })
      const flash = await desk.perform({ kind: 'pay', amount: 1_00, mode: 'flash' }, 'contactless')
      expect(flash).toMatchObject({ outcome: 'refused', open: { flow: 'load' } })
    },
    SLOW
  )

  it(
    'is settled without the card, once the issuer is there again',
    async () => {
      const desk = await loadedInTheDark()
      const [open] = await desk.transactions.openEntries()
      expect(await desk.transactions.settle(open!.entry, 'finish')).toMatchObject({ outcome: 'interrupted' })
      desk.reach()
      expect(await desk.transactions.settleOpen()).toEqual({ closed: 1, failed: [] })
      expect(await desk.transactions.settle(open!.entry, 'finish')).toMatchObject({ outcome: 'refused' })
      expect(await desk.transactions.openEntries()).toEqual([])
      await expect(desk.transactions.settle('e-none', 'finish')).rejects.toMatchObject({
        code: 'entry-unknown'
      })
    },
    SLOW
  )
})

describe('a terminal that works offline only', () => {
  const ZERO = new Uint8Array(5)
  const D = 'A000000333010101'
  const offline = async (): Promise<MoneyDesk> =>
    moneyDesk('debit-ecash', {
      cells: (cells) => ({
        // Counts of offline transactions and the higher of both amount limits leave room; the lower does not.
        ...Object.fromEntries(
          Object.entries(cells).map(([name, value]) => [
            name,
            value.replace('9F140100', '9F14010F').replace('9F230100', '9F23010F')
          ])
        ),
        ...{ [`${D}/object/9F58`]: '0F', [`${D}/object/9F59`]: '0F', [`${D}/object/9F5C`]: '000000100000' }
      }),
      parts: () => ({
        terminal: (id) => {
          const preset = terminalPreset(id)
          const { ecash: _none, ...limits } = preset.limits
          return { ...preset, limits, actionCodes: { denial: ZERO, online: ZERO, default: ZERO } }
        }
      })
    })

  it(
    'keeps what the card approves after it had wished for its issuer, as a purchase from the account',
    async () => {
      const desk = await offline()
      const pay: CardAction = { kind: 'pay', amount: 20_00, mode: 'contact', preset: 'offline-only-pos' }
      const result = await desk.perform(pay)
      expect(result).toMatchObject({ outcome: 'done', amount: 20_00, receipt: true, story: { arc: 'Y3' } })
      const [row] = await desk.world.journal.history({ most: 1 })
      expect(row?.steps.map(({ step }) => step)).toEqual(['approved', 'accepted'])
      expect(row).toMatchObject({ closed: 'completed', facts: { flow: 'purchase-offline' } })
      expect(await desk.world.purchases.upload()).toMatchObject({ uploaded: 1, refused: 0, amount: 20_00 })
      expect(await ledger(desk)).toMatchObject({ 'account:test-debit': 9_980_00 })
      expect(await desk.world.desk.check()).toMatchObject({ total: 0, wrong: [] })
    },
    SLOW
  )
})
