// Finds an Electron to run with: the official one when it can be had, else the development fallback; prints its path.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fallbackVersion, obtainFallback } from './lib/fallback-electron.mjs'
import { cacheFolder, localBin, root } from './lib/paths.mjs'
import { giveUp, run, say } from './lib/run.mjs'

// A dropped connection is noticed by the downloader itself after ten seconds; this bounds a very slow download.
const downloadLimitMs = 180_000
const retryOfficialAfterMs = 24 * 60 * 60 * 1000

/**
 * Returns `{ kind: 'official' | 'fallback', dist, executable, version, env }`; `env` goes to the process that is started.
 * `CARDWRIGHT_ELECTRON=official|fallback` forces one; else the official one is tried first.
 * Throws with the remedy when no Electron can be had.
 */
export async function obtainElectron() {
  const wanted = process.env.CARDWRIGHT_ELECTRON ?? ''
  if (!['', 'official', 'fallback'].includes(wanted)) {
    throw new Error(`CARDWRIGHT_ELECTRON is '${wanted}'; it may be 'official' or 'fallback'`)
  }
  if (wanted !== 'fallback') {
    const official = (await installedOfficial()) ?? (await downloadOfficial(wanted === 'official'))
    if (official) return official
    if (wanted === 'official') throw new Error(remedy('the official Electron could not be downloaded'))
  }
  let dist
  try {
    dist = await obtainFallback()
  } catch (error) {
    throw new Error(remedy(error.message), { cause: error })
  }
  rememberFailure()
  say(
    `Using Electron ${fallbackVersion} from ${dist}. It is a development runtime without security fixes: ` +
      'good for trying out and testing, not for daily work.'
  )
  return {
    kind: 'fallback',
    dist,
    executable: join(dist, 'electron'),
    version: fallbackVersion,
    env: { CARDWRIGHT_FALLBACK_ELECTRON: '1', ELECTRON_OVERRIDE_DIST_PATH: dist }
  }
}

function officialPackage() {
  const description = JSON.parse(readFileSync(localBin('electron', 'package.json'), 'utf8'))
  return { version: description.version, folder: join(root, 'node_modules', 'electron') }
}

async function installedOfficial() {
  const { version, folder } = officialPackage()
  const pathFile = join(folder, 'path.txt')
  const versionFile = join(folder, 'dist', 'version')
  if (!existsSync(pathFile) || !existsSync(versionFile)) return undefined
  if (readFileSync(versionFile, 'utf8').replace(/^v/, '').trim() !== version) return undefined
  const dist = join(folder, 'dist')
  const executable = join(dist, readFileSync(pathFile, 'utf8').trim())
  return existsSync(executable) ? { kind: 'official', dist, executable, version, env: {} } : undefined
}

async function downloadOfficial(forced) {
  if (!forced && failedLately()) return undefined
  const { version, folder } = officialPackage()
  say(`Downloading Electron ${version} ...`)
  const env = { ...process.env }
  delete env.ELECTRON_OVERRIDE_DIST_PATH
  const result = await run(process.execPath, [join(folder, 'install.js')], {
    env,
    timeoutMs: downloadLimitMs
  })
  const official = await installedOfficial()
  if (!official) {
    const why = result.timedOut ? 'it took too long' : firstLine(result.stderr)
    say(`The official Electron could not be downloaded (${why}).`)
  }
  return official
}

function firstLine(text) {
  return text.trim().split('\n')[0] || 'no reason was given'
}

/** With the fallback at hand, a closed network is not asked again at every start. */
function failedLately() {
  const marker = failureMarker()
  return existsSync(marker) && Date.now() - statSync(marker).mtimeMs < retryOfficialAfterMs
}

function rememberFailure() {
  if (failedLately() || process.env.CARDWRIGHT_ELECTRON) return
  try {
    writeFileSync(failureMarker(), '')
  } catch {
    // Another user's cache: we ask the network again next time, nothing worse.
  }
}

function failureMarker() {
  return join(cacheFolder(), 'official-electron-not-reachable')
}

function remedy(reason) {
  return (
    `no Electron: ${reason}. Set ELECTRON_MIRROR to a mirror that your network reaches, or unpack Electron ` +
    `${officialPackage().version} into node_modules/electron/dist, and try again.`
  )
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const electron = await obtainElectron()
    process.stdout.write(`${electron.executable}\n`)
  } catch (error) {
    giveUp(error.message)
  }
}
