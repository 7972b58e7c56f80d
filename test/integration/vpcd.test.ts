import { execFile, spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { serveCard, type ServedCard, type ServeOptions } from '../../src-main/adapters/vpcd/serve-card'
import { parseCardImage } from '../../src-main/virtual-card/card-image'
import { readyMadeCard, type ReadyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../src-main/virtual-card/virtual-card'
import { type Pcscd, startPcscd, vpcdReaders } from '../support/pcscd'

const run = promisify(execFile)

let pcscd: Pcscd
const served: ServedCard[] = []

beforeAll(async () => {
  pcscd = await startPcscd()
})
afterEach(async () => {
  for (const card of served.splice(0)) await card.remove()
})
afterAll(async () => {
  await pcscd.release()
})

async function serve(
  kind: ReadyMadeCard,
  options: Partial<Omit<ServeOptions, 'card'>> = {}
): Promise<VirtualCard> {
  const card = VirtualCard.fromImage(readyMadeCard(kind))
  served.push(await serveCard({ card, ...options }))
  return card
}

/** Runs opensc-tool until it succeeds: the service notices a new card with its next poll. */
async function opensc(...args: readonly string[]): Promise<string> {
  for (let left = 50; ; left -= 1) {
    try {
      return (await run('opensc-tool', ['--reader', '0', ...args])).stdout
    } catch (error) {
      if (left === 0) throw error
      await pause(100)
    }
  }
}

/** Data of the last answer that opensc-tool printed, as hex. */
function lastAnswer(output: string): { sw: string; data: string } {
  const parts = output.split('Received ').at(-1) ?? ''
  const sw = /SW1=0x(..), SW2=0x(..)/.exec(parts)
  const data = parts.split('\n').slice(1).join('\n')
  const bytes = [...data.matchAll(/^((?:[0-9A-F]{2} ?)+)/gm)]
    .map(([line]) => line.replace(/\s/g, '').trim())
    .join('')
  return { sw: `${sw?.[1] ?? ''}${sw?.[2] ?? ''}`, data: bytes }
}

const SELECT_DEBIT = '00A4040008A00000033301010100'
const SELECT_CREDIT = '00A4040008A00000033301010200'
const OPTIONS = '80A800000B830900000000000000015600'

describe('a served card', () => {
  // Without their spaces, ATR_analysis of pcsc-tools finds nothing wrong with these.
  it.each([
    ['debit-ecash', '3B:7F:95:00:00:80:31:C1:73:C4:21:00:67:43:57:54:45:53:54:31'],
    ['credit-ecash', '3B:FF:95:00:00:81:31:FE:45:80:31:C1:73:C4:21:00:67:43:57:54:45:53:54:31:D3']
  ] as const)('shows %s to opensc-tool with its ATR', async (kind, atr) => {
    await serve(kind)
    expect((await opensc('--atr')).trim().toUpperCase()).toBe(atr)
  })

  it.each(['debit-ecash', 'credit-ecash'] as const)('answers opensc-tool from %s', async (kind) => {
    await serve(kind)
    const pse = '00A404000E315041592E5359532E444446303100'
    const record = lastAnswer(await opensc('-s', pse, '-s', '00B2010C00'))
    expect(record.sw).toBe('9000')
    expect(record.data).toMatch(/^70..61..4F08A00000033301010/)
  })

  it('is seen by pcsc_scan', async () => {
    await serve('debit-ecash')
    await opensc('--atr')
    const scan = spawn('pcsc_scan', ['-n'])
    let output = ''
    scan.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    for (let left = 100; left > 0 && !output.includes('Card inserted'); left -= 1) await pause(50)
    scan.kill()
    expect(output).toContain(vpcdReaders[0].name)
    expect(output).toContain('3B 7F 95 00 00 80 31 C1 73 C4 21 00 67 43 57 54 45 53 54 31')
  })

  it('is saved before its answer is out, with what the command changed', async () => {
    const images: unknown[] = []
    const save = (card: VirtualCard): Promise<void> => {
      images.push(card.toImage())
      return Promise.resolve()
    }
    await serve('credit-ecash', { save })
    const output = await opensc('-s', SELECT_CREDIT, '-s', OPTIONS, '-s', '80CA9F3600')
    expect(lastAnswer(output)).toEqual({ sw: '9000', data: '9F36020004' })
    const saved = parseCardImage(images.at(-1))
    if (saved.kind !== 'ok') throw new Error(saved.reason)
    expect(saved.image.memory.cells['A000000333010102/object/9F36']).toBe('0004')
  })

  it('comes back by itself when the service was restarted, with its memory', async () => {
    const states: string[] = []
    await serve('credit-ecash', { onState: (state) => states.push(state) })
    await opensc('-s', SELECT_CREDIT, '-s', OPTIONS)
    for (const round of [1, 2, 3]) {
      await pcscd.restart()
      await expect.poll(() => states.length, { timeout: 10_000 }).toBe(1 + round * 2)
      const output = await opensc('-s', SELECT_CREDIT, '-s', '80CA9F3600')
      expect(lastAnswer(output)).toEqual({ sw: '9000', data: '9F36020004' })
    }
    expect(states.slice(0, 3)).toEqual(['serving', 'waiting-for-service', 'serving'])
  })

  it('leaves the reader empty when it is taken out', async () => {
    const card = await serve('debit-ecash')
    await opensc('--atr')
    await served[0]?.remove()
    expect(card.powered).toBe(false)
    await expect
      .poll(async () => (await run('opensc-tool', ['--list-readers'])).stdout, { timeout: 10_000 })
      .toMatch(/0 +No .*Virtual PCD 00 00/)
  })

  it('goes into the second reader by its port', async () => {
    await serve('debit-ecash', { port: vpcdReaders[1].port })
    await expect
      .poll(async () => (await run('opensc-tool', ['--list-readers'])).stdout, { timeout: 10_000 })
      .toMatch(/1 +Yes .*Virtual PCD 00 01/)
  })

  it('is told that the reader has a card already', async () => {
    await serve('debit-ecash')
    await opensc('--atr')
    const second = VirtualCard.fromImage(readyMadeCard('blank'))
    await expect(serveCard({ card: second })).rejects.toMatchObject({ code: 'sharing-violation' })
    // The first one is still there.
    expect(lastAnswer(await opensc('-s', SELECT_DEBIT)).sw).toBe('9000')
  })

  it('is told that no service runs', async () => {
    await pcscd.stop()
    const card = VirtualCard.fromImage(readyMadeCard('blank'))
    await expect(serveCard({ card })).rejects.toMatchObject({ code: 'no-service' })
    await pcscd.start()
  })
})
