// Chromium's sandbox helper, which a package's installer would set up: it works only when it belongs to root and runs as root.
import { chmodSync, chownSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { isRoot } from './paths.mjs'

/** As root on Linux: sets up the helper beside an Electron. Elsewhere user namespaces have to serve. */
export function setUpSandboxHelper(dist) {
  const file = join(dist, 'chrome-sandbox')
  if (!isRoot || process.platform !== 'linux' || !existsSync(file)) return
  chownSync(file, 0, 0)
  chmodSync(file, 0o4755)
}
