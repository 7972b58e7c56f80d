// The content of a chip over the system's PC/SC service: the blank virtual card is served, the command line knows nothing but the
// reader.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chipResult, type ChipResult } from '../../src-main/contract/chip'
import type { ReadersView } from '../../src-main/contract/views'
import { builtCli, startCli, type CliProcess } from '../support/cli'
import { startPcscd, vpcdReaders, type Pcscd } from '../support/pcscd'

let folder: string
let product: string
let pcscd: Pcscd
let served: CliProcess | undefined
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardwright-cli-gp-'))
  product = await builtCli()
  pcscd = await startPcscd()
  served = cli('card', 'serve', '--reader', 'virtual:blank')
  await served.says('Ctrl-C takes it out')
  await untilPresent()
}, 15 * 60_000)
afterAll(async () => {
  served?.kill('SIGKILL')
  await pcscd.release()
  rmSync(folder, { recursive: true, force: true })
})

function cli(...args: readonly string[]): CliProcess {
  return startCli(product, args, { env: { CARDWRIGHT_HOME: join(folder, 'home'), LC_ALL: 'C' } })
}

async function untilPresent(): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const { out } = await cli('readers', '--json').ended
    const { readers } = JSON.parse(out) as ReadersView
    if (readers.some(({ name, presence }) => name === vpcdReaders[0].name && presence === 'present')) return
  }
  throw new Error('the served card was never seen')
}

async function result(...args: readonly string[]): Promise<ChipResult> {
  const { code, out } = await cli('gp', ...args, '--key', 'test:kmc', '--json').ended
  expect(code, out).toBe(0)
  return chipResult.parse(JSON.parse(out))
}

const PBOC = 'A000000333010101'

test('keys of a card on a real reader are never guessed', async () => {
  const { code, err } = await cli('gp', 'list').ended
  expect(code).toBe(2)
  expect(err).toContain('never guessed')
})

test('the chip is listed, in clear and enciphered', async () => {
  const { code, out } = await cli('gp', 'list', '--key', 'test:kmc').ended
  expect(code).toBe(0)
  expect(out).toContain('A000000151000000  Issuer security domain')
  const listed = await result('list', '--level', 'enc')
  expect(listed.view?.content?.entries.map(({ kind }) => kind)).toContain('load-file')
})

test('an application is installed and deleted', async () => {
  const module = ['F0435750424F43', 'F0435750424F4301']
  const installed = await result('install', ...module, PBOC)
  expect(installed.view?.content?.entries).toContainEqual(expect.objectContaining({ aid: PBOC }))
  expect((await cli('gp', 'delete', PBOC, '--key', 'test:kmc').ended).code).toBe(2)
  const deleted = await result('delete', PBOC, '--yes')
  expect(deleted.view?.content?.entries).not.toContainEqual(expect.objectContaining({ aid: PBOC }))
})
