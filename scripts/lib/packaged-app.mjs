// Smoke test of the packaged window: packs it with its fuses, starts it as a normal user, and reads its own report.
import { chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packageFolder, wrongFuses } from '../package.mjs'
import { startXvfb } from './display.mjs'
import { ensureE2eUser } from './e2e-user.mjs'
import { run } from './run.mjs'
import { setUpSandboxHelper } from './sandbox-helper.mjs'
import { openFolder } from './stage.mjs'

/** The packaged window must have started, tested itself and ended by then. */
const selfTestLimitMs = 90_000

/** Calls `report({ name, ok, detail? })` for each check. */
export async function checkPackagedApp(report) {
  const { folder, remove } = openFolder('cardwright-packaged')
  try {
    const executable = await packageFolder(join(folder, 'package'))
    report({ name: 'electron-builder packs the window', ok: existsSync(executable) })
    const wrong = await wrongFuses(executable)
    report({ name: 'its fuses are set', ok: wrong.length === 0, detail: wrong.join(', ') })
    setUpSandboxHelper(dirname(executable))
    await selfTest(executable, folder, report)
  } finally {
    remove()
  }
}

async function selfTest(executable, folder, report) {
  const user = await ensureE2eUser()
  const home = join(folder, 'home')
  mkdirSync(home)
  if (user) chownSync(home, user.uid, user.gid)
  const screen = process.platform === 'linux' ? await startXvfb() : undefined
  try {
    const file = join(home, 'self-test.json')
    const env = { PATH: process.env.PATH, HOME: home, CARDWRIGHT_HOME: join(home, 'data') }
    if (screen) env.DISPLAY = screen.display
    const ended = await run(executable, [`--self-test=${file}`], {
      cwd: home,
      env,
      timeoutMs: selfTestLimitMs,
      ...(user && { uid: user.uid, gid: user.gid })
    })
    if (!existsSync(file)) {
      const why = ended.timedOut ? 'it did not end in time' : `it ended with ${ended.code}`
      throw new Error(`the packaged window wrote no report (${why}): ${ended.stderr.trim().slice(-2000)}`)
    }
    const { checks } = JSON.parse(readFileSync(file, 'utf8'))
    for (const check of checks) report(check)
    report({
      name: 'ends with code 0',
      ok: ended.code === 0,
      detail: ended.code === 0 ? '' : String(ended.code)
    })
  } finally {
    screen?.stop()
  }
}
