import { join } from 'node:path'
import { BrowserWindow, nativeTheme } from 'electron'
import type { Settings } from '../contract/views'
import { APP_PAGE } from './app-protocol'
import { secureWebPreferences } from './window-security'

const BACKGROUND = { light: '#f6f7f9', dark: '#14171c' }

/** The one window, on our own page only; it begins to load, and is shown when its first frame is drawn. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Cardwright',
    width: 1320,
    height: 860,
    minWidth: 960,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    webPreferences: secureWebPreferences(join(__dirname, '..', 'preload', 'preload.cjs'))
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(APP_PAGE)
  return window
}

/** Before the window is shown: what stands behind the page that is still to be drawn. */
export function setTheme(window: BrowserWindow, theme: Settings['theme']): void {
  nativeTheme.themeSource = theme
  window.setBackgroundColor(nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light)
}
