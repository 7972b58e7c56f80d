import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { type Case } from '../suite'
import { watchDriver } from '../watch-driver'
import {
  type ConformanceContext,
  conformanceAtrHex,
  exchange,
  first,
  ok,
  otherAtr,
  rejectsWith,
  retrying,
  second,
  withDriver
} from './context'

/** What goes away and comes back: cards, connections, the service. */
export const recoveryCases: readonly Case<ConformanceContext>[] = [
  {
    name: 'survives a card pulled in mid-command, and reads the next one',
    run: (context) =>
      withDriver(context, async ({ driver, watch, insert }) => {
        const card = await insert({ answer: () => undefined })
        const connection = await driver.connect(first.name, { share: 'shared' })
        const command = rejectsWith(exchange(connection, 0, 1, 0, 0), 'card-removed', 'transport')
        await pause(200)
        await card.remove()
        await command
        await watch.untilReader(first.name, ({ presence }) => presence === 'empty')
        await rejectsWith(exchange(connection, 0, 1, 0, 0), 'card-removed')
        await connection.disconnect('leave')
        await insert()
        const next = await driver.connect(first.name, { share: 'shared' })
        assert.deepEqual([...(await exchange(next, 0, 1, 0, 0))], [0, 1, 0, 0, ...ok])
        await next.disconnect('leave')
      })
  },
  {
    name: 'serves two readers at a time',
    run: (context) =>
      withDriver(context, async ({ driver, watch, insert }) => {
        await insert()
        await insert({ slot: 1, atr: otherAtr, answer: () => ok })
        assert.equal(watch.reader(first.name)?.atr, conformanceAtrHex)
        assert.equal(watch.reader(second.name)?.atr, '3B8201414280')
        const one = await driver.connect(first.name, { share: 'shared' })
        const other = await driver.connect(second.name, { share: 'shared' })
        const [left, right] = await Promise.all([exchange(one, 0, 1, 0, 0), exchange(other, 0, 1, 0, 0)])
        assert.equal(left.length, 6)
        assert.equal(right.length, 2)
        await one.disconnect('leave')
        await other.disconnect('leave')
      })
  },
  {
    name: 'opens and closes many connections without leaving one behind',
    run: (context) =>
      withDriver(context, async ({ driver, insert }) => {
        await insert()
        for (let round = 0; round < 60; round += 1) {
          const connection = await driver.connect(first.name, { share: 'shared' })
          await exchange(connection, 0, round, 0, 0)
          await connection.disconnect('leave')
        }
        const many = await Promise.all(
          Array.from({ length: 6 }, () => driver.connect(first.name, { share: 'shared' }))
        )
        for (const connection of many) await exchange(connection, 0, 1, 0, 0)
        await Promise.all(many.map((connection) => connection.disconnect('leave')))
        const alone = await retrying(() => driver.connect(first.name, { share: 'exclusive' }))
        await alone.disconnect('leave')
      })
  },
  {
    name: 'rejects calls on a closed connection, and closes twice without harm',
    run: (context) =>
      withDriver(context, async ({ driver, insert }) => {
        await insert()
        const connection = await driver.connect(first.name, { share: 'shared' })
        await connection.disconnect('leave')
        await connection.disconnect('leave')
        await rejectsWith(exchange(connection, 0, 1, 0, 0), 'transport')
      })
  },
  {
    name: 'sees the service stop and come back while it watches',
    run: (context) =>
      withDriver(context, async ({ driver, watch, insert }) => {
        for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
          await context.pcscd.stop(signal)
          const gone = await watch.until('the service is gone', ({ service }) => service === 'stopped')
          assert.equal(gone.readers.length, 0)
          await rejectsWith(driver.connect(first.name, { share: 'shared' }), 'no-service')
          await context.pcscd.start()
          await watch.until('the readers are back', ({ readers }) => readers.length === 2)
        }
        await insert()
        const connection = await driver.connect(first.name, { share: 'shared' })
        await exchange(connection, 0, 1, 0, 0)
        await connection.disconnect('leave')
      })
  },
  {
    name: 'gives up a connection whose service went away, and opens the next',
    run: (context) =>
      withDriver(context, async ({ driver, watch, insert }) => {
        await insert()
        const connection = await driver.connect(first.name, { share: 'shared' })
        await exchange(connection, 0, 1, 0, 0)
        await context.pcscd.restart()
        await rejectsWith(exchange(connection, 0, 1, 0, 0), 'no-service')
        await connection.disconnect('leave')
        await watch.until('the readers are back', ({ readers }) => readers.length === 2)
        await watch.untilReader(first.name, ({ presence }) => presence === 'empty')
        await insert()
        const next = await driver.connect(first.name, { share: 'shared' })
        await exchange(next, 0, 1, 0, 0)
        await next.disconnect('leave')
      })
  },
  {
    name: 'ends a command that the service left in the middle',
    run: (context) =>
      withDriver(context, async ({ driver, watch, insert }) => {
        await insert({ answer: () => undefined })
        const connection = await driver.connect(first.name, { share: 'shared' })
        const command = rejectsWith(
          exchange(connection, 0, 1, 0, 0),
          'no-service',
          'transport',
          'card-removed'
        )
        await pause(200)
        await context.pcscd.stop('SIGKILL')
        await command
        await connection.disconnect('leave')
        await context.pcscd.start()
        await watch.until('the readers are back', ({ readers }) => readers.length === 2)
      })
  },
  {
    name: 'starts without a service, and finds it when it comes',
    run: async (context) => {
      await context.pcscd.stop()
      const driver = context.makeDriver()
      try {
        const watch = watchDriver(driver)
        await watch.until('no service', ({ service }) => service === 'stopped')
        await rejectsWith(driver.connect(first.name, { share: 'shared' }), 'no-service')
        await pause(1000)
        await context.pcscd.start()
        await watch.until('the readers come', ({ readers }) => readers.length === 2)
      } finally {
        await driver.stop()
      }
    }
  }
]
