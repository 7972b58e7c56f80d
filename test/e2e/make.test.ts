// A teller with a customer who wants a card: a blank chip becomes one, is tested, loaded, and pays.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { launchApp, shot, type LaunchedApp } from './support/app'
import {
  amountField,
  call,
  DESK,
  enterPin,
  load,
  openEcash,
  pageOf,
  purseOn,
  shownBalance,
  TAP
} from './support/money'
import { goTo, quickVirtualCards, readerChip, slowVirtualCards } from './support/window'

const PIN = '246810'
const FULL_NUMBER = /\b62\d{2}\s?\d{4}\s?\d{4}\s?\d{4}/
/** Long enough for a card to be pulled between two commands. */
const SLOW_MS = 25

let running: LaunchedApp
let page: Page

const field = (name: string) => pageOf(page).getByRole('textbox', { name, exact: true })
const go = () => page.getByRole('button', { name: 'Make the card', exact: true })

interface PageBridge {
  call(name: string, input: unknown): Promise<unknown>
  on(name: string, listener: (data: unknown) => void): () => void
}

/** From now on, takes the virtual card out as soon as the page hears that its chip is being changed. */
async function removeCardOnceCommitted(): Promise<void> {
  await page.evaluate((reader) => {
    const bridge = Reflect.get(window, 'cardwright') as PageBridge
    const stop = bridge.on('make.committed', () => {
      stop()
      setTimeout(() => void bridge.call('shelf.remove', { reader }), 400)
    })
  }, DESK)
}

describe('a customer who wants a debit card with e-cash', () => {
  beforeAll(async () => {
    running = await launchApp()
    page = running.page
    page.setDefaultTimeout(15_000)
    await goTo(page, 'Make')
  })
  afterAll(() => running.close())
  afterEach(({ task }) => shot(page, `make-${task.id}`))

  it('needs a blank card, which a virtual one can be', async () => {
    await pageOf(page)
      .getByText(/^A card with the number/)
      .waitFor()
    await page.getByRole('button', { name: 'Put in a virtual blank card' }).click()
    await pageOf(page).getByText('Free memory').waitFor()
  })

  it('is told at each field what is wrong with it, and nothing is sent', async () => {
    await field('Good through').fill('11/20')
    await field('PIN').fill('246')
    await go().click()
    await pageOf(page).getByText('Enter the name.').waitFor()
    await pageOf(page).getByText('Enter the number of the document that was shown.').waitFor()
    await pageOf(page).getByText('A PIN has 4 to 12 digits.').waitFor()
    await pageOf(page).getByText('The card would expire before it is good.').waitFor()
    expect(await field('Name on the card').evaluate((input) => input === document.activeElement)).toBe(true)
    expect(await call(page, 'make.recent')).toEqual([])
  })

  it('keeps what was typed while another page is looked at', async () => {
    await field('Name on the card').fill('WANG XIAOMING')
    await goTo(page, 'Settings')
    await goTo(page, 'Make')
    expect(await field('Name on the card').inputValue()).toBe('WANG XIAOMING')
  })

  it('sees what will be written before it is', async () => {
    await field('Good through').fill('11/31')
    await field('Document number').fill('11010519491231002X')
    await field('PIN').fill(PIN)
    await field('PIN again').fill(PIN)
    await field('Opening deposit').fill('500')
    await page.getByRole('button', { name: 'See what will be written' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('summary').first().waitFor()
    for (const line of await dialog.locator('summary').all()) await line.click()
    const text = await dialog.innerText()
    expect(text).toContain('WANG XIAOMING')
    expect(text).not.toMatch(FULL_NUMBER)
    expect(text).not.toContain(PIN)
    await page.keyboard.press('Escape')
  })

  it('takes the card away too early, and it is made anew with the same number', async () => {
    await slowVirtualCards(running.app, SLOW_MS)
    await removeCardOnceCommitted()
    await field('Name on the card').press('Enter')
    await page.getByRole('region', { name: 'Not finished' }).waitFor()
    await quickVirtualCards(running.app)
    const [begun] = (await call(page, 'make.recent')) as { pan: string; state: string }[]
    expect(begun?.state).toBe('begun')
    await shot(page, 'make-torn')
    const cards = (await call(page, 'shelf.list')) as { id: string; kind: string; reader?: string }[]
    const torn = cards.find(({ kind }) => kind === 'blank')
    await call(page, 'shelf.insert', { card: torn?.id, reader: DESK })
    await page.getByRole('button', { name: 'Make it anew' }).click()
    const result = page.getByRole('region', { name: 'Done', exact: true })
    await result.waitFor()
    const [made, ...others] = (await call(page, 'make.recent')) as { pan: string; state: string }[]
    expect(made).toMatchObject({ pan: begun?.pan, state: 'made' })
    expect(others).toEqual([])
  })

  it('gets it tested, with a letter that names neither the whole number nor the PIN', async () => {
    const result = page.getByRole('region', { name: 'Done', exact: true })
    const tests = result.getByRole('list', { name: 'Tests' }).getByRole('listitem')
    expect(await tests.count()).toBeGreaterThan(1)
    for (const test of await tests.allInnerTexts()) expect(test).toMatch(/, passed/)
    const text = await result.innerText()
    expect(text).not.toMatch(FULL_NUMBER)
    expect(text).not.toContain(PIN)
    await shot(page, 'make-done')
  })

  it('goes on to the E-cash page, and loads 100 yuan with the PIN that was chosen', async () => {
    await page.getByRole('button', { name: 'Load e-cash' }).click()
    await openEcash(page, 'Desk')
    expect(await shownBalance(page)).toBe(0)
    await load(page, '100')
    await enterPin(page, PIN)
    await page.getByRole('region', { name: 'Done', exact: true }).waitFor()
    expect(await purseOn(page, DESK)).toMatchObject({ balance: 10_000, available: 40_000 })
  })

  it('pays 12.50 with it by flash pay', async () => {
    await goTo(page, 'Pay')
    await readerChip(page, 'Tap').click()
    await amountField(page).fill('12.50')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Present the card' }).waitFor()
    const cards = (await call(page, 'shelf.list')) as { id: string; reader?: string }[]
    const card = cards.find(({ reader }) => reader === DESK)
    await call(page, 'shelf.remove', { reader: DESK })
    await call(page, 'shelf.insert', { card: card?.id, reader: TAP })
    await page.getByRole('region', { name: 'Approved' }).waitFor()
    await shot(page, 'make-paid')
  })

  it('finds the form empty for the next customer, and the card in the list', async () => {
    await goTo(page, 'Make')
    await readerChip(page, 'Desk').click()
    await page.getByRole('button', { name: 'Make the next one' }).click()
    expect(await field('Name on the card').inputValue()).toBe('')
    expect(await field('PIN').inputValue()).toBe('')
    await pageOf(page)
      .getByRole('row')
      .filter({ hasText: 'Debit card with e-cash' })
      .getByText('made')
      .waitFor()
  })
})
