// Where things lie: the checkout, its build output, and the folder outside the checkout that keeps what was fetched.
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')
export const out = join(root, 'out')

export const isRoot = process.getuid?.() === 0

/** A folder for downloads that outlive the checkout. Root's home is closed to others, so root uses the system's cache. */
export function cacheFolder() {
  if (process.env.XDG_CACHE_HOME) return join(process.env.XDG_CACHE_HOME, 'cardwright')
  if (isRoot && process.platform === 'linux') return '/var/cache/cardwright'
  return join(homedir(), '.cache', 'cardwright')
}

/** The folder that node-gyp may take Node's headers from, when they were installed beside the node binary. */
export function nodeHeadersFolder() {
  const prefix = dirname(dirname(process.execPath))
  return existsSync(join(prefix, 'include', 'node', 'node.h')) ? prefix : undefined
}

/** The path of a tool that a package in node_modules offers as a command. */
export function localBin(packageName, file) {
  return join(root, 'node_modules', packageName, file)
}
