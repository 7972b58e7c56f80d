import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import {
  type CardConnection,
  ReaderError,
  type ReaderDriver,
  type ReaderErrorCode
} from '../../src-main/services/readers/reader-driver'
import { type Pcscd, vpcdReaders } from './pcscd'
import { insertScriptedCard, type Answer, type ScriptedCard } from './scripted-card'
import { type Case, defineSuite, type Suite } from './suite'
import { type DriverWatch, watchDriver } from './watch-driver'

/** What a case needs: the service, and drivers of the kind under test. */
export interface ConformanceContext {
  readonly pcscd: Pcscd
  makeDriver(): ReaderDriver
}

const [first, second] = vpcdReaders
const conformanceAtr = Uint8Array.of(0x3b, 0x80, 0x01, 0x81)
const conformanceAtrHex = '3B800181'
const otherAtr = Uint8Array.of(0x3b, 0x82, 0x01, 0x41, 0x42, 0x80)
const ok = Uint8Array.of(0x90, 0x00)

/** Answers with as many bytes as the command has, each the command's, before 9000: an echo. */
const echo: Answer = (command) => Uint8Array.of(...command, ...ok)

interface Session {
  readonly driver: ReaderDriver
  readonly watch: DriverWatch
  insert(options?: { answer?: Answer; slot?: 0 | 1; atr?: Uint8Array }): Promise<ScriptedCard>
}

/** Runs `work` with a driver of its own; takes cards out and stops the driver whatever happens. */
async function withDriver(
  context: ConformanceContext,
  work: (session: Session) => Promise<void>
): Promise<void> {
  const driver = context.makeDriver()
  const watch = watchDriver(driver)
  const cards: ScriptedCard[] = []
  try {
    await watch.until(
      'the service runs',
      ({ service, readers }) => service === 'running' && readers.length >= 2
    )
    // The case before may just have pulled its card.
    await watch.untilReader(first.name, ({ presence }) => presence === 'empty')
    await watch.untilReader(second.name, ({ presence }) => presence === 'empty')
    await work({
      driver,
      watch,
      insert: async ({ answer = echo, slot = 0, atr = conformanceAtr } = {}) => {
        const card = await insertScriptedCard({ atr, answer, slot })
        cards.push(card)
        const name = slot === 0 ? first.name : second.name
        await watch.untilReader(name, ({ presence }) => presence === 'present')
        return card
      }
    })
  } finally {
    for (const card of cards) await card.remove()
    await driver.stop()
  }
}

/** Fails unless the promise rejects with a `ReaderError` of one of these codes. */
async function rejectsWith(promise: Promise<unknown>, ...codes: ReaderErrorCode[]): Promise<void> {
  try {
    await promise
  } catch (error) {
    assert.ok(error instanceof ReaderError, `not a ReaderError: ${String(error)}`)
    assert.ok(
      codes.includes(error.code),
      `${error.code} (${error.message}) is not one of ${codes.join(', ')}`
    )
    return
  }
  assert.fail(`nothing was rejected; expected ${codes.join(' or ')}`)
}

async function retrying<T>(attempt: () => Promise<T>, times = 50): Promise<T> {
  for (let left = times; ; left -= 1) {
    try {
      return await attempt()
    } catch (error) {
      if (left === 0) throw error
      await pause(100)
    }
  }
}

const exchange = (connection: CardConnection, ...command: number[]): Promise<Uint8Array> =>
  connection.transmit(Uint8Array.from(command))

/** The same for every PC/SC driver; what a driver says it cannot do must end in a clean `unsupported`. */
export const conformanceCases: readonly Case<ConformanceContext>[] = [
  {
    name: 'lists the readers',
    run: (context) =>
      withDriver(context, ({ watch }) => {
        const names = watch.latest()?.readers.map(({ name }) => name)
        assert.deepEqual(names, [first.name, second.name])
        return Promise.resolve()
      })
  },
  {
    name: 'tells that a card came, with its ATR, and that it went',
    run: (context) =>
      withDriver(context, async ({ watch, insert }) => {
        const card = await insert()
        const seen = watch.reader(first.name)
        assert.equal(seen?.atr, conformanceAtrHex)
        const count = seen?.cardCount ?? 0
        assert.ok(count > 0)
        await card.remove()
        const empty = await watch.untilReader(first.name, ({ presence }) => presence === 'empty')
        assert.equal(empty.atr, undefined)
        await insert({ atr: otherAtr })
        const next = watch.reader(first.name)
        assert.equal(next?.atr, '3B8201414280')
        assert.ok(next.cardCount > count, 'another card has another count')
      })
  },
  {
    name: 'finds a card that was there before the driver started',
    run: async (context) => {
      // The service looks a few times a second: a card put in at once for another one would be taken for that one.
      await pause(1000)
      const card = await insertScriptedCard({ atr: conformanceAtr, answer: echo })
      await pause(1500)
      const driver = context.makeDriver()
      try {
        const watch = watchDriver(driver)
        const seen = await watch.untilReader(first.name, ({ presence }) => presence === 'present')
        assert.equal(seen.atr, conformanceAtrHex)
        const firstWithReaders = watch.snapshots.find(({ readers }) => readers.length > 0)
        assert.equal(firstWithReaders?.readers.length, 2, 'readers are told together')
      } finally {
        await card.remove()
        await driver.stop()
      }
    }
  },
  {
    name: 'connects, and tells protocol and ATR',
    run: (context) =>
      withDriver(context, async ({ driver, insert }) => {
        await insert()
        const connection = await driver.connect(first.name, { share: 'shared' })
        assert.equal(connection.reader, first.name)
        assert.equal(connection.protocol, 'T=1')
        assert.deepEqual([...connection.atr], [...conformanceAtr])
        await connection.disconnect('leave')
      })
  },
  {
    name: 'transmits the four cases, short',
    run: (context) =>
      withDriver(context, async ({ driver, insert }) => {
        const card = await insert()
        const connection = await driver.connect(first.name, { share: 'shared' })
        const commands = [
          [0x00, 0x01, 0x02, 0x03],
          [0x00, 0x01, 0x02, 0x03, 0x00],
          [0x00, 0x01, 0x02, 0x03, 0x02, 0xaa, 0xbb],
          [0x00, 0x01, 0x02, 0x03, 0x02, 0xaa, 0xbb, 0x00],
          [0x00, 0x01, 0x02, 0x03, 0xff, ...Array<number>(255).fill(0x5a), 0x00]
        ]
        for (const command of commands) {
          assert.deepEqual([...(await exchange(connection, ...command))], [...command, ...ok])
        }
        assert.deepEqual(
          card.commands.map((command) => [...command]),
          commands
        )
        await connection.disconnect('leave')
      })
  },
  {
    name: 'transmits extended lengths both ways',
    run: (context) =>
      withDriver(context, async ({ driver, insert }) => {
        const long = new Uint8Array(60_002).fill(0x77)
        long.set(ok, 60_000)
        await insert({ answer: (command) => (command.length > 2000 ? long : ok) })
        const connection = await driver.connect(first.name, { share: 'shared' })
        const command = new Uint8Array(7 + 3000 + 2).fill(0x11)
        command.set([0x00, 0xcb, 0x3f, 0xff, 0x00, 0x0b, 0xb8])
        const answer = await connection.transmit(command)
        assert.equal(answer.length, 60_002)
        assert.deepEqual([...(await exchange(connection, 0, 1, 2, 3))], [...ok])
        assert.equal(answer[59_999], 0x77, 'an answer is not written over by the next')
        await connection.disconnect('leave')
      })
  },
  {
    name: 'makes the calls of one connection one after the other',
    run: (context) =>
      withDriver(context, async ({ driver, insert }) => {
        await insert()
        const connection = await driver.connect(first.name, { share: 'shared' })
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, index) => exchange(connection, 0x00, index, 0x00, 0x00))
        )
        assert.deepEqual(
          answers.map((answer) => answer[1]),
          Array.from({ length: 20 }, (_, index) => index)
        )
        await connection.disconnect('leave')
      })
  },
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
  },
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

/** The conformance cases as a suite on the real service. */
export function conformanceSuite(
  name: string,
  startService: () => Promise<Pcscd>,
  makeDriver: () => ReaderDriver
): Suite {
  return defineSuite<ConformanceContext>({
    name,
    setUp: async () => ({ pcscd: await startService(), makeDriver }),
    tearDown: ({ pcscd }) => pcscd.release(),
    cases: conformanceCases
  })
}
