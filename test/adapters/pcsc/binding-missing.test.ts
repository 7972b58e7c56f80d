import { describe, expect, it } from 'vitest'
import { PcscMiniDriver } from '../../../src-main/adapters/pcsc/pcsc-mini/driver'
import { PcscliteDriver } from '../../../src-main/adapters/pcsc/pcsclite/driver'
import type { DriverSnapshot, ReaderDriver } from '../../../src-main/services/readers/reader-driver'

const load = () => {
  throw new Error('Cannot find module')
}

describe.each<[string, () => ReaderDriver]>([
  ['pcsc-mini', () => new PcscMiniDriver({ load })],
  ['pcsclite', () => new PcscliteDriver({ load })]
])('%s without its binding', (_, make) => {
  it('is a state, never a crash', async () => {
    const driver = make()
    const snapshot = await new Promise<DriverSnapshot>((resolve) => driver.start(resolve))
    expect(snapshot).toEqual({ service: 'binding-missing', readers: [], detail: 'Cannot find module' })
    await expect(driver.connect('any', { share: 'shared' })).rejects.toMatchObject({
      name: 'ReaderError',
      code: 'no-service'
    })
    await driver.stop()
    await driver.stop()
  })
})
