// Builds the window (out/main, out/preload, out/renderer) and the command line (out/cli), each only when its sources changed.
import { existsSync, rmSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fingerprint, readStamp, writeStamp } from './lib/fingerprint.mjs'
import { withLock } from './lib/lock.mjs'
import { localBin, out, root } from './lib/paths.mjs'
import { giveUp, run } from './lib/run.mjs'

const common = ['package.json', 'package-lock.json', 'scripts/build.mjs', 'src-main', 'resources']
const parts = {
  window: {
    sources: [...common, 'src-renderer', 'electron.vite.config.ts', 'svelte.config.js'],
    product: join(out, 'main', 'main.cjs'),
    build: buildWindow
  },
  cli: { sources: common, product: join(out, 'cli', 'cardwright.mjs'), build: buildCli }
}

/** Builds `part` ('window' or 'cli') unless what lies in out/ was built from exactly these sources. */
export async function buildIfChanged(part, options = {}) {
  const { sources, product, build } = parts[part]
  // Several commands may run in one checkout at a time; each must see a whole build.
  await withLock(join(out, `${part}.lock`), 300_000, async () => {
    const stamp = join(out, `${part}.stamp`)
    const current = fingerprint(sources)
    if (!options.always && existsSync(product) && readStamp(stamp) === current) return
    rmSync(stamp, { force: true })
    await build()
    writeStamp(stamp, current)
  })
  return product
}

async function buildWindow() {
  const result = await run(process.execPath, [
    localBin('electron-vite', 'bin/electron-vite.js'),
    'build',
    '--logLevel',
    'warn'
  ])
  if (result.code !== 0) throw new Error(`the window could not be built:\n${result.stdout}${result.stderr}`)
}

async function buildCli() {
  await bundleForNode({
    entry: join(root, 'src-main', 'cli', 'main.ts'),
    outDir: join(out, 'cli'),
    file: 'cardwright.mjs',
    target: 'node20',
    banner: '#!/usr/bin/env node'
  })
  // The thread that a PKCS #11 library runs in starts from a file of its own.
  await bundleForNode({
    entry: join(root, 'src-main', 'adapters', 'pkcs11', 'token-worker.ts'),
    outDir: join(out, 'cli'),
    file: 'token-worker.mjs',
    target: 'node20',
    emptyOutDir: false
  })
}

/** Bundles one TypeScript entry for Node; the native PC/SC bindings, SQLite's WebAssembly and `external` stay outside. */
export async function bundleForNode({
  entry,
  outDir,
  file,
  target,
  banner = '',
  external = [],
  plugins = [],
  emptyOutDir = true
}) {
  const { build } = await import('vite')
  const format = file.endsWith('.cjs') ? 'cjs' : 'es'
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    plugins,
    ssr: { noExternal: true, resolve: { conditions: ['node', 'module', 'default'] } },
    build: {
      ssr: entry,
      outDir,
      emptyOutDir,
      target,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        external: [
          'pcsc-mini',
          'pcsclite',
          'pkcs11js',
          'node-sqlite3-wasm',
          ...external,
          ...builtinModules,
          ...builtinModules.map((name) => `node:${name}`)
        ],
        output: { format, entryFileNames: file, codeSplitting: false, banner, dynamicImportInCjs: false }
      }
    }
  })
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const wanted = process.argv.slice(2)
  try {
    for (const part of wanted.length > 0 ? wanted : Object.keys(parts)) {
      if (!parts[part])
        giveUp(`there is nothing called '${part}' to build; there are: ${Object.keys(parts).join(', ')}`)
      await buildIfChanged(part)
    }
  } catch (error) {
    giveUp(error.message)
  }
}
