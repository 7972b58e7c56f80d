import { writeFileSync } from 'node:fs'
import type { BrowserWindow } from 'electron'
import type { Workbench } from '../composition/workbench'

interface Check {
  readonly name: string
  readonly ok: boolean
  readonly detail?: string
}

/** A page that has nothing to show yet is asked again this often, and given up after this many times. */
const POLL_MS = 100
const POLLS = 150

/**
 * What a packaged build proves about itself, since its fuses keep test drivers out: the window draws, its page has
 * the bridge and nothing else, and a virtual card is read. Writes `{ ok, checks }` as JSON.
 */
export async function selfTest(file: string, window: BrowserWindow, workbench: Workbench): Promise<boolean> {
  const checks: Check[] = []
  const check = async (
    name: string,
    run: () => boolean | string | Promise<boolean | string>
  ): Promise<void> => {
    try {
      const outcome = await run()
      checks.push(typeof outcome === 'string' ? { name, ok: true, detail: outcome } : { name, ok: outcome })
    } catch (error) {
      checks.push({ name, ok: false, detail: error instanceof Error ? error.message : 'unknown' })
    }
  }
  const inPage = (code: string): Promise<unknown> => window.webContents.executeJavaScript(code)

  await check('window draws its page', async () => {
    for (let poll = 0; poll < POLLS; poll += 1) {
      if ((await inPage('document.querySelector("main") !== null')) === true) return true
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
    return false
  })
  await check(
    'page has the bridge',
    async () => (await inPage('typeof window.cardwright.call')) === 'function'
  )
  await check(
    'page has no Node',
    async () => (await inPage('typeof require + typeof process')) === 'undefinedundefined'
  )
  await check('page may not evaluate code', async () => {
    const blocked = 'try { new Function("return 1")(); "allowed" } catch { "blocked" }'
    return (await inPage(blocked)) === 'blocked'
  })
  await check('page cannot reach the network', async () => {
    const code = 'fetch("https://example.invalid/").then(() => "reached", (error) => error.name)'
    return (await inPage(code)) === 'TypeError'
  })
  await check('a virtual card is read', async () => {
    const { report } = await workbench.inspection.inspect('virtual:Desk', { reveal: false })
    return report.outcome === 'complete' && report.applications.length > 0
  })
  await check('the built-in issuer keeps its books', async () => {
    const { total, wrong, accounts } = await workbench.money.desk.check()
    return total === 0 && wrong.length === 0 && accounts > 0
  })
  await check('PC/SC binding', () =>
    workbench
      .readersView()
      .services.map((s) => `${s.driver} ${s.state}`)
      .join(', ')
  )
  const ok = checks.every((entry) => entry.ok)
  writeFileSync(file, `${JSON.stringify({ ok, checks }, undefined, 2)}\n`)
  return ok
}
