import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { type Case } from '../suite'
import {
  type ConformanceContext,
  conformanceAtr,
  exchange,
  first,
  ok,
  rejectsWith,
  retrying,
  second,
  withDriver
} from './context'

/** Several programs on one card, resets, what a driver cannot do. */
export const sharingCases: readonly Case<ConformanceContext>[] = [
  {
    name: 'shares a card, and keeps others from an exclusive one',
    run: (context) =>
      withDriver(context, async ({ driver, watch, insert }) => {
        await insert()
        const one = await driver.connect(first.name, { share: 'shared' })
        const other = await driver.connect(first.name, { share: 'shared' })
        await exchange(one, 0, 1, 0, 0)
        await exchange(other, 0, 2, 0, 0)
        const useIsStale = driver.capabilities.useIsStale === true
        if (!useIsStale) await watch.untilReader(first.name, ({ inUse }) => inUse)
        await rejectsWith(driver.connect(first.name, { share: 'exclusive' }), 'sharing-violation')
        await one.disconnect('leave')
        await other.disconnect('leave')
        const exclusive = await retrying(() => driver.connect(first.name, { share: 'exclusive' }))
        await rejectsWith(driver.connect(first.name, { share: 'shared' }), 'sharing-violation')
        if (!useIsStale) await watch.untilReader(first.name, ({ exclusive: held }) => held)
        await exclusive.disconnect('leave')
        if (!useIsStale) await watch.untilReader(first.name, ({ inUse, exclusive: held }) => !inUse && !held)
      })
  },
  {
    name: 'opens an empty reader in direct mode',
    run: (context) =>
      withDriver(context, async ({ driver }) => {
        if (!driver.capabilities.directMode) {
          await rejectsWith(driver.connect(second.name, { share: 'direct' }), 'unsupported')
          return
        }
        const connection = await driver.connect(second.name, { share: 'direct' })
        assert.equal(connection.protocol, 'direct')
        assert.equal(connection.atr.length, 0)
        await connection.disconnect('leave')
      })
  },
  {
    name: 'says no-card and no-reader',
    run: (context) =>
      withDriver(context, async ({ driver }) => {
        await rejectsWith(driver.connect(second.name, { share: 'shared' }), 'no-card')
        await rejectsWith(driver.connect('No Such Reader 00 00', { share: 'shared' }), 'no-reader')
      })
  },
  {
    name: 'says protocol-mismatch where the card does not speak the protocol',
    run: (context) =>
      withDriver(context, async ({ driver, insert }) => {
        await insert()
        await rejectsWith(
          driver.connect(first.name, { share: 'shared', protocols: ['T=0'] }),
          'protocol-mismatch'
        )
      })
  },
  {
    name: 'keeps another connection out during a transaction',
    run: (context) =>
      withDriver(context, async ({ driver, insert }) => {
        await insert()
        const one = await driver.connect(first.name, { share: 'shared' })
        if (!driver.capabilities.transactions) {
          await rejectsWith(one.beginTransaction(), 'unsupported')
          await one.disconnect('leave')
          return
        }
        const other = await driver.connect(first.name, { share: 'shared' })
        const order: string[] = []
        const transaction = await one.beginTransaction()
        const outside = exchange(other, 0, 2, 0, 0).then(() => order.push('other'))
        await exchange(one, 0, 1, 0, 0)
        await pause(300)
        order.push('end')
        await transaction.end()
        await outside
        assert.deepEqual(order, ['end', 'other'])
        await one.disconnect('leave')
        await other.disconnect('leave')
      })
  },
  {
    name: 'resets the card, which another connection is told of',
    run: (context) =>
      withDriver(context, async ({ driver, insert }) => {
        await insert()
        const one = await driver.connect(first.name, { share: 'shared' })
        if (!driver.capabilities.reconnect) {
          await rejectsWith(one.reset('warm'), 'unsupported')
          await one.disconnect('leave')
          return
        }
        const other = await driver.connect(first.name, { share: 'shared' })
        assert.deepEqual([...(await one.reset('warm'))], [...conformanceAtr])
        await rejectsWith(exchange(other, 0, 1, 0, 0), 'card-reset')
        assert.deepEqual([...(await one.reset('unpower'))], [...conformanceAtr])
        assert.deepEqual([...(await exchange(one, 0, 1, 0, 0))], [0, 1, 0, 0, ...ok])
        await one.disconnect('reset')
        await other.disconnect('leave')
      })
  },
  {
    name: 'answers a control code that the reader does not know with unsupported',
    run: (context) =>
      withDriver(context, async ({ driver, insert }) => {
        await insert()
        const connection = await driver.connect(first.name, { share: 'shared' })
        await rejectsWith(connection.control(0x42000000 + 3400, new Uint8Array(0)), 'unsupported')
        await exchange(connection, 0, 1, 0, 0)
        await connection.disconnect('leave')
      })
  },
  {
    name: 'has no value for an attribute that the reader does not have',
    run: (context) =>
      withDriver(context, async ({ driver, insert }) => {
        await insert()
        const connection = await driver.connect(first.name, { share: 'shared' })
        if (driver.capabilities.attributes) assert.equal(await connection.attribute(0x00010100), undefined)
        else await rejectsWith(connection.attribute(0x00010100), 'unsupported')
        await connection.disconnect('leave')
      })
  }
]
