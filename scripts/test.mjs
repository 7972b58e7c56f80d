// npm test: gets what the tests need, runs every phase (or those named), ends with the totals over all of them.
import { checkNodeVersion, ensureNodePackages } from './lib/node-packages.mjs'
import { giveUp, say } from './lib/run.mjs'
import { ensureSystemPackages, packagesFor } from './lib/system-packages.mjs'
import { add, failed } from './lib/tally.mjs'

// Only read the sources: they do not disturb each other.
const together = ['format', 'lint', 'types', 'arrows', 'unused']

try {
  checkNodeVersion()
  const missing = await ensureSystemPackages(packagesFor.tests)
  if (missing.length > 0) say(`Going on without ${missing.join(' ')}: what needs them will fail.`)
  await ensureNodePackages({ withSecondDriver: true })
} catch (error) {
  giveUp(error.message)
}

// Some phases import packages, which are there only now.
const { phases } = await import('./lib/phases.mjs')
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in phases))
if (unknown.length > 0)
  giveUp(`no phase is called ${unknown.join(', ')}; there are: ${Object.keys(phases).join(' ')}`)

const chosen = Object.keys(phases).filter((name) => wanted.length === 0 || wanted.includes(name))
const results = new Map()
await Promise.all(chosen.filter((name) => together.includes(name)).map(runPhase))
for (const name of chosen.filter((each) => !together.includes(each))) await runPhase(name)

say('')
for (const name of chosen) say(`${name.padEnd(14)} ${line(results.get(name))}`)
const total = [...results.values()].reduce(add)
console.log(line(total))
process.exitCode = total.failed > 0 ? 1 : 0

async function runPhase(name) {
  const began = Date.now()
  say(`\n== ${name}`)
  let counts
  try {
    counts = await phases[name]()
    if (counts.passed + counts.failed + counts.skipped === 0) throw new Error('there was nothing to run')
  } catch (error) {
    say(`${name} could not run: ${error.message}`)
    counts = failed()
  }
  results.set(name, counts)
  say(`== ${name}: ${line(counts)} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
}

function line(counts) {
  return `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`
}
