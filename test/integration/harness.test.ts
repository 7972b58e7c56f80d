import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { insertScriptedCard } from '../support/scripted-card'
import { type Pcscd, startPcscd, vpcdReaders } from '../support/pcscd'

// Never waited for without answering: the scripted card lives in this process.
const run = promisify(execFile)

let pcscd: Pcscd

beforeAll(async () => {
  pcscd = await startPcscd()
})
afterAll(async () => {
  await pcscd.release()
})

const atr = Uint8Array.from([0x3b, 0x65, 0x00, 0x00, 0x20, 0x63, 0xcb, 0x68, 0x00])

// opensc-tool is another program on the real service: what it sees, the tests' own foundation really does.
it('lets another PC/SC program see a scripted card', async () => {
  const card = await insertScriptedCard({ atr, answer: () => Uint8Array.from([0x6d, 0x00]) })
  const seen = await retry(async () => (await run('opensc-tool', ['--reader', '0', '--atr'])).stdout)
  expect(seen.trim()).toBe('3b:65:00:00:20:63:cb:68:00')
  await card.remove()
})

it('has the service back after a restart', async () => {
  await pcscd.restart()
  const listed = (await run('opensc-tool', ['--list-readers'])).stdout
  for (const reader of vpcdReaders) expect(listed).toContain(reader.name)
})

/** The service polls the virtual reader: a card that was just inserted is not seen at once. */
async function retry(attempt: () => Promise<string>): Promise<string> {
  for (let left = 40; ; left -= 1) {
    try {
      return await attempt()
    } catch (error) {
      if (left === 0) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
