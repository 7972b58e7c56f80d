// After `npm install`: adds to package-lock.json the optional packages for other systems that the registry at hand does not
// carry. npm leaves those out, and `npm ci` then refuses the lock file everywhere.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lib/paths.mjs'
import { say } from './lib/run.mjs'

const file = join(root, 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))

const systems = { macos: 'darwin', windows: 'win32' }
const processors = { aarch64: 'arm64', x86_64: 'x64', x86: 'ia32', i686: 'ia32', armv7: 'arm' }
const knownSystems = /\b(android|darwin|macos|freebsd|openbsd|linux|win32|windows|openharmony)\b/
const knownProcessors = /-(aarch64|arm64|armv7|arm|x86_64|x64|x86|i686|ia32|ppc64|riscv64|s390x)\b/

/** The entry for a package whose name says which system it is for; undefined when the name does not. */
function entryFor(name, version, dev) {
  const system = knownSystems.exec(name)?.[1]
  const processor = knownProcessors.exec(name)?.[1]
  if (!system || !processor) return undefined
  const libc = name.includes('musl') ? 'musl' : name.includes('gnu') ? 'glibc' : undefined
  return {
    version,
    cpu: [processors[processor] ?? processor],
    ...(dev && { dev }),
    ...(libc && { libc: [libc] }),
    optional: true,
    os: [systems[system] ?? system]
  }
}

const added = []
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of path === '' ? [] : Object.entries(optionalDependencies)) {
    const there = lock.packages[`node_modules/${name}`] ?? lock.packages[`${path}/node_modules/${name}`]
    if (there || !/^\d+\.\d+\.\d+/.test(version)) continue
    const entry = entryFor(name, version, dev)
    if (!entry) continue
    lock.packages[`node_modules/${name}`] = entry
    added.push(name)
  }
}
if (added.length > 0) {
  const [own, ...others] = Object.entries(lock.packages)
  others.sort(([a], [b]) => a.localeCompare(b, 'en'))
  lock.packages = Object.fromEntries([own, ...others])
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
}
say(`${added.length} packages for other systems were added to package-lock.json.`)
