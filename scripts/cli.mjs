// npm run -s cli -- ARGS: the command line from a checkout, built first when its sources changed.
import { spawn } from 'node:child_process'
import { buildIfChanged } from './build.mjs'
import { stdioFor } from './lib/descriptors.mjs'
import { checkNodeVersion, ensureNodePackages } from './lib/node-packages.mjs'
import { giveUp } from './lib/run.mjs'

try {
  checkNodeVersion()
  await ensureNodePackages()
  const product = await buildIfChanged('cli')
  const args = process.argv.slice(2)
  const child = spawn(process.execPath, [product, ...args], { stdio: stdioFor(args) })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.once('close', (code) => (process.exitCode = code ?? 1))
} catch (error) {
  giveUp(error.message)
}
