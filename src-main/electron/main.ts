import { join } from 'node:path'
import { app, ipcMain, protocol, session, type BrowserWindow } from 'electron'
import { version } from '../../package.json'
import { dataFolderPath } from '../adapters/data-folder/data-folder'
import { createWorkbench } from '../composition/create-workbench'
import type { Workbench } from '../composition/workbench'
import type { AppInfo } from '../contract/views'
import { registerAppScheme, serveApp } from './app-protocol'
import { callHandlers } from './call-handlers'
import { routeCalls, sendEvent } from './ipc-router'
import { setMenu } from './menu'
import { selfTest } from './self-test'
import { openWindow, setTheme } from './window'
import { lockDown } from './window-security'

/** The unmaintained Electron that stands in for development and tests where the official one cannot be fetched. */
const FALLBACK_ELECTRON = '25.1.1'
const SELF_TEST = '--self-test='

let workbench: Workbench | undefined
let window: BrowserWindow | undefined

app.setName('Cardwright')
// Chromium's own files and the single-instance lock lie with the data: two data folders are two programs.
app.setPath('userData', join(dataFolderPath(process.env, process.platform), 'window'))
registerAppScheme(protocol)
// As root Chromium cannot sandbox its children and would abort in a loop; packaged builds never accept the switch.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
else if (app.isPackaged) app.exit(2)

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => window?.focus())
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (workbench === undefined) return
    event.preventDefault()
    const closing = workbench
    workbench = undefined
    void closing.stop().finally(() => app.quit())
  })
  void app.whenReady().then(start)
} else {
  app.quit()
}

async function start(): Promise<void> {
  lockDown(app, session.defaultSession)
  serveApp(protocol, join(__dirname, '..', 'renderer'))
  setMenu(process.platform)
  // The page's own process starts meanwhile. It hears no answer before this function has run to its end.
  const opened = openWindow()
  window = opened
  opened.on('closed', () => (window = undefined))
  const contents = (): BrowserWindow['webContents'] | undefined => window?.webContents
  const created = createWorkbench({
    env: process.env,
    platform: process.platform,
    locale: app.getLocale(),
    events: {
      readersChanged: (view) => sendEvent(contents(), 'readers.changed', view),
      shelfChanged: (cards) => sendEvent(contents(), 'shelf.changed', [...cards]),
      traceAppended: (entries) => sendEvent(contents(), 'trace.appended', [...entries]),
      reportsChanged: (recent) => sendEvent(contents(), 'reports.changed', [...recent]),
      jobProgress: (job, progress) => sendEvent(contents(), 'job.progress', { job, progress }),
      jobDone: (job, report, result) => sendEvent(contents(), 'job.done', { job, report, result }),
      jobFailed: (job, error) => sendEvent(contents(), 'job.failed', { job, error }),
      actionProgress: (job, progress) => sendEvent(contents(), 'action.progress', { job, progress }),
      actionAsks: (job, asked) => sendEvent(contents(), 'action.asks', { job, ...asked }),
      actionCommitted: (job) => sendEvent(contents(), 'action.committed', { job }),
      actionDone: (job, result) => sendEvent(contents(), 'action.done', { job, result }),
      actionFailed: (job, error) => sendEvent(contents(), 'action.failed', { job, error }),
      chip: {
        progress: (job, progress) => sendEvent(contents(), 'chip.progress', { job, progress }),
        committed: (job) => sendEvent(contents(), 'chip.committed', { job }),
        done: (job, result) => sendEvent(contents(), 'chip.done', { job, result }),
        failed: (job, error) => sendEvent(contents(), 'chip.failed', { job, error })
      },
      make: {
        progress: (job, progress) => sendEvent(contents(), 'make.progress', { job, progress }),
        committed: (job) => sendEvent(contents(), 'make.committed', { job }),
        done: (job, result) => sendEvent(contents(), 'make.done', { job, result }),
        failed: (job, error) => sendEvent(contents(), 'make.failed', { job, error })
      },
      batchChanged: (batch) => sendEvent(contents(), 'batch.changed', batch),
      entriesChanged: (open) => sendEvent(contents(), 'entries.changed', [...open])
    }
  })
  workbench = created
  const info = appInfo()
  routeCalls(ipcMain, callHandlers(created, currentWindow, info), (call, error) => {
    console.error(`${call}:`, error instanceof Error ? (error.stack ?? error.message) : 'unknown')
  })
  setTheme(opened, created.settings.get().theme)
  const report = process.argv.find((argument) => argument.startsWith(SELF_TEST))?.slice(SELF_TEST.length)
  if (report !== undefined) {
    const ok = await selfTest(report, opened, created)
    await created.stop()
    app.exit(ok ? 0 : 1)
  }
}

function currentWindow(): BrowserWindow {
  if (window === undefined) throw new Error('the window is closed')
  return window
}

function appInfo(): AppInfo {
  const { electron, chrome, node } = process.versions
  return {
    version,
    electron,
    chrome,
    node,
    platform: process.platform,
    developmentRuntime: electron === FALLBACK_ELECTRON,
    notices: []
  }
}
