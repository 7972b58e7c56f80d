// The system's PC/SC service is killed while a card is being made: nothing is lost, and the same order makes the card.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServedCard, serveCard } from '../../src-main/adapters/vpcd/serve-card'
import { makeResult, stockLotView } from '../../src-main/contract/production'
import { readyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../src-main/virtual-card/virtual-card'
import { builtCli, startCli, type CliResult } from '../support/cli'
import { startPcscd, type Pcscd } from '../support/pcscd'

const run = promisify(execFile)
const ORDER = 'perso run --profile debit-ecash --applicant resources/examples/applicant.json --yes'.split(' ')
/** Commands that change the card until the service dies: the proof of the keys, an installation, one in the middle of the data. */
const KILLED_AFTER = [
  { changes: 1, outcome: 'refused', begun: 0 },
  { changes: 4, outcome: 'unfinished', begun: 1 },
  { changes: 25, outcome: 'unfinished', begun: 1 }
] as const

let folder: string
let product: string
let pcscd: Pcscd
let served: ServedCard
/** Changes of the card that are left until the service dies; the answer to the last one is lost with it. */
let left: number | undefined
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardwright-service-lost-'))
  product = await builtCli()
  pcscd = await startPcscd()
  const save = async (): Promise<void> => {
    if (left === undefined) return
    left -= 1
    if (left > 0) return
    left = undefined
    await pcscd.stop('SIGKILL')
  }
  served = await serveCard({ card: VirtualCard.fromImage(readyMadeCard('blank')), save })
}, 15 * 60_000)
afterAll(async () => {
  await served.remove()
  await pcscd.release()
  rmSync(folder, { recursive: true, force: true })
})

function cli(...args: readonly string[]): Promise<CliResult> {
  const env = { CARDWRIGHT_HOME: join(folder, 'home'), LC_ALL: 'C' }
  return startCli(product, [...args, '--json'], { env }).ended
}

/**
 * Waits until the service sees the card. Another process asks: the card is served by this one, which must not wait for the
 * service itself.
 */
async function untilPresent(): Promise<void> {
  for (let tries = 50; ; tries -= 1) {
    try {
      await run('opensc-tool', ['--reader', '0', '--atr'])
      return
    } catch (error) {
      if (tries === 0) throw error
      await pause(100)
    }
  }
}

async function stock(): Promise<unknown> {
  const { lots } = JSON.parse((await cli('perso', 'stock')).out) as { lots: readonly unknown[] }
  return lots[0]
}

test(
  'the service dies while a card is made; the same order makes the card, and it counts once',
  { timeout: 120_000 },
  async () => {
    const lot = stockLotView.parse(JSON.parse((await cli('perso', 'stock', 'receive', 'May', '3')).out))
    const order = [...ORDER, '--lot', lot.id]
    await untilPresent()
    for (const { changes, outcome, begun } of KILLED_AFTER) {
      left = changes
      const torn = await cli(...order)
      expect(left, 'the service was killed').toBeUndefined()
      expect(torn.code, torn.err).toBe(1)
      const result = makeResult.parse(JSON.parse(torn.out))
      expect(result.outcome, `after ${changes} changes`).toBe(outcome)
      expect(result.sentence.en).toContain('smart-card service')
      expect(result.advice?.en).toContain(begun === 0 ? 'not changed' : 'same data')
      expect(result.production?.state).toBe(begun === 0 ? undefined : 'begun')
      expect(await stock()).toMatchObject({ received: 3, begun, made: 0, scrapped: 0, left: 3 - begun })
      await pcscd.start()
      await untilPresent()
    }
    const made = makeResult.parse(JSON.parse((await cli(...order)).out))
    expect(made).toMatchObject({ outcome: 'made', production: { state: 'made' } })
    expect(made.checks.every(({ ok }) => ok)).toBe(true)
    expect(await stock()).toMatchObject({ received: 3, begun: 0, made: 1, scrapped: 0, left: 2 })
  }
)
