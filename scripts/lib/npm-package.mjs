// Smoke test of the command line as others get it: npm pack, install into an empty folder, run the demonstration.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfChanged } from '../build.mjs'
import { run, runNpm } from './run.mjs'

/** Calls `report({ name, ok, detail? })` for each check; throws when a step leaves nothing to go on with. */
export async function checkNpmPackage(report) {
  const folder = mkdtempSync(join(tmpdir(), 'cardwright-npm-'))
  try {
    await buildIfChanged('cli')
    await must(['pack', '--silent', '--pack-destination', folder])
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))
    const empty = join(folder, 'empty')
    mkdirSync(empty)
    writeFileSync(join(empty, 'package.json'), '{ "private": true }\n')
    await must(['install', '--no-audit', '--no-fund', '--loglevel=error', join(folder, tarball)], {
      cwd: empty
    })
    report({ name: 'installs into an empty folder', ok: true })
    const env = { ...process.env, CARDWRIGHT_HOME: join(folder, 'home') }
    const command = join(empty, 'node_modules', '.bin', 'cardwright')
    const demo = await run(command, ['demo', '--json'], { cwd: empty, env, timeoutMs: 60_000 })
    const ok = demo.code === 0 && isJson(demo.stdout)
    report({ name: 'cardwright demo --json prints one JSON document', ok, detail: ok ? '' : describe(demo) })
    const accounts = await run(command, ['issuer', 'accounts', '--json'], {
      cwd: empty,
      env,
      timeoutMs: 60_000
    })
    const hasDatabase = accounts.code === 0 && isJson(accounts.stdout)
    report({
      name: 'the built-in issuer has its database',
      ok: hasDatabase,
      detail: hasDatabase ? '' : describe(accounts)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function must(args, options) {
  const result = await runNpm(args, options)
  if (result.code !== 0) throw new Error(`npm ${args[0]} failed: ${result.stderr.trim()}`)
}

function isJson(text) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function describe({ code, stdout, stderr }) {
  return `code ${code}; ${stdout.slice(0, 200)} ${stderr.slice(-500)}`
}
