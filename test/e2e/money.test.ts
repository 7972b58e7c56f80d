// A teller with customers waiting: money goes onto a card and is paid with it, and nothing is lost on the way.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { giveToUser, launchApp, shot, type LaunchedApp } from './support/app'
import {
  amountField,
  call,
  countActions,
  DESK,
  enterPin,
  fen,
  load,
  openEcash,
  pageOf,
  PIN,
  purseOn,
  putCard,
  removeCardAt,
  shownBalance,
  TAP,
  yuan
} from './support/money'
import { goTo, quickVirtualCards, readerChip, slowVirtualCards } from './support/window'
import type { Page } from 'playwright-core'

/** Long enough for a card to be pulled between two commands. */
const SLOW_MS = 60
const FULL_NUMBER = /\b62\d{2}\s?\d{4}\s?\d{4}\s?\d{4}/

let running: LaunchedApp
let page: Page

async function begin(): Promise<void> {
  running = await launchApp()
  page = running.page
  page.setDefaultTimeout(15_000)
  await page.getByRole('navigation').getByText('E-cash', { exact: true }).waitFor()
}

describe('a customer who wants e-cash and pays with it', () => {
  beforeAll(begin)
  afterAll(() => running.close())
  afterEach(({ task }) => shot(page, `money-${task.id}`))

  it('gets 100 yuan from the account, with the PIN', async () => {
    await openEcash(page, 'Desk')
    const before = await purseOn(page, DESK)
    expect(await shownBalance(page)).toBe(before.balance)
    await load(page, '100')
    await enterPin(page, PIN)
    await page.getByRole('region', { name: 'Done', exact: true }).waitFor()
    expect(await shownBalance(page)).toBe(before.balance + 10_000)
    await shot(page, 'money-loaded')
    expect(await purseOn(page, DESK)).toMatchObject({
      balance: before.balance + 10_000,
      available: before.available - 10_000
    })
  })

  it('takes the receipt, which names the card by a part of its number only', async () => {
    await page.getByRole('button', { name: 'Receipt', exact: true }).click()
    const slip = page.getByRole('dialog').getByRole('article')
    await slip.getByText('¥100.00').first().waitFor()
    const text = await slip.innerText()
    expect(text).toMatch(/\d{6}\*+\d{4}/)
    expect(text).not.toMatch(FULL_NUMBER)
    await shot(page, 'money-receipt')
    const saved = await saveReceipt(/Plain text/)
    expect(saved).toContain('100.00')
    expect(saved).not.toMatch(FULL_NUMBER)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Next', exact: true }).click()
  })

  it('pays 12.50 by flash pay: the amount first, then the card', async () => {
    const { balance } = await purseOn(page, DESK)
    await goTo(page, 'Pay')
    await readerChip(page, 'Tap').click()
    await amountField(page).fill('12.50')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Present the card' }).waitFor()
    await shot(page, 'money-present')
    await putCard(page, 'debit-ecash', TAP)
    const result = page.getByRole('region', { name: 'Approved' })
    await result.waitFor()
    await result.getByText('offline', { exact: true }).waitFor()
    expect(fen(await result.locator('.balance').innerText())).toBe(balance - 1250)
    await shot(page, 'money-paid')
  })

  it('sees the story: what was decided in each phase, why, and in which command', async () => {
    const story = page.getByRole('region', { name: 'What happened' })
    const phases = story.getByRole('list', { name: 'The phases in their order' })
    for (const phase of ['application-selection', 'offline-data-authentication', 'completion']) {
      await phases.getByText(phase, { exact: true }).first().waitFor()
    }
    await story.getByText('TC: the card approved').waitFor()
    await story.getByRole('button', { name: 'Show all reasons' }).click()
    expect(await phases.getByText(/EMV Book|JR\/T/).count()).toBeGreaterThan(0)
    await shot(page, 'money-story')
    await story
      .getByRole('button', { name: /^Find / })
      .first()
      .click()
    await page.getByRole('region', { name: 'Details' }).or(page.getByRole('listbox')).first().waitFor()
    await shot(page, 'money-story-trace')
    await page.keyboard.press('F2')
    await story.getByRole('button', { name: 'Commands' }).click()
    await page.getByRole('listbox').getByRole('option', { selected: true }).waitFor()
    await page.keyboard.press('F2')
  })

  it('is in the day’s list, with its receipt', async () => {
    await page.getByRole('button', { name: 'Next customer' }).click()
    const rows = pageOf(page).getByRole('table').getByRole('row')
    await rows
      .filter({ hasText: '¥12.50' })
      .getByRole('button', { name: /^Receipt of/ })
      .click()
    await page.getByRole('dialog').getByText('¥12.50').first().waitFor()
    await page.keyboard.press('Escape')
    await rows
      .filter({ hasText: '¥12.50' })
      .getByRole('button', { name: /^What happened at/ })
      .click()
    await page.getByRole('region', { name: /^What happened: / }).waitFor()
    await page.getByRole('button', { name: 'Close', exact: true }).click()
  })

  it('has its purchase uploaded to the issuer at the end of the day', async () => {
    await pageOf(page).getByText('1 purchase is not yet with the issuer').waitFor()
    await page.getByRole('button', { name: 'Upload to the issuer' }).click()
    await page.getByText('1 purchase was taken: ¥12.50.').waitFor()
    await shot(page, 'money-uploaded')
    await expect.poll(() => page.getByRole('button', { name: 'Upload to the issuer' }).count()).toBe(0)
  })

  it('pays again without a mouse', async () => {
    const { balance } = await purseOn(page, TAP)
    await goTo(page, 'Pay')
    await page.locator('#page').press('3')
    await page.keyboard.press('Enter')
    const result = page.getByRole('region', { name: 'Approved' })
    await result.waitFor()
    expect(fen(await result.locator('.balance').innerText())).toBe(balance - 300)
    await page.keyboard.press('Enter')
    await expect
      .poll(() => amountField(page).evaluate((field) => field === document.activeElement))
      .toBe(true)
    expect(await amountField(page).inputValue()).toBe('')
  })

  it('pays from the account, by contact, because the issuer is to decide', async () => {
    await putCard(page, 'debit-ecash', DESK)
    await readerChip(page, 'Desk').click()
    const before = await purseOn(page, DESK)
    await page.getByText('Issuer, online', { exact: true }).click()
    await amountField(page).fill('20')
    await page.getByRole('button', { name: 'Pay ¥20.00' }).click()
    await enterPin(page, PIN)
    const result = page.getByRole('region', { name: 'Approved' })
    await result.waitFor()
    await result.getByText('online, by the issuer').waitFor()
    const story = page.getByRole('region', { name: 'What happened' })
    for (const phase of ['online-processing', 'issuer-authentication', 'second-generate-ac']) {
      await story.getByText(phase, { exact: true }).first().waitFor()
    }
    expect(await purseOn(page, DESK)).toMatchObject({
      balance: before.balance,
      available: before.available - 2000
    })
    await page.getByRole('button', { name: 'Next customer' }).click()
  })

  it('shows no full card number anywhere', async () => {
    for (const name of ['E-cash', 'Pay'] as const) {
      await goTo(page, name)
      expect(await page.locator('body').innerText()).not.toMatch(FULL_NUMBER)
    }
    expect(running.log()).not.toMatch(FULL_NUMBER)
  })
})

/** Saves the receipt that is open; the file dialogue is answered by the test. */
async function saveReceipt(format: RegExp): Promise<string> {
  const folder = mkdtempSync('/var/tmp/cardwright-receipt-')
  giveToUser(folder)
  try {
    const file = join(folder, 'receipt.txt')
    await running.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('menuitem', { name: format }).click()
    await page.getByText('Saved as receipt.txt').waitFor()
    return readFileSync(file, 'utf8')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('what cannot be', () => {
  beforeAll(begin)
  afterAll(() => running.close())
  afterEach(({ task }) => shot(page, `money-${task.id}`))

  it('refuses an amount over the card’s limit in its place, and sends nothing', async () => {
    await openEcash(page, 'Desk')
    const seen = await countActions(page)
    await amountField(page).fill('99999')
    await page.getByText(/^At most ¥[\d,.]+ fits/).waitFor()
    await page.keyboard.press('Enter')
    expect(await page.getByRole('button', { name: 'Load', exact: true }).isDisabled()).toBe(true)
    expect(await seen()).toBe(0)
  })

  it('loads once on a double click', async () => {
    const before = await purseOn(page, DESK)
    await amountField(page).fill('5')
    const seen = await countActions(page)
    await page.getByRole('button', { name: 'Load ¥5.00' }).dblclick()
    await enterPin(page, PIN)
    await page.getByRole('region', { name: 'Done', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Next', exact: true }).click()
    expect(await seen()).toBe(1)
    expect(await purseOn(page, DESK)).toMatchObject({
      balance: before.balance + 500,
      available: before.available - 500
    })
  })

  it('moves no money on a wrong PIN, and says so', async () => {
    await openEcash(page, 'Desk')
    const before = await purseOn(page, DESK)
    await load(page, '10')
    await enterPin(page, '654321')
    await page
      .getByRole('region', { name: /^(Declined|Refused)$/ })
      .getByText(/PIN/)
      .waitFor()
    await shot(page, 'money-wrong-pin')
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    expect(await purseOn(page, DESK)).toMatchObject({ balance: before.balance, available: before.available })
    expect(await call(page, 'entries.open')).toEqual([])
  })

  it('loads with the right PIN afterwards', async () => {
    const before = await purseOn(page, DESK)
    await load(page, '10')
    await enterPin(page, PIN)
    await page.getByRole('region', { name: 'Done', exact: true }).waitFor()
    expect((await purseOn(page, DESK)).balance).toBe(before.balance + 1000)
  })
})

describe('a card that is pulled out during a load', () => {
  beforeAll(begin)
  afterAll(() => running.close())
  afterEach(({ task }) => shot(page, `money-${task.id}`))

  /** The holder is impatient when the new balance is about to be written. */
  async function pullDuringLoad(amount: string): Promise<void> {
    await openEcash(page, 'Desk')
    await slowVirtualCards(running.app, SLOW_MS)
    await removeCardAt(page, DESK, 'issuer-script-processing')
    await load(page, amount)
    await enterPin(page, PIN)
    await page.getByRole('region', { name: 'Interrupted' }).waitFor({ timeout: 30_000 })
    await quickVirtualCards(running.app)
  }

  it(
    'says what is certain, and finishes with one button when the card is back',
    { timeout: 120_000 },
    async () => {
      await openEcash(page, 'Desk')
      const before = await purseOn(page, DESK)
      await pullDuringLoad('20')
      await shot(page, 'money-pulled')
      expect(await call(page, 'entries.open')).toHaveLength(1)
      await putCard(page, 'debit-ecash', DESK)
      await page
        .getByRole('button', { name: /^Finish/ })
        .first()
        .click()
      await page.getByRole('region', { name: 'Done', exact: true }).waitFor({ timeout: 30_000 })
      await shot(page, 'money-finished')
      await page.getByRole('button', { name: 'Next', exact: true }).click()
      expect(await purseOn(page, DESK)).toMatchObject({
        balance: before.balance + 2000,
        available: before.available - 2000
      })
      expect(await call(page, 'entries.open')).toEqual([])
    }
  )

  it('gives the money back where that is wanted instead', async () => {
    const before = await purseOn(page, DESK)
    await pullDuringLoad('30')
    await putCard(page, 'debit-ecash', DESK)
    await page
      .getByRole('button', { name: /^(Reverse|Give)/ })
      .first()
      .click()
    await page.getByRole('region', { name: /^(Done|Nothing happened)$/ }).waitFor({ timeout: 30_000 })
    await shot(page, 'money-reversed')
    const after = await purseOn(page, DESK)
    expect(after.balance + after.available).toBe(before.balance + before.available)
    expect(after.balance).toBe(before.balance)
    expect(await call(page, 'entries.open')).toEqual([])
  })

  it('is still known after the program was closed and started again', { timeout: 120_000 }, async () => {
    const { balance } = await purseOn(page, DESK)
    await page.getByRole('button', { name: /^(Next|Back)$/ }).click()
    await pullDuringLoad('40')
    const { home } = running
    const again = await relaunch(home)
    try {
      await goTo(again.page, 'E-cash')
      await again.page.getByText(yuan(4000)).first().waitFor()
      await putCard(again.page, 'debit-ecash', DESK)
      await again.page
        .getByRole('button', { name: /^Finish/ })
        .first()
        .click()
      await again.page.getByRole('region', { name: 'Done', exact: true }).waitFor({ timeout: 30_000 })
      expect((await purseOn(again.page, DESK)).balance).toBe(balance + 4000)
    } finally {
      await shot(again.page, 'money-after-restart')
    }
  })

  async function relaunch(home: string): Promise<LaunchedApp> {
    await running.app.close()
    running = await launchApp({ home })
    page = running.page
    page.setDefaultTimeout(15_000)
    return running
  }
})
