// Saving what was read: the file dialogue is answered by the test, everything else is the real window.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inspectionReport } from '../../src-main/contract/report'
import { giveToUser, launchApp, type LaunchedApp } from './support/app'
import { readCard } from './support/window'

/** Where the number of the ready-made card goes on after its first six digits. */
const FULL_NUMBER = /6228\s?48\d{2}\s?\d{4}/

let running: LaunchedApp
let folder: string

beforeAll(async () => {
  folder = mkdtempSync('/var/tmp/cardwright-saved-')
  giveToUser(folder)
  running = await launchApp()
  await readCard(running.page)
})
afterAll(async () => {
  await running.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Saves through the menu, into a file of this name. */
async function save(name: string, choice: RegExp): Promise<Buffer> {
  const file = join(folder, name)
  await running.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await running.page.getByRole('button', { name: 'Save', exact: true }).click()
  await running.page.getByRole('menuitem', { name: choice }).click()
  await expect.poll(() => read(file).length, { timeout: 20_000 }).toBeGreaterThan(0)
  return read(file)
}

function read(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    return Buffer.alloc(0)
  }
}

it('saves a report as JSON, which is the report', async () => {
  const text = (await save('card.json', /JSON/)).toString()
  const report = inspectionReport.parse(JSON.parse(text))
  expect(report.outcome).toBe('complete')
  expect(FULL_NUMBER.test(text)).toBe(false)
})

it('saves a report as a page that stands alone', async () => {
  const html = (await save('card.html', /HTML/)).toString()
  expect(html.includes('张三测试')).toBe(true)
  expect(/<script|https?:\/\//.test(html)).toBe(false)
  expect(FULL_NUMBER.test(html)).toBe(false)
})

it('saves a report as PDF', async () => {
  const pdf = await save('card.pdf', /PDF/)
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.length).toBeGreaterThan(10_000)
})

it('leaves everything as it was when the person changes their mind', async () => {
  await running.app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' })
  })
  await running.page.getByRole('button', { name: 'Save', exact: true }).click()
  await running.page.getByRole('menuitem', { name: /PDF/ }).click()
  await running.page.getByText(/Read completely:/).waitFor()
})
