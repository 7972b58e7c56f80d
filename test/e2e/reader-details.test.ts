// A person wants to know which reader this is, and what it can do.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from './support/app'
import { look, prepareAxe } from './support/looks'

let running: LaunchedApp
beforeAll(async () => {
  running = await launchApp()
  running.page.setDefaultTimeout(5000)
  await running.page.getByRole('button', { name: 'Read this card' }).waitFor()
  await prepareAxe(running.page)
})
afterAll(() => running.close())

it('asks a reader what it is, and makes it blink', async () => {
  const { page } = running
  await page.getByRole('navigation').getByText('Readers').click()
  // The disclosure opens from the keyboard too.
  await page.getByLabel('Details of Tap').press('Enter')
  await page.getByText('ACR122U215').waitFor()
  expect(await page.getByText('ISO 14443 type B').isVisible()).toBe(true)
  expect(await page.getByText('Not known: There is no card on the reader.').first().isVisible()).toBe(true)
  expect(await look(running, 'reader-details')).toEqual([])
  await page.getByRole('button', { name: 'Blink and beep' }).click()
  await page.getByText('The reader was told to blink and beep twice.').waitFor()
  // A card that comes is asked about by itself.
  await page.evaluate(async () => {
    const bridge = Reflect.get(window, 'cardwright') as {
      call(name: string, input: unknown): Promise<unknown>
    }
    await bridge.call('shelf.insert', { card: 'ecash', reader: 'virtual:Tap' })
  })
  await page.getByText('beside the card').waitFor()
})
