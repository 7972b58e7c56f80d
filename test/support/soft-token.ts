import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { builtCli } from './cli'

export const TOKEN_PIN = '648219'
export const TOKEN_LABEL = 'cardwright-test'

/** SoftHSM with one token of its own, and the thread's file for it. */
export interface SoftToken {
  readonly module: string
  readonly workerFile: string
  /** For another process that is to find it. */
  readonly env: { readonly SOFTHSM2_CONF: string }
  remove(): void
}

const MODULES = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so']

/** Makes a token in a folder of its own; the environment of this process says where it is from then on. */
export async function softToken(): Promise<SoftToken> {
  const folder = mkdtempSync(join(tmpdir(), 'cardwright-token-'))
  const configuration = join(folder, 'softhsm2.conf')
  mkdirSync(join(folder, 'tokens'))
  writeFileSync(configuration, `directories.tokendir = ${join(folder, 'tokens')}\nlog.level = ERROR\n`)
  process.env['SOFTHSM2_CONF'] = configuration
  const words = ['--init-token', '--free', '--label', TOKEN_LABEL, '--so-pin', '12345678', '--pin', TOKEN_PIN]
  execFileSync('softhsm2-util', words)
  return {
    module: MODULES.find((path) => existsSync(path)) ?? '',
    workerFile: join(dirname(await builtCli()), 'token-worker.mjs'),
    env: { SOFTHSM2_CONF: configuration },
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}
