// Keeps node_modules in step with package-lock.json; runs before anything is installed, so it uses Node alone.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint, readStamp, writeStamp } from './fingerprint.mjs'
import { withLock } from './lock.mjs'
import { nodeHeadersFolder, out, root } from './paths.mjs'
import { runNpm, say } from './run.mjs'

const stampFile = join(root, 'node_modules', '.cardwright-stamp')
const oldest = [20, 19, 0]

/** Throws with the remedy when this Node is too old. */
export function checkNodeVersion() {
  const found = process.versions.node.split('.').map(Number)
  const first = oldest.findIndex((part, index) => part !== found[index])
  if (first !== -1 && found[first] < oldest[first]) {
    throw new Error(
      `Node ${oldest.join('.')} or later is needed; this is ${process.versions.node}. Install a newer Node and run the command again.`
    )
  }
}

/**
 * Runs `npm ci` when node_modules is missing or was made from another lock file or for another Node.
 * `withSecondDriver`: also when pcsclite, which may fail to compile, is not there.
 */
export async function ensureNodePackages(options) {
  // Two commands started at once must not both empty node_modules. Beside it, since npm ci removes what is inside.
  await withLock(join(out, 'npm.lock'), 600_000, () => bringUpToDate(options))
}

async function bringUpToDate({ withSecondDriver = false } = {}) {
  const wanted = `${fingerprint(['package-lock.json'])} abi${process.versions.modules} ${process.platform}-${process.arch}`
  const complete = readStamp(stampFile) === wanted || adoptable()
  if (complete && !(withSecondDriver && !hasSecondDriver())) {
    if (readStamp(stampFile) !== wanted) writeStamp(stampFile, wanted)
    return
  }
  say('Installing npm packages ...')
  const headers = nodeHeadersFolder()
  // Without this, compiling pcsclite fetches Node's headers from outside the registry.
  const env = headers ? { ...process.env, npm_config_nodedir: headers } : process.env
  const result = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { env })
  if (result.code !== 0) {
    throw new Error(`npm ci failed. Its last words:\n${lastLines(result.stdout + result.stderr)}`)
  }
  if (!hasSecondDriver())
    say('The second PC/SC driver (pcsclite) could not be compiled; the default one serves.')
  writeStamp(stampFile, wanted)
}

/** Has a plain `npm install` or `npm ci` put there what the lock file asks for? Only packages for here count. */
function adoptable() {
  const there = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(there) || existsSync(stampFile)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const found = JSON.parse(readFileSync(there, 'utf8')).packages
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || found[path]?.version === entry.version
  )
}

function hasSecondDriver() {
  return existsSync(join(root, 'node_modules', 'pcsclite', 'build', 'Release', 'pcsclite.node'))
}

function lastLines(text) {
  return text.trim().split('\n').slice(-12).join('\n')
}
