import assert from 'node:assert/strict'
import {
  type DriverSnapshot,
  type ReaderDriver,
  type ReaderSnapshot
} from '../../src-main/services/readers/reader-driver'

/** Follows what a driver tells. */
export interface DriverWatch {
  readonly snapshots: readonly DriverSnapshot[]
  latest(): DriverSnapshot | undefined
  reader(name: string): ReaderSnapshot | undefined
  /** Waits until what was told last fits; fails with it after `withinMs` (default 8000). */
  until(what: string, fits: (snapshot: DriverSnapshot) => boolean, withinMs?: number): Promise<DriverSnapshot>
  /** The same for one reader. */
  untilReader(
    name: string,
    fits: (reader: ReaderSnapshot) => boolean,
    withinMs?: number
  ): Promise<ReaderSnapshot>
}

/** Starts the driver and follows it. */
export function watchDriver(driver: ReaderDriver): DriverWatch {
  const snapshots: DriverSnapshot[] = []
  const waiting = new Set<() => void>()
  driver.start((snapshot) => {
    snapshots.push(snapshot)
    for (const look of [...waiting]) look()
  })
  const latest = (): DriverSnapshot | undefined => snapshots.at(-1)
  const reader = (name: string): ReaderSnapshot | undefined =>
    latest()?.readers.find((one) => one.name === name)

  function until(
    what: string,
    fits: (snapshot: DriverSnapshot) => boolean,
    withinMs = 8000
  ): Promise<DriverSnapshot> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(look)
        reject(
          new assert.AssertionError({ message: `${what}: not seen; last was ${JSON.stringify(latest())}` })
        )
      }, withinMs)
      const look = (): void => {
        const snapshot = latest()
        if (snapshot === undefined || !fits(snapshot)) return
        waiting.delete(look)
        clearTimeout(timer)
        resolve(snapshot)
      }
      waiting.add(look)
      look()
    })
  }

  return {
    snapshots,
    latest,
    reader,
    until,
    untilReader: async (name, fits, withinMs) => {
      const find = (snapshot: DriverSnapshot): ReaderSnapshot | undefined =>
        snapshot.readers.find((one) => one.name === name && fits(one))
      const snapshot = await until(`reader ${name}`, (one) => find(one) !== undefined, withinMs)
      const found = find(snapshot)
      assert.ok(found)
      return found
    }
  }
}
