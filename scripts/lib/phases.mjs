// The phases of npm test, in order. Each returns counts; whatever keeps one from running is thrown and counts as failed.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfChanged } from '../build.mjs'
import { runInElectronNode } from './electron-node.mjs'
import { checkNpmPackage } from './npm-package.mjs'
import { checkPackagedApp } from './packaged-app.mjs'
import { localBin } from './paths.mjs'
import { run, say } from './run.mjs'
import { runStaticCheck, staticChecks } from './static-checks.mjs'
import { add, countVitest, failed, passed } from './tally.mjs'

/** What the tear matrix may not fall below. */
const LEAST_CASES = 18_000

/** name -> function that returns `{ passed, failed, skipped }`. */
export const phases = {
  ...Object.fromEntries(Object.keys(staticChecks).map((name) => [name, () => staticPhase(name)])),
  build,
  unit: () => vitest('unit'),
  matrix,
  integration: () => vitest('integration'),
  'electron-node': electronNode,
  e2e: () => vitest('e2e'),
  packaged: () => countChecks(checkPackagedApp),
  'npm-package': () => countChecks(checkNpmPackage)
}

async function staticPhase(name) {
  const { ok, output } = await runStaticCheck(name)
  if (!ok) say(output.trim())
  return ok ? passed() : failed()
}

async function build() {
  // What an earlier build left behind must not be what the tests see.
  await buildIfChanged('window', { always: true })
  await buildIfChanged('cli', { always: true })
  return add(passed(), passed())
}

/** The tear matrix, with its counts printed; too few cases are a failure of their own. */
async function matrix() {
  const folder = mkdtempSync(join(tmpdir(), 'cardwright-matrix-'))
  const file = join(folder, 'counts.jsonl')
  try {
    const counts = await vitest('matrix', { CARDWRIGHT_MATRIX_COUNTS: file })
    const flows = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(JSON.parse) : []
    for (const { flow, points, single, pairs } of flows)
      say(`  ${flow.padEnd(26)} ${points}: ${single} single faults, ${pairs} pairs`)
    const cases = flows.reduce((sum, { single, pairs }) => sum + single + pairs, 0)
    say(`  ${flows.length} flows, ${cases} cases`)
    return cases >= LEAST_CASES ? counts : add(counts, failed())
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function vitest(project, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'cardwright-vitest-'))
  const report = join(folder, 'report.json')
  try {
    const args = [localBin('vitest', 'vitest.mjs'), 'run', '--project', project]
    args.push('--reporter=dot', '--reporter=json', `--outputFile.json=${report}`)
    const result = await run(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } })
    return countVitest(report, result.code, (line) => say(`  ${line}`))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function electronNode() {
  const results = await runInElectronNode()
  if (results.length === 0) throw new Error('no suite was found')
  return results.map(({ error }) => (error === undefined ? passed() : failed())).reduce(add)
}

/** For checks that report `{ name, ok, detail? }` as they go. */
async function countChecks(check) {
  let counts = { passed: 0, failed: 0, skipped: 0 }
  await check(({ name, ok, detail }) => {
    counts = add(counts, ok ? passed() : failed())
    say(`  ${ok ? 'ok    ' : 'FAILED'} ${name}${detail ? `: ${detail}` : ''}`)
  })
  return counts
}
