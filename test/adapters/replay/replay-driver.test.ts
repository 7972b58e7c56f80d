import { describe, expect, it } from 'vitest'
import { ReplayDriver } from '../../../src-main/adapters/replay/replay-driver'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { importTrace } from '../../../src-main/engine/trace-files/import-trace'
import type { DriverSnapshot } from '../../../src-main/services/readers/reader-driver'

function loaded() {
  const file = importTrace(Buffer.from('00A4040000\n9000\n'), 'card.txt')
  if (file.kind !== 'ok') throw new Error('the fixture is not a trace')
  const driver = new ReplayDriver()
  const snapshots: DriverSnapshot[] = []
  driver.start((snapshot) => snapshots.push(snapshot))
  return { driver, snapshots, trace: file.trace, name: driver.load('card.txt', file.trace) }
}

describe('ReplayDriver', () => {
  it('shows a loaded trace as a reader with a card and answers from it', async () => {
    const { driver, snapshots, name } = loaded()
    expect(snapshots.at(-1)?.readers).toMatchObject([{ name: 'card.txt', presence: 'present' }])
    // Plain hex holds no ATR, and none is made up.
    expect(snapshots.at(-1)?.readers[0]?.atr).toBeUndefined()
    const connection = await driver.connect(name, { share: 'exclusive' })
    expect(toHex(await connection.transmit(hex('00A4040000')))).toBe('9000')
    await expect(connection.transmit(hex('80CA9F3600'))).rejects.toMatchObject({ code: 'not-recorded' })
    await connection.disconnect('leave')
    expect(snapshots.at(-1)?.readers[0]?.inUse).toBe(false)
  })

  it('keeps names apart and takes readers away', () => {
    const { driver, snapshots, trace } = loaded()
    expect(driver.load('card.txt', trace)).toBe('card.txt (2)')
    driver.eject('card.txt')
    expect(snapshots.at(-1)?.readers.map((reader) => reader.name)).toEqual(['card.txt (2)'])
  })

  it('says that it knows no such reader', async () => {
    await expect(loaded().driver.connect('nobody', { share: 'shared' })).rejects.toMatchObject({
      code: 'no-reader'
    })
  })
})
