import assert from 'node:assert/strict'
import { type Case } from '../suite'
import { type ConformanceContext, conformanceAtr, exchange, first, ok, withDriver } from './context'

/** Connecting and exchanging commands. */
export const exchangeCases: readonly Case<ConformanceContext>[] = [
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
  }
]
