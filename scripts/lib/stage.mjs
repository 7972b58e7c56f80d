// Puts what the window needs to run where the end-to-end user can read it, whatever folder the checkout lies in.
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { userCanRead } from './e2e-user.mjs'
import { out, root } from './paths.mjs'
import { setUpSandboxHelper } from './sandbox-helper.mjs'

// pcsclite is absent where it could not be compiled; the window works without it.
const nativePackages = [
  'pcsc-mini',
  '@pcsc-mini',
  'pcsclite',
  'pkcs11js',
  'bindings',
  'file-uri-to-path',
  'node-sqlite3-wasm'
]

/** A new folder that everybody may enter; remove it with `remove()`. */
export function openFolder(prefix) {
  const folder = mkdtempSync(join('/var/tmp', `${prefix}-`))
  chmodSync(folder, 0o755)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Copies the built application into `target`. */
export function stageApp(target) {
  mkdirSync(target, { recursive: true })
  cpSync(join(root, 'package.json'), join(target, 'package.json'))
  for (const part of ['main', 'preload', 'renderer']) {
    cpSync(join(out, part), join(target, 'out', part), { recursive: true })
  }
  for (const name of nativePackages) {
    const source = join(root, 'node_modules', name)
    if (existsSync(source)) cpSync(source, join(target, 'node_modules', name), { recursive: true })
  }
}

/** The executable of this Electron, copied into `target` when the user cannot reach it where it is. */
export function stageElectron(electron, user, target) {
  const reachable = !user || userCanRead(user, electron.executable)
  if (!reachable) cpSync(electron.dist, target, { recursive: true, verbatimSymlinks: true })
  setUpSandboxHelper(reachable ? electron.dist : target)
  return reachable ? electron.executable : electron.executable.replace(electron.dist, target)
}
