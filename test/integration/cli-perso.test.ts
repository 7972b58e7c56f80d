// Making cards over the system's PC/SC service: the blank virtual chip is served, the command line knows nothing but the
// reader.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actionResult } from '../../src-main/contract/ecash'
import { makeResult } from '../../src-main/contract/production'
import { verificationReport } from '../../src-main/contract/verification'
import type { ReadersView } from '../../src-main/contract/views'
import { builtCli, startCli, type CliProcess } from '../support/cli'
import { startPcscd, vpcdReaders, type Pcscd } from '../support/pcscd'

const APPLICANT = 'resources/examples/applicant.json'

let folder: string
let product: string
let pcscd: Pcscd
let served: CliProcess | undefined
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardwright-cli-perso-'))
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
  const { code, out, err } = await cli(...args, '--json').ended
  expect(code, out + err).toBe(0)
  return JSON.parse(out)
}

async function seen(): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const { readers } = (await answer('readers')) as ReadersView
    if (readers.some(({ name, presence }) => name === vpcdReaders[0].name && presence === 'present')) return
  }
  throw new Error('the served card was never seen')
}

test(
  'a blank chip in a PC/SC reader becomes a card, is verified, loaded and pays',
  { timeout: 120_000 },
  async () => {
    served = cli('card', 'serve', '--reader', 'virtual:blank')
    await served.says('Ctrl-C takes it out')
    await seen()
    const run = [
      'perso',
      'run',
      '--profile',
      'debit-ecash',
      '--applicant',
      APPLICANT,
      '--deposit',
      '500',
      '--yes'
    ]
    const made = makeResult.parse(await answer(...run))
    expect(made).toMatchObject({ outcome: 'made', production: { state: 'made' } })
    expect(made.checks.map(({ id, ok }) => [id, ok])).toEqual(
      ['reading', 'rules', 'authentication', 'trial'].map((id) => [id, true])
    )
    const report = verificationReport.parse(await answer('perso', 'verify'))
    expect(report.verdict).toBe('passed')
    const load = await answer('ecash', 'load', '--amount', '100', '--from', 'account')
    expect(actionResult.parse(load)).toMatchObject({ action: 'load', outcome: 'done' })
    const pay = await answer('ecash', 'pay', '--contact', '--amount', '12.50')
    expect(actionResult.parse(pay)).toMatchObject({ outcome: 'done' })
    expect(await answer('ecash', 'balance')).toMatchObject({ balance: 87_50, currency: 'CNY' })
  }
)
