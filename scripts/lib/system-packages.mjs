// The system packages that the program and its tests need on Debian and Ubuntu: which are missing, and getting them.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { isRoot } from './paths.mjs'
import { hasProgram, run, say } from './run.mjs'

const window = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libnotify4',
  'libsecret-1-0',
  'fonts-noto-cjk'
]
const readers = ['libpcsclite1', 'pcscd']
// The second PC/SC driver is compiled during npm ci.
const secondDriver = ['libpcsclite-dev', 'python3', 'make', 'g++']

/** What each command needs. */
export const packagesFor = {
  terminal: readers,
  window: [...readers, ...window],
  tests: [
    ...readers,
    ...window,
    ...secondDriver,
    'vsmartcard-vpcd',
    'softhsm2',
    'opensc',
    'pcsc-tools',
    'tshark',
    'xvfb',
    'xauth',
    'iproute2',
    'fontconfig'
  ]
}

/** Only where a C++ compiler is at hand anyway is the second driver's header package worth having. */
export function optionalForSecondDriver() {
  return hasProgram('g++') && hasProgram('make') && hasProgram('python3') ? ['libpcsclite-dev'] : []
}

/**
 * Installs the missing ones of `names` when we are root on Debian or Ubuntu; else prints the one line to run.
 * Returns the names that are still missing (always none where the system is another one: nothing is known there).
 */
export async function ensureSystemPackages(names) {
  if (!isDebianLike()) return []
  const missing = names.filter((name) => !isThere(name))
  if (missing.length === 0) return []
  if (!isRoot) {
    say(`Some system packages are missing. This installs them:\n  sudo apt-get install ${missing.join(' ')}`)
    return missing
  }
  say(`Installing system packages: ${missing.join(' ')}`)
  // A fresh container has no package lists; a machine in use has them and is spared the download.
  if ((await install(missing)).code !== 0) {
    await apt(['update'])
    const second = await install(missing)
    if (second.code !== 0) say(second.stderr.trim())
  }
  return missing.filter((name) => !isThere(name))
}

function install(names) {
  return apt(['install', '--yes', '--no-install-recommends', ...names.map(nameHere)])
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], { env })
}

function isDebianLike() {
  if (process.platform !== 'linux' || !hasProgram('apt-get') || !existsSync('/etc/os-release')) return false
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'))
}

function isThere(name) {
  // Any font with Chinese characters serves.
  if (name === 'fonts-noto-cjk' && hasChineseFont()) return true
  return isInstalled(name) || isInstalled(`${name}t64`)
}

function isInstalled(name) {
  const query = spawnSync('dpkg-query', ['--show', '--showformat=${db:Status-Status}', name], {
    encoding: 'utf8'
  })
  return query.status === 0 && query.stdout === 'installed'
}

/** Releases since 2024 renamed some libraries (64-bit time): the plain name is then a choice apt leaves to us. */
function nameHere(name) {
  const renamed = `${name}t64`
  const known = spawnSync('apt-cache', ['show', '--no-all-versions', renamed], { encoding: 'utf8' })
  return known.status === 0 && known.stdout.includes(`Package: ${renamed}`) ? renamed : name
}

function hasChineseFont() {
  const list = spawnSync('fc-list', [':lang=zh', 'file'], { encoding: 'utf8' })
  return list.status === 0 && list.stdout.trim() !== ''
}
