// 1,000 cards put in and taken out, and 50 restarts of the service, under one driver: does anything crash or leak?
import { readdirSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { PcscMiniDriver } from '../../src-main/adapters/pcsc/pcsc-mini/driver'
import { type Bench, type BenchRow } from '../support/bench'
import { startPcscd, vpcdReaders } from '../support/pcscd'
import { insertScriptedCard } from '../support/scripted-card'
import { type DriverWatch, watchDriver } from '../support/watch-driver'

const cardCycles = 1000
const restarts = 50
const patienceMs = 15_000
const atr = Uint8Array.of(0x3b, 0x80, 0x01, 0x81)
const command = Uint8Array.of(0x00, 0xb2, 0x01, 0x0c, 0x00)
const answer = Uint8Array.of(0x70, 0x00, 0x90, 0x00)

// What was not collected yet is no leak; the collector is called by name, without a flag on the command line.
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

interface Usage {
  readonly handles: number
  readonly threads: number
  /** MiB in use behind the collector, and held of the system. */
  readonly heap: number
  readonly resident: number
}

/** Linux tells a process's handles and threads as folders. */
async function usage(): Promise<Usage> {
  await pause(300)
  collectGarbage()
  const { heapUsed, external, rss } = process.memoryUsage()
  return {
    handles: readdirSync('/proc/self/fd').length,
    threads: readdirSync('/proc/self/task').length,
    heap: (heapUsed + external) / 2 ** 20,
    resident: rss / 2 ** 20
  }
}

async function useOneCard(driver: PcscMiniDriver, watch: DriverWatch, slot: 0 | 1): Promise<void> {
  const { name } = vpcdReaders[slot]
  const card = await insertScriptedCard({ atr, answer: () => answer, slot })
  await watch.untilReader(name, ({ presence }) => presence === 'present', patienceMs)
  const connection = await driver.connect(name, { share: 'shared' })
  const transaction = await connection.beginTransaction()
  await connection.transmit(command)
  await transaction.end()
  await connection.disconnect('leave')
  await card.remove()
  await watch.untilReader(name, ({ presence }) => presence === 'empty', patienceMs)
}

/** `count` cards, half of them in each of the two readers at the same time: the service needs its time for each. */
async function useCards(driver: PcscMiniDriver, watch: DriverWatch, count: number): Promise<void> {
  const inSlot = async (slot: 0 | 1): Promise<void> => {
    for (let left = count / 2; left > 0; left -= 1) await useOneCard(driver, watch, slot)
  }
  await Promise.all([inSlot(0), inSlot(1)])
}

function grown(
  what: string,
  before: Usage,
  after: Usage,
  limits: { handles: number; heap: number }
): BenchRow[] {
  return [
    { what: `${what}: more handles`, value: after.handles - before.handles, unit: '', limit: limits.handles },
    { what: `${what}: more threads`, value: after.threads - before.threads, unit: '', limit: 0 },
    { what: `${what}: more heap`, value: after.heap - before.heap, unit: 'MiB', limit: limits.heap },
    { what: `${what}: more resident memory`, value: after.resident - before.resident, unit: 'MiB' }
  ]
}

const bench: Bench = {
  name: 'readers-endurance',
  run: async () => {
    const pcscd = await startPcscd()
    const driver = new PcscMiniDriver()
    const watch = watchDriver(driver)
    try {
      await watch.until('the readers', ({ readers }) => readers.length === 2)
      await useCards(driver, watch, 20)
      const atStart = await usage()
      const began = performance.now()
      await useCards(driver, watch, cardCycles)
      const cycle = (performance.now() - began) / cardCycles
      const afterCards = await usage()
      const recoveries: number[] = []
      for (let round = 0; round < restarts; round += 1) {
        await pcscd.stop(round % 2 === 0 ? 'SIGTERM' : 'SIGKILL')
        await watch.until('the service is gone', ({ service }) => service === 'stopped', patienceMs)
        await pcscd.start()
        const back = performance.now()
        await watch.until('the readers are back', ({ readers }) => readers.length === 2, patienceMs)
        recoveries.push(performance.now() - back)
      }
      await useCards(driver, watch, 20)
      const afterRestarts = await usage()
      return [
        { what: 'cards used', value: cardCycles, unit: 'cards' },
        { what: 'one card, in to out', value: cycle, unit: 'ms' },
        ...grown('cards', atStart, afterCards, { handles: 0, heap: 3 }),
        { what: 'restarts survived', value: recoveries.length, unit: 'restarts' },
        { what: 'slowest return of the readers', value: Math.max(...recoveries), unit: 'ms', limit: 3000 },
        ...grown('restarts', afterCards, afterRestarts, { handles: 0, heap: 3 })
      ]
    } finally {
      await driver.stop()
      await pcscd.release()
    }
  }
}

export default bench
