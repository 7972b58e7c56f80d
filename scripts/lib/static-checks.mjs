// The checks that only read the sources: format, lint, types, import arrows, unused code. Each counts as one.
import { localBin } from './paths.mjs'
import { run } from './run.mjs'

const node = (packageName, file, ...args) => [localBin(packageName, file), ...args]
const prettier = (...args) => node('prettier', 'bin/prettier.cjs', ...args, '--log-level', 'warn', '.')

/** name -> the commands that must all succeed. */
export const staticChecks = {
  format: [prettier('--check')],
  lint: [node('eslint', 'bin/eslint.js', '.')],
  types: [
    node('typescript', 'bin/tsc', '-p', 'tsconfig.node.json'),
    node('typescript', 'bin/tsc', '-p', 'tsconfig.test.json'),
    node('svelte-check', 'bin/svelte-check', '--tsconfig', './tsconfig.web.json', '--output', 'human')
  ],
  arrows: [
    node(
      'dependency-cruiser',
      'bin/dependency-cruise.mjs',
      'src-main',
      'src-renderer',
      '--config',
      '.dependency-cruiser.cjs'
    )
  ],
  unused: [node('knip', 'bin/knip.js', '--no-progress', '--no-config-hints')]
}

export const writeFormat = prettier('--write')

/** Runs one check; returns `{ ok, output }`. */
export async function runStaticCheck(name) {
  let output = ''
  for (const args of staticChecks[name]) {
    const result = await run(process.execPath, args)
    output += result.stdout + result.stderr
    if (result.code !== 0) return { ok: false, output }
  }
  return { ok: true, output }
}
