// How the window's three parts are built: main and preload for Electron's Node, the renderer for its Chromium.
import { builtinModules } from 'node:module'
import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'

const fromRoot = (...parts: string[]): string => resolve(import.meta.dirname, ...parts)

// Native bindings and SQLite's WebAssembly stay outside the bundle: they are loaded from node_modules, or found missing,
// at run time.
const external = [
  'electron',
  'pcsc-mini',
  'pcsclite',
  'pkcs11js',
  'node-sqlite3-wasm',
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`)
]

function forNode(
  name: 'main' | 'preload',
  entry: string,
  codeSplitting: boolean,
  more: Readonly<Record<string, string>> = {}
) {
  return {
    resolve: { conditions: ['node', 'module', 'default'] },
    build: {
      outDir: fromRoot('out', name),
      target: 'node18',
      emptyOutDir: true,
      sourcemap: false,
      rolldownOptions: {
        external,
        input: { [name]: fromRoot(entry), ...more },
        output: {
          format: 'cjs' as const,
          // The package is an ES module package: CommonJS files need their own extension, chunks too.
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
          codeSplitting,
          // Electron 25's import() cannot look into app.asar; require() can.
          dynamicImportInCjs: false
        }
      }
    }
  }
}

export default defineConfig({
  // A PKCS #11 library runs in a thread, which starts from a file.
  main: forNode('main', 'src-main/electron/main.ts', true, {
    'token-worker': fromRoot('src-main/adapters/pkcs11/token-worker.ts')
  }),
  // A sandboxed preload cannot require other files: it must be one.
  preload: forNode('preload', 'src-main/electron/preload.ts', false),
  renderer: {
    root: fromRoot('src-renderer'),
    plugins: [svelte()],
    build: {
      outDir: fromRoot('out', 'renderer'),
      emptyOutDir: true,
      target: 'chrome114',
      minify: true,
      // The content security policy allows no data: address, no inline script and no inline style.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { index: fromRoot('src-renderer', 'index.html') } }
    }
  }
})
