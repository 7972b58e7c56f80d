import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'

export interface LaunchOptions {
  /** The user's data folder (CARDWRIGHT_HOME). Default: a new one, removed on close. */
  readonly home?: string
  /** Command line arguments for the application. */
  readonly args?: readonly string[]
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>
}

export interface LaunchedApp {
  readonly app: ElectronApplication
  /** The first window. */
  readonly page: Page
  /** The data folder in use: launch again with it to see what was kept. */
  readonly home: string
  /** What the main process wrote to standard output and standard error so far. */
  log(): string
  /** Closes the window and waits until the process has ended; removes the data folder if it was made here. */
  close(): Promise<void>
}

/**
 * Starts the built application in the real Electron, as a normal user with the sandbox on, and waits for its window.
 * Needs what global-setup.ts prepares; throws when that is missing.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const home = options.home ?? newHome()
  const app = await _electron.launch({
    executablePath: asNormalUser() ? setting('LAUNCHER') : setting('ELECTRON'),
    args: [setting('APP'), ...(options.args ?? [])],
    cwd: setting('APP'),
    chromiumSandbox: true,
    env: { ...environment(home), ...options.env },
    timeout: 30_000
  })
  const chunks: string[] = []
  app.process().stdout?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  app.process().stderr?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  const page = await firstWindow(app).catch((error: unknown) => {
    app.process().kill('SIGKILL')
    throw new Error(`no window: ${String(error)}\n${chunks.join('')}`)
  })
  return {
    app,
    page,
    home,
    log: () => chunks.join(''),
    async close() {
      await app.close()
      if (options.home === undefined) rmSync(home, { recursive: true, force: true })
    }
  }
}

async function firstWindow(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow({ timeout: 30_000 })
  await page.waitForLoadState('domcontentloaded')
  return page
}

/** Makes an empty data folder that the window's user may write to. */
export function newHome(): string {
  const home = mkdtempSync(join('/var/tmp', 'cardwright-home-'))
  giveToUser(home)
  return home
}

/** Hands a file or folder that a test made to the user that the window runs as. */
export function giveToUser(path: string): void {
  if (asNormalUser()) chownSync(path, Number(setting('UID')), Number(setting('GID')))
}

/** Writes a screenshot to the folder named by CARDWRIGHT_SHOTS; without it, does nothing. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['CARDWRIGHT_SHOTS']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** Does the window run on the development fallback Electron? */
export function onFallbackElectron(): boolean {
  return setting('RUNTIME') === 'fallback'
}

function asNormalUser(): boolean {
  return process.env['CARDWRIGHT_E2E_UID'] !== undefined
}

function setting(name: string): string {
  const value = process.env[`CARDWRIGHT_E2E_${name}`]
  if (value === undefined) throw new Error(`CARDWRIGHT_E2E_${name} is not set: run with vitest --project e2e`)
  return value
}

function environment(home: string): Record<string, string> {
  const keep = ['PATH', 'LANG', 'CARDWRIGHT_E2E_ELECTRON', 'CARDWRIGHT_E2E_UID', 'CARDWRIGHT_E2E_GID']
  const kept = keep.flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]] as const]
  )
  const user = process.env['CARDWRIGHT_E2E_USER']
  return {
    ...Object.fromEntries(kept as [string, string][]),
    HOME: process.env['CARDWRIGHT_E2E_HOME'] ?? process.env['HOME'] ?? '/',
    ...(user === undefined ? {} : { USER: user, LOGNAME: user }),
    DISPLAY: setting('DISPLAY'),
    CARDWRIGHT_HOME: home,
    ...(onFallbackElectron() ? { CARDWRIGHT_FALLBACK_ELECTRON: '1' } : {})
  }
}
