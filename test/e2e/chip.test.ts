// An engineer with a blank chip: opens it, sees what is on it, makes an application of a module, and takes it away again.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { windowTexts, type TextKey } from '../../src-main/texts/window/index'
import { launchApp, type LaunchedApp } from './support/app'
import { look, prepareAxe } from './support/looks'
import { call, DESK, pageOf } from './support/money'
import { readerChip } from './support/window'

const CAP = 'resources/cap/cardwright-pboc.cap'
const MODULE = 'F0435750424F4301'
/** Each look takes several pictures and asks axe twice. */
const MANY_LOOKS_MS = 180_000

describe.each(['en', 'zh'] as const)('a blank chip, language %s', (language) => {
  let running: LaunchedApp
  let page: Page

  const t = (key: TextKey): string => {
    const [feature = '', name = ''] = key.split('.')
    return windowTexts[language][feature]?.[name] ?? key
  }
  const own = () => pageOf(page)
  const button = (key: TextKey) => own().getByRole('button', { name: t(key), exact: true })
  const dialog = () => page.getByRole('dialog')
  const answer = (key: TextKey) => dialog().getByRole('button', { name: t(key), exact: true })
  const row = (aid: string) => own().getByRole('treeitem').filter({ hasText: aid })
  const seen = async (name: string) => {
    expect.soft(await look(running, `chip-${language}-${name}`), name).toEqual([])
  }

  beforeAll(async () => {
    running = await launchApp()
    page = running.page
    page.setDefaultTimeout(10_000)
    await page.getByRole('navigation').getByText('Chip', { exact: true }).waitFor()
    if (language === 'zh') await call(page, 'settings.set', { language: 'zh' })
    await page.reload()
    await page.getByRole('navigation').getByText(t('frame.pageChip'), { exact: true }).click()
    await prepareAxe(page)
    await readerChip(page, 'Desk').click()
    await call(page, 'shelf.remove', { reader: DESK })
  })
  afterAll(() => running.close())

  it('says who it is without a key', { timeout: MANY_LOOKS_MS }, async () => {
    await own().getByText(t('chip.emptyTitle')).waitFor()
    await seen('01-empty')
    await button('chip.insertVirtual').click()
    await own().getByText(t('chip.connect')).waitFor()
    await own().getByText(t('chip.showAll')).click()
    await seen('02-identity')
    await own().getByText(t('chip.showAll')).click()
  })

  it('shows that a wrong way to the keys costs nothing, and the right one', async () => {
    await own().getByLabel(t('chip.diversification'), { exact: true }).selectOption('emv')
    await button('chip.check').click()
    const right = own().getByRole('button', { name: t('chip.useUndiversified') })
    await right.waitFor()
    await seen('03-other-diversification')
    await own().getByLabel(t('chip.diversification'), { exact: true }).selectOption('none')
  })

  it('is opened with the keys of the factory and takes a CAP file', { timeout: MANY_LOOKS_MS }, async () => {
    await button('chip.open').click()
    const tree = own().getByRole('tree', { name: t('chip.tree') })
    await tree.waitFor()
    await seen('04-listed')
    // The file of what the mask of the virtual chip has already: looked into, not loaded.
    await button('chip.load').click()
    await dialog().locator('input[type="file"]').setInputFiles(CAP)
    await dialog().getByText(t('chipTask.capOnChip')).waitFor()
    await seen('05-load')
    await page.keyboard.press('Escape')
    await row(MODULE).waitFor()
  })

  it(
    'becomes an application, which is locked, unlocked and deleted',
    { timeout: MANY_LOOKS_MS },
    async () => {
      await row(MODULE).click()
      await button('chip.install').click()
      await seen('07-install')
      await dialog()
        .getByRole('textbox', { name: t('chipTask.instance') })
        .fill('A0 00 00 03 33 01 01 01')
      await answer('chip.install').click()
      const application = row('A000000333010101').first()
      await application.and(own().getByRole('treeitem', { selected: true })).waitFor()
      await seen('08-installed')
      await button('chip.lock').click()
      await seen('09-lock')
      await answer('chip.lock').click()
      await application.getByText(t('chip.locked')).waitFor()
      await seen('10-locked')
      await button('chip.unlockEntry').click()
      await answer('chip.unlockEntry').click()
      await application.getByText(t('chip.locked')).waitFor({ state: 'detached' })
      await button('chip.delete').click()
      await answer('chipTask.deleteGo').click()
      await application.waitFor({ state: 'detached' })
    }
  )

  it(
    'warns before keys are written and before the card is destroyed',
    { timeout: MANY_LOOKS_MS },
    async () => {
      await own().getByRole('treeitem').first().click()
      await own()
        .getByRole('button', { name: t('chip.put-keys'), exact: true })
        .click()
      await dialog().getByLabel(t('chipTask.putKey'), { exact: true }).selectOption('test:kmc')
      await seen('11-put-keys')
      await page.keyboard.press('Escape')
      await own()
        .getByRole('button', { name: t('chip.toTerminated'), exact: true })
        .click()
      await answer('chipTask.terminateOn').click()
      await dialog().getByLabel(t('chipTask.terminateLabel')).waitFor()
      expect(await answer('chipTask.terminateGo').isDisabled()).toBe(true)
      await seen('12-terminate')
      await page.keyboard.press('Escape')
    }
  )

  it('is walked through with the keyboard alone, and greys out once it is gone', async () => {
    const tree = own().getByRole('tree')
    await tree.focus()
    await page.keyboard.press('End')
    const chosen = () => tree.getByRole('treeitem', { selected: true }).innerText()
    const last = await chosen()
    await page.keyboard.press('ArrowLeft')
    expect(await chosen()).not.toBe(last)
    await call(page, 'shelf.remove', { reader: DESK })
    await own().getByText(t('chip.staleTitle')).waitFor()
    await seen('13-gone')
  })
})
