// Makes desktop packages. `--dir` gives an unpacked folder for tests; everything else is a release and wants the official Electron.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfChanged } from './build.mjs'
import { obtainElectron } from './electron.mjs'
import { checkNodeVersion, ensureNodePackages } from './lib/node-packages.mjs'
import { localBin, root } from './lib/paths.mjs'
import { giveUp, run, say } from './lib/run.mjs'

// Fuses younger than the fallback's Electron: flipping them there is an error.
const youngFuses = { grantFileProtocolExtraPrivileges: false }
// A fuse is one character in the executable.
const off = '0'.charCodeAt(0)
const on = '1'.charCodeAt(0)

const executables = { linux: 'linux-unpacked/cardwright', win32: 'win-unpacked/Cardwright.exe' }

/** Packages the built window, fuses set, as a folder under `output`; returns the path of its executable. */
export async function packageFolder(output) {
  const electron = await obtainElectron()
  await buildIfChanged('window')
  const { build, Platform } = await import('electron-builder')
  await build({
    targets: Platform.current().createTarget('dir'),
    projectDir: root,
    publish: 'never',
    config: {
      extends: join(root, 'electron-builder.yml'),
      directories: { output },
      electronDist: electron.dist,
      electronVersion: electron.version,
      ...(electron.kind === 'official' && { electronFuses: youngFuses }),
      // Of use only to start applications from a command line.
      afterPack: ({ appOutDir }) => rmSync(join(appOutDir, 'resources', 'default_app.asar'), { force: true })
    }
  })
  return join(output, executables[process.platform] ?? 'mac/Cardwright.app/Contents/MacOS/Cardwright')
}

/** The fuses of a packaged executable that are not as electron-builder.yml wants them, by name. */
export async function wrongFuses(executable) {
  const { FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses')
  const wire = await getCurrentFuseWire(executable)
  const wanted = {
    RunAsNode: off,
    EnableNodeOptionsEnvironmentVariable: off,
    EnableNodeCliInspectArguments: off,
    OnlyLoadAppFromAsar: on,
    EnableCookieEncryption: on
  }
  return Object.keys(wanted).filter((name) => wire[FuseV1Options[name]] !== wanted[name])
}

async function release(builderArgs) {
  const electron = await obtainElectron()
  if (electron.kind !== 'official') {
    giveUp('release packages are made with the official Electron only, and it could not be downloaded here.')
  }
  await buildIfChanged('window')
  const builder = localBin('electron-builder', 'cli.js')
  const fuses = Object.entries(youngFuses).map(([name, value]) => `-c.electronFuses.${name}=${value}`)
  const args = [builder, '--publish', 'never', ...fuses, ...builderArgs]
  const result = await run(process.execPath, args, { stdio: 'inherit' })
  process.exitCode = result.code
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    checkNodeVersion()
    await ensureNodePackages()
    const args = process.argv.slice(2)
    if (args.includes('--dir')) say(`Packaged: ${await packageFolder(join(root, 'dist'))}`)
    else await release(args)
  } catch (error) {
    giveUp(error.message)
  }
}
