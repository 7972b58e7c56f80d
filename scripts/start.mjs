// npm start: from a bare checkout to the open window; without a display, the demonstration in the terminal.
import { spawn } from 'node:child_process'
import { buildIfChanged } from './build.mjs'
import { obtainElectron } from './electron.mjs'
import { hasDisplay } from './lib/display.mjs'
import { checkNodeVersion, ensureNodePackages } from './lib/node-packages.mjs'
import { isRoot, root } from './lib/paths.mjs'
import { giveUp, say } from './lib/run.mjs'
import { ensureSystemPackages, optionalForSecondDriver, packagesFor } from './lib/system-packages.mjs'

const args = process.argv.slice(2)

try {
  checkNodeVersion()
  process.exitCode = hasDisplay() ? await startWindow() : await startInTerminal()
} catch (error) {
  giveUp(error.message)
}

async function startWindow() {
  await prepare('window')
  const electron = await obtainElectron()
  await buildIfChanged('window')
  const switches = []
  if (process.platform === 'linux' && isRoot) {
    say('Started as root: Chromium then works only without its sandbox. Run as a normal user to have it.')
    switches.push('--no-sandbox')
  }
  return runProgram(electron.executable, [...switches, root, ...args], { ...process.env, ...electron.env })
}

async function startInTerminal() {
  say('There is no display to open the window on (DISPLAY and WAYLAND_DISPLAY are not set).')
  say('Reading the virtual card here in the terminal instead: cardwright demo')
  await prepare('terminal')
  const product = await buildIfChanged('cli')
  return runProgram(process.execPath, [product, 'demo', ...args], process.env)
}

async function prepare(purpose) {
  const missing = await ensureSystemPackages(packagesFor[purpose])
  if (missing.length > 0 && isRoot) say(`Going on without: ${missing.join(' ')}`)
  if (isRoot) await ensureSystemPackages(optionalForSecondDriver())
  await ensureNodePackages()
}

function runProgram(command, commandArgs, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArgs, { cwd: root, env, stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}
