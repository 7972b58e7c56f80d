import { afterEach, beforeEach, expect, test } from 'vitest'
import { gpHome, type GpHome } from './gp-support'

const MODULE = ['F0435750424F43', 'F0435750424F4301']
const PBOC = 'A000000333010101'

let home: GpHome
beforeEach(() => void (home = gpHome()))
afterEach(() => home.remove())

test('AES keys are put on, and open SCP03 at every level', async () => {
  const aes = ['--key', 'test:kmc-aes', '--scp', '03']
  const other = await home.gp(['list', ...aes])
  expect(other).toMatchObject({ code: 1 })
  expect(other.out).toContain('SCP02')
  const put = ['--new-key', 'test:kmc-aes', '--new-version', '0x30', '--yes']
  expect(await home.result('put-key', ...put)).toMatchObject({ code: 0 })
  for (const level of ['auth', 'mac', 'enc', 'rmac', 'enc-rmac', 'renc']) {
    const listed = await home.gp(['list', ...aes, '--key-version', '48', '--level', level])
    expect(listed.code, level + listed.out + listed.err).toBe(0)
  }
})

test('what an application refuses is told with the command and its status word', async () => {
  expect(await home.result('install', ...MODULE, PBOC)).toMatchObject({ code: 0 })
  // No grouping of a PBOC application.
  const words = ['store-data', PBOC, '--form', 'dgi', '--data', 'EEEE020102', '--encipher', 'EEEE']
  const stored = await home.gp(words)
  expect(stored.code).toBe(1)
  expect(stored.out).toMatch(/^The chip refused STORE DATA \([0-9A-F]{4}\)/)
})

test('a domain with delegated management does nothing without a token', async () => {
  const domain = 'A00000015150434401'
  const made = await home.result('create-domain', domain, '--privileges', 'delegated-management')
  expect(made).toMatchObject({ code: 0 })
  const put = ['--new-key', 'test:kmc', '--new-version', '1', '--yes']
  expect(await home.result('put-key', '--domain', domain, ...put)).toMatchObject({ code: 0 })
  const bare = await home.gp(['install', ...MODULE, PBOC, '--domain', domain])
  expect(bare.code).toBe(1)
  expect(bare.out).toContain('6982')
  // A wrong token cannot be told from none.
  const wrong = ['--token', '0011223344556677']
  expect(await home.result('install', ...MODULE, PBOC, '--domain', domain, ...wrong)).toMatchObject({
    code: 1
  })
  const unfit = await home.gp(['install', ...MODULE, PBOC, '--domain', domain, '--token-key', 'test:imk-ac'])
  expect(unfit.code).toBe(1)
  expect(unfit.err).toContain('not for this purpose')
})
