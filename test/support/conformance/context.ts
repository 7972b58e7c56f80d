import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import {
  type CardConnection,
  ReaderError,
  type ReaderDriver,
  type ReaderErrorCode
} from '../../../src-main/services/readers/reader-driver'
import { type Pcscd, vpcdReaders } from '../pcscd'
import { insertScriptedCard, type Answer, type ScriptedCard } from '../scripted-card'
import { type DriverWatch, watchDriver } from '../watch-driver'

/** What a case needs: the service, and drivers of the kind under test. */
export interface ConformanceContext {
  readonly pcscd: Pcscd
  makeDriver(): ReaderDriver
}

export const [first, second] = vpcdReaders
export const conformanceAtr = Uint8Array.of(0x3b, 0x80, 0x01, 0x81)
export const conformanceAtrHex = '3B800181'
export const otherAtr = Uint8Array.of(0x3b, 0x82, 0x01, 0x41, 0x42, 0x80)
export const ok = Uint8Array.of(0x90, 0x00)

/** Answers with as many bytes as the command has, each the command's, before 9000: an echo. */
export const echo: Answer = (command) => Uint8Array.of(...command, ...ok)

export interface Session {
  readonly driver: ReaderDriver
  readonly watch: DriverWatch
  insert(options?: { answer?: Answer; slot?: 0 | 1; atr?: Uint8Array }): Promise<ScriptedCard>
}

/** Runs `work` with a driver of its own; takes cards out and stops the driver whatever happens. */
export async function withDriver(
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
export async function rejectsWith(promise: Promise<unknown>, ...codes: ReaderErrorCode[]): Promise<void> {
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

export async function retrying<T>(attempt: () => Promise<T>, times = 50): Promise<T> {
  for (let left = times; ; left -= 1) {
    try {
      return await attempt()
    } catch (error) {
      if (left === 0) throw error
      await pause(100)
    }
  }
}

export const exchange = (connection: CardConnection, ...command: number[]): Promise<Uint8Array> =>
  connection.transmit(Uint8Array.from(command))
