// Money over the system's PC/SC service: the virtual card is served, the command line knows nothing but the reader.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actionResult } from '../../src-main/contract/ecash'
import type { ReadersView } from '../../src-main/contract/views'
import { builtCli, startCli, type CliProcess } from '../support/cli'
import { startPcscd, vpcdReaders, type Pcscd } from '../support/pcscd'

let folder: string
let product: string
let pcscd: Pcscd
let served: CliProcess | undefined
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardwright-cli-money-'))
  product = await builtCli()
  pcscd = await startPcscd()
}, 15 * 60_000)
afterAll(async () => {
  served?.kill('SIGKILL')
  await pcscd.release()
  rmSync(folder, { recursive: true, force: true })
})

function cli(...args: readonly string[]): CliProcess {
  return startCli(product, args, { env: { CARDWRIGHT_HOME: join(folder, 'home'), LC_ALL: 'C' } })
}

async function answer(...args: readonly string[]): Promise<unknown> {
  const { code, out } = await cli(...args, '--json').ended
  expect(code, out).toBe(0)
  return JSON.parse(out)
}

/** Serves the card until the next one is served, and waits until the service has seen it. */
async function serve(...options: readonly string[]): Promise<void> {
  if (served !== undefined) {
    served.kill('SIGINT')
    await served.ended
  }
  served = cli('card', 'serve', '--reader', 'virtual:debit-ecash', ...options)
  await served.says('Ctrl-C takes it out')
  for (let tries = 0; tries < 50; tries += 1) {
    const { readers } = (await answer('readers')) as ReadersView
    if (readers.some(({ name, presence }) => name === vpcdReaders[0].name && presence === 'present')) return
  }
  throw new Error('the served card was never seen')
}

async function balance(): Promise<number> {
  const read = (await answer('ecash', 'balance')) as { readonly balance: number; readonly currency: string }
  expect(read.currency).toBe('CNY')
  return read.balance
}

test('loads 100.00 by the contacts and pays 12.50, the way the card lies', async () => {
  await serve()
  expect(await balance()).toBe(88_00)
  const load = await answer('ecash', 'load', '--amount', '100', '--from', 'account')
  expect(actionResult.parse(load)).toMatchObject({ action: 'load', outcome: 'done' })
  expect(await balance()).toBe(188_00)
  const { code, err } = await cli('ecash', 'pay', '--amount', '12.50').ended
  expect(code).toBe(0)
  expect(err).toContain('pays by its contacts')
  expect(await balance()).toBe(175_50)
})

test('pays 12.50 by flash pay on the contactless side, and the issuer takes the purchases', async () => {
  await serve('--contactless')
  expect(actionResult.parse(await answer('ecash', 'pay', '--amount', '12.50'))).toMatchObject({
    ...{ action: 'pay', outcome: 'done' }
  })
  expect(await balance()).toBe(163_00)
  await answer('issuer', 'upload')
  const ledger = await cli('issuer', 'ledger').ended
  expect(ledger.err).toContain('The ledger is sound')
  const recover = await cli('ecash', 'recover').ended
  expect(recover.out + recover.err).toContain('Nothing is left to be settled')
})
