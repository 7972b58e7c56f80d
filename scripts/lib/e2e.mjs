// Prepares the real window for end-to-end tests and benchmarks: Electron, the built application, a display, a normal user.
import { join } from 'node:path'
import { buildIfChanged } from '../build.mjs'
import { obtainElectron } from '../electron.mjs'
import { hasDisplay, startXvfb } from './display.mjs'
import { ensureE2eUser } from './e2e-user.mjs'
import { root } from './paths.mjs'
import { openFolder, stageApp, stageElectron } from './stage.mjs'

/**
 * Returns `{ env, stop }`. `env` holds what test/e2e/support/app.ts reads:
 * CARDWRIGHT_E2E_ELECTRON (executable), _APP (application folder), _DISPLAY, _RUNTIME (marks the fallback),
 * and, as root, _LAUNCHER (starts it as the normal user) and _USER, _HOME, _UID, _GID of the user that the window runs as.
 */
export async function prepareE2e() {
  const electron = await obtainElectron()
  await buildIfChanged('window')
  const user = await ensureE2eUser()
  const stage = user ? openFolder('cardwright-e2e') : undefined
  const app = stage ? join(stage.folder, 'app') : root
  if (stage) stageApp(app)
  // A window on the developer's own screen would be disturbed by its user, and disturb him.
  const screen = process.platform === 'linux' ? await startXvfb() : undefined
  if (!screen && !hasDisplay()) throw new Error('there is no display to open the window on')
  const executable = stage
    ? stageElectron(electron, user, join(stage.folder, 'electron'))
    : electron.executable
  const env = {
    CARDWRIGHT_E2E_ELECTRON: executable,
    CARDWRIGHT_E2E_APP: app,
    CARDWRIGHT_E2E_DISPLAY: screen?.display ?? '',
    CARDWRIGHT_E2E_RUNTIME: electron.kind,
    ...(user && {
      CARDWRIGHT_E2E_LAUNCHER: join(root, 'test', 'e2e', 'support', 'as-user.sh'),
      CARDWRIGHT_E2E_USER: user.name,
      CARDWRIGHT_E2E_HOME: user.home,
      CARDWRIGHT_E2E_UID: String(user.uid),
      CARDWRIGHT_E2E_GID: String(user.gid)
    })
  }
  return {
    env,
    stop: () => {
      screen?.stop()
      stage?.remove()
    }
  }
}
