// From starting the process to a usable window, against an empty Electron window on the same machine.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveToUser, launchApp } from '../e2e/support/app'
import { median, type Bench } from '../support/bench'

const ROUNDS = 7

const EMPTY_MAIN = `
const { app, BrowserWindow } = require('electron')
app.enableSandbox()
app.whenReady().then(() => new BrowserWindow({ width: 1320, height: 860 }).loadFile('index.html'))
app.on('window-all-closed', () => app.quit())
`
const EMPTY_PAGE = '<!doctype html><title>Empty</title><main>Empty</main>'

/** The least that shows a window: one page with one word. */
function emptyApp(): string {
  const folder = mkdtempSync('/var/tmp/cardwright-empty-')
  const app = join(folder, 'app')
  mkdirSync(app)
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name: 'empty', version: '0.0.0', main: 'main.cjs' })
  )
  writeFileSync(join(app, 'main.cjs'), EMPTY_MAIN)
  writeFileSync(join(app, 'index.html'), EMPTY_PAGE)
  for (const path of [folder, app]) giveToUser(path)
  return app
}

const bench: Bench = {
  name: 'cold-start',
  needs: 'window',
  async run() {
    const empty = emptyApp()
    const whole = process.env['CARDWRIGHT_E2E_APP'] ?? ''
    /** Milliseconds until `ready` is in the page; closing is not counted. */
    const start = async (app: string, ready: string): Promise<number> => {
      process.env['CARDWRIGHT_E2E_APP'] = app
      const began = performance.now()
      const running = await launchApp()
      await running.page.waitForSelector(ready)
      const took = performance.now() - began
      await running.close()
      return took
    }
    try {
      const times = { empty: [] as number[], cardwright: [] as number[] }
      for (let round = -1; round < ROUNDS; round += 1) {
        const none = await start(empty, 'main')
        // Usable: the reader bar shows the virtual card and the page offers to read it.
        const full = await start(whole, 'button:has-text("Read this card")')
        if (round < 0) continue // files are read into memory
        times.empty.push(none)
        times.cardwright.push(full)
      }
      const [full, none] = [median(times.cardwright), median(times.empty)]
      return [
        { what: 'Cardwright against an empty window', value: full / none, unit: 'times', limit: 1.5 },
        { what: 'Cardwright, usable', value: full, unit: 'ms' },
        { what: 'empty Electron window', value: none, unit: 'ms' }
      ]
    } finally {
      process.env['CARDWRIGHT_E2E_APP'] = whole
      rmSync(join(empty, '..'), { recursive: true, force: true })
    }
  }
}

export default bench
