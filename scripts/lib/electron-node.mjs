// Runs every test suite (test/**/*.suite.ts), bundled, inside Electron's own Node.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleForNode } from '../build.mjs'
import { obtainElectron } from '../electron.mjs'
import { out, root } from './paths.mjs'
import { run } from './run.mjs'

/** Returns `[{ name, error? }]`. Throws when Electron ended without a report. */
export async function runInElectronNode() {
  const electron = await obtainElectron()
  const outDir = join(out, 'test')
  await bundleForNode({
    entry: join(root, 'test', 'electron-node', 'main.ts'),
    outDir,
    file: 'electron-node.cjs',
    target: 'node18'
  })
  const folder = mkdtempSync(join(tmpdir(), 'cardwright-report-'))
  try {
    const report = join(folder, 'report.json')
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
    const args = [join(outDir, 'electron-node.cjs'), report]
    const ended = await run(electron.executable, args, { env, stdio: 'both', timeoutMs: 600_000 })
    try {
      return JSON.parse(readFileSync(report, 'utf8')).results
    } catch {
      throw new Error(`Electron as Node ended (${ended.timedOut ? 'too slow' : ended.code}) without a report`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
