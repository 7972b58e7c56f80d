import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchApp, shot, type LaunchedApp } from './support/app'

let running: LaunchedApp

beforeAll(async () => {
  running = await launchApp()
})
afterAll(async () => {
  await running.close()
})

it('opens its window', async () => {
  await running.page.waitForSelector('body :not(script)')
  expect(await running.page.title()).toContain('Cardwright')
  await shot(running.page, 'starts')
})

it('runs as a normal user', async () => {
  const uid = await running.app.evaluate(() => process.getuid?.() ?? -1)
  expect(uid).toBeGreaterThan(0)
})

it('keeps the page in Chromium’s sandbox', async () => {
  expect(await running.app.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'))).toBe(false)
  const pid = await running.app.evaluate(({ BrowserWindow }) => {
    return BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? -1
  })
  if (process.platform !== 'linux') return
  // Seccomp 2 is a filter on system calls; a process outside the sandbox shows 0.
  expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s*2$/m)
})

it('gives the page neither Node nor Electron', async () => {
  const seen = await running.page.evaluate(() => [
    typeof Reflect.get(window, 'require'),
    typeof Reflect.get(window, 'process')
  ])
  expect(seen).toEqual(['undefined', 'undefined'])
})
