// A person at the counter and one at the bench, with a virtual card in a virtual reader.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchApp, shot, type LaunchedApp } from './support/app'
import {
  anyReadButton,
  goTo,
  readButton,
  readCard,
  removeCardAtStep,
  slowVirtualCards
} from './support/window'

let running: LaunchedApp

beforeAll(async () => {
  running = await launchApp()
})
afterAll(async () => {
  await running.close()
})

describe('a virtual card in a virtual reader', () => {
  it('is there at the first start and is read with one button', async () => {
    const { page } = running
    await readCard(page)
    await page.getByText('¥88.00').first().waitFor()
    expect(await page.getByText('张三测试').count()).toBeGreaterThan(0)
    // The card's number is shown truncated, wherever it stands.
    expect(await page.locator('body').innerText()).not.toMatch(/6228\s?48\d{2}\s?\d{4}/)
    await shot(page, 'card-read')
  })

  it('leads from a value to its bytes, and from bytes to their value', async () => {
    const { page } = running
    await page.getByRole('tab', { name: 'All data' }).click()
    await page.getByRole('textbox', { name: 'Search tag, name, value or bytes' }).fill('9F79')
    const balance = page.getByRole('treeitem', { name: /9F79/ }).last()
    await balance.click()
    await page.keyboard.press('Enter')
    await page.getByText('E-cash balance').last().waitFor()
    await shot(page, 'value-bytes')
  })

  it('switches the language at once', async () => {
    const { page } = running
    await goTo(page, 'Settings')
    await page.getByText('简体中文').click()
    await page.getByRole('navigation').getByText('虚拟卡', { exact: true }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toMatch(/^zh/)
    await shot(page, 'settings-zh')
    await page.getByText('English').click()
    await page.getByRole('navigation').getByText('Virtual cards', { exact: true }).waitFor()
  })

  it('is taken out and put in on the shelf', async () => {
    const { page } = running
    await goTo(page, 'Virtual cards')
    await page.getByRole('button', { name: 'Remove' }).first().click()
    await goTo(page, 'Card')
    await page
      .getByText('The card was taken')
      .or(page.getByText('Put a card on the reader'))
      .first()
      .waitFor()
    await goTo(page, 'Virtual cards')
    await page
      .getByRole('button', { name: /^Insert/ })
      .first()
      .click()
    await page.getByRole('menuitem', { name: /Desk/ }).click()
    await goTo(page, 'Card')
    await anyReadButton(page).waitFor()
  })
})

describe('a card pulled in mid-read', () => {
  it('says what is certain, what was not read, and the one next step', async () => {
    const pulled = await launchApp()
    try {
      const { page } = pulled
      await readButton(page).waitFor()
      await slowVirtualCards(pulled.app)
      await removeCardAtStep(page, 'virtual:Desk', 3)
      await readButton(page).click()
      await page
        .getByText('The card was taken away while it was being read')
        .waitFor()
        .finally(() => shot(page, 'card-pulled'))
      await page.getByText(/^Certain:/).waitFor()
      await page.getByText('Put the card back and read it again.').waitFor()
      await shot(page, 'card-pulled')
      expect(await page.getByText('Something in the program went wrong').count()).toBe(0)
    } finally {
      await pulled.close()
    }
  })
})
