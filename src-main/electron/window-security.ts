import type { App, BrowserWindowConstructorOptions, Session, WebContents } from 'electron'
import { APP_PAGE } from './app-protocol'

/** The only web preferences that a window of ours may have. */
export function secureWebPreferences(
  preload: string
): NonNullable<BrowserWindowConstructorOptions['webPreferences']> {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    spellcheck: false
  }
}

/** Denies what no window of ours needs: navigation, new windows, web views, every permission, every download. */
export function lockDown(app: App, session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents))
}

function lockDownContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-navigate', (event, url) => {
    if (url !== APP_PAGE) event.preventDefault()
  })
}
