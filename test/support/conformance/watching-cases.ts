import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { insertScriptedCard } from '../scripted-card'
import { type Case } from '../suite'
import { watchDriver } from '../watch-driver'
import {
  type ConformanceContext,
  conformanceAtr,
  conformanceAtrHex,
  echo,
  first,
  otherAtr,
  second,
  withDriver
} from './context'

/** Which readers and cards there are. */
export const watchingCases: readonly Case<ConformanceContext>[] = [
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
        const { cardCount: count } = seen
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
  }
]
