// npm run lint | types | arrows | unused | format: one of the checks on the sources, with its output.
import { checkNodeVersion, ensureNodePackages } from './lib/node-packages.mjs'
import { giveUp, run } from './lib/run.mjs'
import { runStaticCheck, staticChecks, writeFormat } from './lib/static-checks.mjs'

const names = process.argv.slice(2)
try {
  checkNodeVersion()
  await ensureNodePackages()
  if (names[0] === 'write-format') {
    process.exitCode = (await run(process.execPath, writeFormat, { stdio: 'inherit' })).code
  } else {
    for (const name of names) {
      if (!(name in staticChecks)) giveUp(`there is no check called '${name}'`)
      const { ok, output } = await runStaticCheck(name)
      process.stdout.write(output)
      if (!ok) process.exitCode = 1
    }
  }
} catch (error) {
  giveUp(error.message)
}
