import { join } from 'node:path'
import { BrowserWindow, nativeTheme } from 'electron'
import type { Settings } from '../contract/views'
import { APP_PAGE } from './app-protocol'
import { secureWebPreferences } from './window-security'

const BACKGROUND = { light: '#f6f7f9', dark: '#14171c' }

/** The one window, shown when its first frame is drawn, on our own page only. */
export function openWindow(theme: Settings['theme']): BrowserWindow {
  nativeTheme.themeSource = theme
  const window = new BrowserWindow({
    title: 'Cardwright',
    width: 1320,
    height: 860,
    minWidth: 960,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: secureWebPreferences(join(__dirname, '..', 'preload', 'preload.cjs'))
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(APP_PAGE)
  return window
}
