import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspectionReport } from '../../src-main/contract/report'
import type { ReadersView } from '../../src-main/contract/views'
import { builtCli, startCli, type CliProcess } from '../support/cli'
import { startPcscd, vpcdReaders, type Pcscd } from '../support/pcscd'

let folder: string
let product: string
let pcscd: Pcscd
let served: CliProcess
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardwright-serve-'))
  product = await builtCli()
  pcscd = await startPcscd()
  served = cli(['card', 'serve', '--reader', 'virtual:debit-ecash'])
  await served.says('Ctrl-C takes it out')
}, 15 * 60_000)
afterAll(async () => {
  served.kill('SIGKILL')
  await pcscd.release()
  rmSync(folder, { recursive: true, force: true })
})

function cli(args: readonly string[]): CliProcess {
  return startCli(product, args, { env: { CARDWRIGHT_HOME: join(folder, 'home'), LC_ALL: 'C' } })
}

/** Asks until the service has seen the card: it looks every few hundred milliseconds. */
async function untilPresent(): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const { out } = await cli(['readers', '--json']).ended
    const { readers } = JSON.parse(out) as ReadersView
    if (readers.some(({ name, presence }) => name === vpcdReaders[0].name && presence === 'present')) return
  }
  throw new Error('the served card was never seen')
}

test('the served card is in the list of readers, and is the one that is read without --reader', async () => {
  await untilPresent()
  const { code, out } = await cli(['inspect', '--json']).ended
  expect(code).toBe(0)
  const report = inspectionReport.parse(JSON.parse(out))
  expect(report).toMatchObject({ reader: vpcdReaders[0].name, outcome: 'complete' })
  expect(report.applications[0]?.balances[0]?.balance).toEqual({ minor: 8800, currency: 'CNY' })
})

test('part of its name is enough, and commands reach it', async () => {
  const { code, out } = await cli(['apdu', '00A4040008A000000333010101', '--reader', 'pcd 00 00', '--json'])
    .ended
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ reader: vpcdReaders[0].name, exchanges: [{ sw: '9000' }] })
})

test('a name that fits both readers is ambiguous, an empty reader has no card', async () => {
  const both = await cli(['inspect', '--reader', 'Virtual PCD', '--json']).ended
  expect(both.code).toBe(3)
  expect(JSON.parse(both.out)).toMatchObject({ error: { code: 'reader-ambiguous' } })
  const empty = await cli(['inspect', '--reader', vpcdReaders[1].name, '--json']).ended
  expect(empty.code).toBe(3)
  expect(JSON.parse(empty.out)).toMatchObject({ error: { code: 'no-card' } })
})

test('a card that is served is not read through a virtual reader at the same time', async () => {
  const { code, out } = await cli(['inspect', '--reader', 'virtual:debit-ecash', '--json']).ended
  expect(code).toBe(3)
  expect(JSON.parse(out)).toMatchObject({ error: { code: 'sharing-violation' } })
})

test('when the service is lost the card waits, and is there again when it is back', async () => {
  await pcscd.stop('SIGKILL')
  await served.says('The PC/SC service is gone')
  const without = await cli(['inspect', '--json']).ended
  expect(without.code).toBe(3)
  expect(JSON.parse(without.out)).toMatchObject({ error: { code: 'no-service' } })
  await pcscd.start()
  await served.says('The PC/SC service is back')
  await untilPresent()
  expect((await cli(['inspect']).ended).code).toBe(0)
})

test('Ctrl-C takes the card out and ends with 0; its state is kept', async () => {
  served.kill('SIGINT')
  const { code, err } = await served.ended
  expect(code).toBe(0)
  expect(err).toContain('The card was taken out.')
  const { out } = await cli(['inspect', '--reader', 'virtual:debit-ecash', '--json']).ended
  // The card began with 8 transactions; every reading above was one more.
  expect(inspectionReport.parse(JSON.parse(out)).applications[0]?.atc).toBeGreaterThan(9)
})
