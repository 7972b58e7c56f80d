// Load and pay on a real PC/SC reader: pcscd with its virtual reader, and a virtual card served into it.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { serveCard, type ServedCard } from '../../src-main/adapters/vpcd/serve-card'
import type { CardInterface } from '../../src-main/virtual-card/card-log'
import { readyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../src-main/virtual-card/virtual-card'
import { startPcscd, type Pcscd } from '../support/pcscd'
import { launchApp, shot, type LaunchedApp } from './support/app'
import { amountField, call, enterPin, fen, load, openEcash, PIN, purseOn } from './support/money'
import { goTo, readerChip } from './support/window'

const NAME = 'Virtual PCD 00 00'
const READER = `pcsc:${NAME}`
/** The service exists once on a machine: another test run may have it. */
const LOCK_WAIT_MS = 10 * 60_000
/** The issuer's script that writes the new balance. */
const PUT_BALANCE = '04DA9F79'

let pcscd: Pcscd
let running: LaunchedApp
let page: Page
let served: ServedCard | undefined
/** One card all the time, with what was put onto it. */
let card: VirtualCard

/** The holder puts the card into the reader, or holds it against it. */
async function present(side: CardInterface): Promise<void> {
  await served?.remove()
  served = await serveCard({ card, side })
}

beforeAll(async () => {
  pcscd = await startPcscd()
  running = await launchApp()
  page = running.page
  page.setDefaultTimeout(20_000)
  card = VirtualCard.fromImage(readyMadeCard('debit-ecash'))
}, LOCK_WAIT_MS)
afterAll(async () => {
  await served?.remove()
  await running.close()
  await pcscd.release()
})
afterEach(({ task }) => shot(page, `pcsc-money-${task.id}`))

it('loads 100 yuan from the account', async () => {
  await present('contact')
  await openEcash(page, NAME)
  const before = await purseOn(page, READER)
  await load(page, '100')
  await enterPin(page, PIN)
  await page.getByRole('region', { name: 'Done', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  expect(await purseOn(page, READER)).toMatchObject({
    balance: before.balance + 10_000,
    available: before.available - 10_000
  })
})

it('pays 12.50 by flash pay', async () => {
  const { balance } = await purseOn(page, READER)
  await goTo(page, 'Pay')
  await served?.remove()
  await readerChip(page, NAME).filter({ hasText: 'empty' }).waitFor()
  await page.getByText('Flash pay', { exact: true }).first().click()
  await amountField(page).fill('12.50')
  await page.getByRole('button', { name: 'Pay ¥12.50' }).click()
  await page.getByRole('heading', { name: 'Present the card' }).waitFor()
  await present('contactless')
  const result = page.getByRole('region', { name: 'Approved' })
  await result.waitFor()
  expect(fen(await result.locator('.balance').innerText())).toBe(balance - 1250)
  await page.getByRole('region', { name: 'What happened' }).getByText('TC: the card approved').waitFor()
})

it('finishes a load from which the card was pulled', async () => {
  await served?.remove()
  await readerChip(page, NAME).filter({ hasText: 'empty' }).waitFor()
  await present('contact')
  await openEcash(page, NAME)
  const before = await purseOn(page, READER)
  let pulled = false
  card.observe((event) => {
    if (pulled || event.kind !== 'command' || !event.command.startsWith(PUT_BALANCE)) return
    pulled = true
    void served?.remove()
  })
  await load(page, '20')
  await enterPin(page, PIN)
  await page.getByRole('region', { name: 'Interrupted' }).waitFor({ timeout: 30_000 })
  served = await serveCard({ card })
  await page
    .getByRole('button', { name: /^Finish/ })
    .first()
    .click()
  await page.getByRole('region', { name: 'Done', exact: true }).waitFor({ timeout: 30_000 })
  expect(await purseOn(page, READER)).toMatchObject({
    balance: before.balance + 2000,
    available: before.available - 2000
  })
  expect(await call(page, 'entries.open')).toEqual([])
})
