import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleForNode } from '../../scripts/build.mjs'
import { type Pcscd, startPcscd } from '../support/pcscd'
import { insertScriptedCard } from '../support/scripted-card'

let pcscd: Pcscd
let folder: string

beforeAll(async () => {
  // A program of its own, as the command line is one: bundled, with the bindings outside.
  folder = mkdtempSync(join(tmpdir(), 'cardwright-exit-'))
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'))
  await bundleForNode({
    entry: join(import.meta.dirname, '../support/exit-program.ts'),
    outDir: join(folder, 'out'),
    file: 'program.mjs',
    target: 'node20'
  })
  pcscd = await startPcscd()
})

afterAll(async () => {
  await pcscd.release()
  rmSync(folder, { recursive: true })
})

interface Ending {
  readonly code: number | null
  readonly output: string
  readonly errors: string
}

function run(driver: string, scene: string): Promise<Ending> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(folder, 'out', 'program.mjs'), driver, scene],
      { timeout: 20_000 },
      (_, output, errors) => resolve({ code: child.exitCode, output, errors })
    )
    child.stdout?.on('data', (chunk: string) => {
      if (chunk.includes('stop the service')) void pcscd.stop()
    })
  })
}

describe.each(['pcsc-mini', 'pcsclite'])('a program with %s', (driver) => {
  it('ends by itself after it used a card', async () => {
    const card = await insertScriptedCard({
      atr: Uint8Array.of(0x3b, 0x80, 0x01, 0x81),
      answer: () => Uint8Array.of(0x90, 0x00)
    })
    expect(await run(driver, 'use')).toEqual({ code: 0, output: 'present 2\nstopped\n', errors: '' })
    await card.remove()
  })

  it('ends by itself when the service died under it', async () => {
    const ending = await run(driver, 'lose')
    expect(ending).toEqual({ code: 0, output: 'stop the service\ngone\nstopped\n', errors: '' })
    await pcscd.start()
  })

  it('ends by itself where there is no service', async () => {
    await pcscd.stop()
    expect(await run(driver, 'none')).toEqual({ code: 0, output: 'gone\nstopped\n', errors: '' })
    await pcscd.start()
  })
})
