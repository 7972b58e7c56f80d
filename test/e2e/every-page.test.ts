// Every page and state of the window, in both languages and themes: looked at, measured, and used without a mouse.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { windowTexts, type TextKey } from '../../src-main/texts/window/index'
import { launchApp, shot, type LaunchedApp } from './support/app'
import { look, prepareAxe, useTheme } from './support/looks'
import { recordedCard } from './support/recording'
import { quickVirtualCards, removeCardAtStep, slowVirtualCards } from './support/window'

const DESK = 'virtual:Desk'
/** Each look takes several pictures and asks axe twice. */
const MANY_LOOKS_MS = 180_000

interface PageBridge {
  call(name: string, input: unknown): Promise<{ ok: boolean; value?: unknown }>
}

async function call(page: Page, name: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    async ([asked, given]) =>
      (await (Reflect.get(window, 'cardwright') as PageBridge).call(asked, given)).value,
    [name, input] as const
  )
}

async function insert(page: Page, kind: string): Promise<void> {
  const cards = (await call(page, 'shelf.list', undefined)) as { id: string; kind: string }[]
  const card = cards.find((each) => each.kind === kind)
  await call(page, 'shelf.remove', { reader: DESK })
  await call(page, 'shelf.insert', { card: card?.id, reader: DESK })
}

/** A file is held over the window; a second call lets it fall. */
async function drag(page: Page, event: 'dragenter' | 'drop', text: string): Promise<void> {
  await page.evaluate(
    ([type, content]) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([content], 'ecash.txt', { type: 'text/plain' }))
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    },
    [event, text] as const
  )
}

describe.each(['en', 'zh'] as const)('the window, language %s', (language) => {
  let running: LaunchedApp
  let page: Page

  const t = (key: TextKey): string => {
    const [feature = '', name = ''] = key.split('.')
    return windowTexts[language][feature]?.[name] ?? key
  }
  /** The beginning of a sentence, up to what is filled in. */
  const begin = (key: TextKey): string => t(key).split('{{')[0] ?? ''
  const go = (key: TextKey) => page.getByRole('navigation').getByText(t(key), { exact: true }).click()
  const tab = (key: TextKey) => page.getByRole('tab', { name: t(key) }).click()
  const button = (key: TextKey) => page.getByRole('button', { name: t(key), exact: true })
  const readAgain = () =>
    page.getByRole('button', { name: new RegExp(`^(${t('card.readAgain')}|${t('card.readNow')})$`) })
  const isRead = () => page.getByText(begin('card.sentenceComplete')).first().waitFor()
  const seen = async (name: string) => {
    expect.soft(await look(running, `${language}-${name}`), name).toEqual([])
  }

  beforeAll(async () => {
    running = await launchApp()
    page = running.page
    page.setDefaultTimeout(15_000)
    await button('card.read')
      .or(page.getByRole('button', { name: 'Read this card' }))
      .waitFor()
    await prepareAxe(page)
    if (language === 'zh') {
      await page.getByRole('navigation').getByText('Settings').click()
      await page.getByText('简体中文').click()
      await go('frame.pageCard')
    }
  })
  afterAll(async () => {
    await running.close()
  })

  it('invites at the first start', async () => {
    await button('card.read').waitFor()
    await seen('01-first-start')
    await go('frame.pageShelf')
    await seen('02-shelf')
    await go('frame.pageReaders')
    await page.getByText(t('doctor.running')).waitFor({ state: 'detached' })
    await seen('03-readers')
    await go('frame.pageSettings')
    await seen('04-settings')
    await go('frame.pageCard')
  })

  it('does the main job with the keyboard alone', async () => {
    await page.locator('#page').press('r')
    await isRead()
    await useTheme(running, 'light')
    await shot(page, `${language}-card-page`)
    const tabs = page.getByRole('tablist', { name: t('report.tabs') })
    const tabTo = async (where: () => Promise<boolean>): Promise<void> => {
      for (let count = 0; count < 60; count += 1) {
        await page.keyboard.press('Tab')
        if (await where()) return
      }
      throw new Error('Tab does not reach it')
    }
    const focusIn = (selector: string) => () =>
      page.evaluate((wanted) => (document.activeElement?.closest(wanted) ?? null) !== null, selector)
    await tabTo(focusIn('[role="tab"]'))
    await page.keyboard.press('End')
    expect(await tabs.getByRole('tab', { selected: true }).innerText()).toBe(t('report.tabData'))
    await tabTo(focusIn('[role="tree"]'))
    const chosen = () => page.getByRole('tree').getByRole('treeitem', { selected: true }).innerText()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    const before = await chosen()
    await page.keyboard.press('Enter')
    expect(await focusIn('[role="tree"]')()).toBe(false)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Escape')
    expect(await focusIn('[role="tree"]')()).toBe(true)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await chosen()).not.toBe(before)
    expect(await page.getByText(t('help.welcomeTitle')).count()).toBe(0)
  })

  it('shows a card that was read', async () => {
    await page.getByRole('tab').first().click()
    await seen('05-card')
    await page.getByText(t('report.logPurchases')).scrollIntoViewIfNeeded()
    await page.locator('main > .page:not([hidden])').evaluate((element) => element.scrollBy(0, 420))
    await seen('06-card-below')
    await tab('report.tabChip')
    await seen('07-chip')
    await tab('report.tabFindings')
    await seen('08-findings')
    await tab('report.tabData')
    await page.getByRole('textbox', { name: t('report.treeSearch') }).fill('9F79')
    await page.getByRole('treeitem', { name: /9F79/ }).last().click()
    await seen('09-data')
    await page.getByRole('textbox', { name: t('report.treeSearch') }).fill('zzzz')
    await seen('10-data-none')
    await page.getByRole('textbox', { name: t('report.treeSearch') }).fill('')
    await page.getByRole('tab').first().click()
  })

  it('shows the trace with an exchange explained', async () => {
    await page.keyboard.press('F2')
    const rows = page.getByRole('listbox', { name: t('trace.list') })
    await rows.getByRole('option').nth(3).click()
    await page
      .getByRole('region', { name: t('trace.details') })
      .getByRole('tree')
      .waitFor()
    await seen('11-trace-bottom')
    await button('trace.dockRight').click()
    await seen('12-trace-right')
    await page.keyboard.press('F2')
  })

  it('opens the palette, the help and menus', async () => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('combobox').waitFor()
    await seen('13-palette')
    await page.keyboard.press('Escape')
    await page.keyboard.press('F1')
    await page.getByRole('dialog').waitFor()
    await seen('14-help')
    await page.keyboard.press('Escape')
    await button('card.more').click()
    await page.getByRole('menu').waitFor()
    await shot(page, `${language}-15-menu`)
    await page.keyboard.press('Escape')
  })

  it('compares with another card', async () => {
    await insert(page, 'credit-ecash')
    await page.getByText(t('card.swappedTitle')).waitFor()
    await seen('16-swapped')
    await readAgain().click()
    await page
      .getByRole('heading', { name: language === 'en' ? 'Credit with e-cash' : '贷记＋电子现金' })
      .waitFor()
    await seen('17-credit')
    await button('card.more').click()
    await page.getByRole('menuitem', { name: t('card.compareWith') }).click()
    await page.getByRole('dialog').waitFor()
    await seen('18-compare-choose')
    await page.getByRole('dialog').getByRole('listitem').first().getByRole('button').click()
    await page.getByRole('table').waitFor()
    await seen('19-compare')
    await button('report.compareClose').click()
  })

  it('shows what the card saw', async () => {
    await go('frame.pageShelf')
    await page.getByText(t('shelf.seenNoChange'), { exact: true }).first().waitFor()
    await seen('20-what-the-card-saw')
    await go('frame.pageCard')
  })

  it('knows cards that are gone', async () => {
    await call(page, 'shelf.remove', { reader: DESK })
    await page.getByText(t('card.removedTitle')).waitFor()
    await seen('21-removed')
    await page.locator('button[aria-pressed]').filter({ hasText: 'Tap' }).first().click()
    await page.getByText(t('card.emptyTitle')).waitFor()
    await seen('22-empty-and-recent')
    await page.locator('button[aria-pressed]').filter({ hasText: 'Desk' }).first().click()
    await insert(page, 'ecash')
    await page.getByText(t('card.swappedTitle')).waitFor()
    await slowVirtualCards(running.app)
    await removeCardAtStep(page, DESK, 3)
    await readAgain().click()
    await page.getByText(begin('card.pulledCertain')).waitFor()
    await seen('23-pulled')
  })

  it('loads e-cash', { timeout: MANY_LOOKS_MS }, async () => {
    await quickVirtualCards(running.app)
    await page.locator('button[aria-pressed]').filter({ hasText: 'Desk' }).first().click()
    await go('frame.pageEcash')
    await call(page, 'shelf.remove', { reader: DESK })
    await page.getByText(t('ecash.emptyTitle')).waitFor()
    await seen('31-ecash-no-card')
    await insert(page, 'debit-ecash')
    const amount = page
      .locator('main > .page:not([hidden])')
      .getByRole('textbox', { name: t('ecash.amount') })
    await amount.fill('50')
    await seen('32-ecash-form')
    await amount.fill('99999')
    await seen('33-ecash-over-limit')
    await amount.fill('50')
    await page.keyboard.press('Enter')
    const pin = page.getByRole('dialog').getByLabel(t('counter.pinField'), { exact: true })
    await pin.fill('123456')
    await seen('34-ecash-pin')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: t('ecash.outcome_done'), exact: true }).waitFor()
    await seen('35-ecash-done')
    await button('ecash.receipt').click()
    await page.getByRole('dialog').getByRole('article').waitFor()
    await seen('36-receipt')
    await page.keyboard.press('Escape')
    await button('ecash.next').click()
    await page.getByText(t('ecash.historyDesk'), { exact: true }).click()
    await page.locator('main > .page:not([hidden])').getByRole('table').waitFor()
    await seen('37-ecash-desk-history')
  })

  it('takes payments', { timeout: MANY_LOOKS_MS }, async () => {
    await go('frame.pagePay')
    const own = page.locator('main > .page:not([hidden])')
    const amount = own.getByRole('textbox', { name: t('pay.amount') })
    await own.getByText(t('pay.issuer'), { exact: true }).waitFor()
    await seen('41-pay-form')
    await page.locator('button[aria-pressed]').filter({ hasText: 'Tap' }).first().click()
    await amount.fill('12.50')
    await page.keyboard.press('Enter')
    await page.getByText(t('pay.present'), { exact: true }).waitFor()
    await seen('42-pay-present')
    await own
      .getByRole('button')
      .filter({ hasText: /e-cash|电子现金/ })
      .first()
      .click()
    await page.getByRole('region', { name: t('pay.outcome_approved-offline') }).waitFor()
    await seen('43-pay-approved')
    await button('pay.expandAll').click()
    await button('pay.bitsAll').click()
    for (const [index, top] of [420, 980, 1700].entries()) {
      await own.evaluate((element, y) => element.scrollTo(0, y), top)
      await seen(`44-pay-story-${index + 1}`)
    }
    await own.evaluate((element) => element.scrollTo(0, 0))
    await button('pay.next').click()
    await amount.fill('5000')
    await page.keyboard.press('Enter')
    await own.getByRole('heading', { level: 2 }).first().waitFor()
    await button('pay.back').or(button('pay.insertInstead')).first().waitFor()
    await seen('45-pay-not-possible')
    await call(page, 'shelf.remove', { reader: 'virtual:Tap' })
    await button('pay.back').click()
  })

  it('makes a card', { timeout: MANY_LOOKS_MS }, async () => {
    await go('frame.pageMake')
    const own = page.locator('main > .page:not([hidden])')
    const field = (key: TextKey) => own.getByRole('textbox', { name: t(key), exact: true })
    await page.locator('button[aria-pressed]').filter({ hasText: 'Desk' }).first().click()
    await call(page, 'shelf.remove', { reader: DESK })
    await own.getByText(t('make.putOnTitle')).waitFor()
    await seen('51-make-no-card')
    await button('make.putVirtual').click()
    await own.getByText(t('make.freeMemory')).waitFor()
    await button('make.go').click()
    await own.getByText(t('make.nameMissing')).waitFor()
    await seen('52-make-problems')
    await field('make.name').fill(language === 'en' ? 'WANG XIAOMING' : '王小明')
    await field('make.documentNumber').fill('11010519491231002X')
    await field('make.pin').fill('246810')
    await field('make.pinAgain').fill('246810')
    await button('make.preview').click()
    await page.getByRole('dialog').locator('summary').first().click()
    await seen('53-make-preview')
    await page.keyboard.press('Escape')
    await button('make.go').click()
    await button('make.next').waitFor({ timeout: 30_000 })
    await seen('54-make-done')
    await button('stock.receive').click()
    await page.getByRole('dialog').getByLabel(t('stock.receiveName')).fill('LOT 7')
    await page.getByRole('dialog').getByLabel(t('stock.receiveCount'), { exact: true }).fill('500')
    await page.keyboard.press('Enter')
    await own.getByRole('meter', { name: 'LOT 7' }).waitFor()
    await own
      .getByRole('button', { name: new RegExp(`^${begin('make.scrapOne').trim()}`) })
      .first()
      .click()
    await page.getByRole('dialog').waitFor()
    await seen('55-make-scrap')
    await page.keyboard.press('Escape')
    await button('make.next').click()
  })

  it('replays a trace that is dropped on it', async () => {
    const trace = await recordedCard('ecash')
    await drag(page, 'dragenter', trace)
    await page.getByText(t('frame.dropHere')).waitFor()
    await seen('24-drop')
    await drag(page, 'drop', trace)
    await button('card.read').waitFor()
    await seen('25-replay-ready')
    await page.locator('body').press('r')
    await page.getByRole('tab').first().waitFor()
    await seen('26-replay-read')
  })
})
