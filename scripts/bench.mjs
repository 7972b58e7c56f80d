// npm run bench -- [NAME ...]: bundles and runs test/bench/NAME.bench.ts; prints a table, and JSON into out/bench/.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkNodeVersion, ensureNodePackages } from './lib/node-packages.mjs'
import { out, root } from './lib/paths.mjs'
import { giveUp, say } from './lib/run.mjs'
import { ensureSystemPackages, packagesFor } from './lib/system-packages.mjs'

const folder = join(root, 'test', 'bench')
const suffix = '.bench.ts'
const names = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith(suffix))
      .map((file) => file.slice(0, -suffix.length))
  : []

try {
  const wanted = process.argv.slice(2)
  const unknown = wanted.filter((name) => !names.includes(name))
  if (unknown.length > 0)
    giveUp(`no benchmark is called ${unknown.join(', ')}; there are: ${names.join(' ')}`)
  checkNodeVersion()
  await ensureSystemPackages(packagesFor.tests)
  await ensureNodePackages({ withSecondDriver: true })
  let kept = true
  for (const name of wanted.length > 0 ? wanted : names) kept = (await measure(name)) && kept
  // A native binding may keep the event loop alive after the last benchmark.
  process.exit(kept ? 0 : 1)
} catch (error) {
  giveUp(error.stack)
}

/** Returns whether every row kept its limit. */
async function measure(name) {
  const { bundleForNode } = await import('./build.mjs')
  const outDir = join(out, 'bench', name)
  await bundleForNode({
    entry: join(folder, `${name}${suffix}`),
    outDir,
    file: `${name}.mjs`,
    target: 'node20',
    external: ['playwright-core']
  })
  const { default: bench } = await import(pathToFileURL(join(outDir, `${name}.mjs`)).href)
  say(`\n${bench.name} ...`)
  const rows = await withWindow(bench.needs === 'window', () => bench.run())
  printTable(bench.name, rows)
  const report = {
    name: bench.name,
    date: new Date().toISOString(),
    node: process.version,
    cpu: cpus()[0]?.model,
    rows
  }
  mkdirSync(outDir, { recursive: true })
  const file = join(out, 'bench', `${name}.json`)
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`)
  console.log(JSON.stringify(report))
  return rows.every(isWithin)
}

async function withWindow(needed, work) {
  if (!needed) return work()
  const { prepareE2e } = await import('./lib/e2e.mjs')
  const { env, stop } = await prepareE2e()
  Object.assign(process.env, env)
  try {
    return await work()
  } finally {
    stop()
  }
}

/** What was not measured is not over its limit. */
function isWithin({ value, limit }) {
  return value === undefined || limit === undefined || value <= limit
}

function printTable(title, rows) {
  const cells = rows.map((row) => [
    row.what,
    row.absent ?? `${Number(row.value.toPrecision(4))} ${row.unit}`,
    row.limit === undefined ? '' : `at most ${row.limit}`,
    isWithin(row) ? '' : 'TOO MUCH'
  ])
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((cell) => cell[column].length)))
  console.log(`\n${title}`)
  for (const cell of cells) {
    console.log(
      `  ${cell
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}`
    )
  }
}
