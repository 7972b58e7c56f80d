// A branch with a list: a wrong file is refused line by line, the mended one becomes cards on two readers at once.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BatchReconciliation, BatchView } from '../../src-main/contract/batch'
import { launchApp, type LaunchedApp } from './support/app'
import { look, prepareAxe } from './support/looks'
import { call, DESK, pageOf, TAP } from './support/money'
import { goTo, quickVirtualCards, slowVirtualCards } from './support/window'

const HEAD = 'name,document.type,document.number,effective,expiry'
const rows = (names: readonly string[], expiry = '2031-12-31'): string[] =>
  names.map((name, index) => `${name},02,E0000000${index + 1},2026-01-01,${expiry}`)
const table = (lines: readonly string[]): string => `${[HEAD, ...lines].join('\n')}\n`
const NAMES = ['WANG XIAOMING', '李四', 'ZHAO LIU']
/** Long enough for a batch to be looked at, and stopped, in the middle. */
const SLOW_MS = 150
const LOOKS_MS = 180_000

let running: LaunchedApp
let page: Page

const button = (name: string | RegExp) =>
  pageOf(page).getByRole('button', { name, exact: typeof name === 'string' })
const lane = (name: string) =>
  pageOf(page).getByRole('list', { name: 'Readers' }).getByRole('listitem', { name, exact: true })
const current = () => call(page, 'batch.current') as Promise<BatchView | null>
const seen = async (name: string) => expect.soft(await look(running, `batch-${name}`), name).toEqual([])

async function choose(name: string, text: string): Promise<void> {
  await pageOf(page)
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
}

async function ended(): Promise<BatchView> {
  for (;;) {
    const view = await current()
    if (view?.running === false) return view
    await page.waitForTimeout(100)
  }
}

describe('a batch', { timeout: LOOKS_MS }, () => {
  beforeAll(async () => {
    running = await launchApp()
    page = running.page
    page.setDefaultTimeout(20_000)
    await prepareAxe(page)
    await goTo(page, 'Make')
    await pageOf(page).getByText('Batch', { exact: true }).click()
  })
  afterAll(() => running.close())

  it('says what a list must look like, and starts nothing without one', async () => {
    await pageOf(page).getByText('Choose the list of applicants').waitFor()
    expect(await button('Make the cards').isDisabled()).toBe(true)
    await seen('01-empty')
  })

  it('names each wrong line with its field and what to do; nothing can be started', async () => {
    const [first = '', second = '', third = ''] = rows(NAMES)
    await choose(
      'may.csv',
      table([first, second.replace('李四', ''), third.replace('2031-12-31', '2020-01-31')])
    )
    await pageOf(page).getByText('1 of 3 lines are good.').waitFor()
    const found = pageOf(page).getByRole('row')
    expect(await found.filter({ hasText: 'name' }).innerText()).toMatch(/2[\s\S]*Fill it in/)
    expect(await found.filter({ hasText: 'expired' }).innerText()).toMatch(/^3[\s\S]*expiry/)
    expect(await button(/^Make .* cards?$/).isDisabled()).toBe(true)
    await seen('02-wrong')
    expect(await call(page, 'make.recent')).toEqual([])
  })

  it('takes the mended list, with stock and both readers', async () => {
    await call(page, 'stock.receive', { name: 'May delivery', count: 10 })
    await goTo(page, 'Settings')
    await goTo(page, 'Make')
    await choose('may.csv', table(rows(NAMES)))
    await pageOf(page).getByText('3 lines, and a card can be made of each.').waitFor()
    await pageOf(page)
      .getByRole('combobox', { name: 'Blank cards from' })
      .selectOption({ label: 'May delivery (10 left)' })
    await button('Make 3 cards').waitFor()
    await seen('03-good')
  })

  it('makes one card after the other on each reader, which are for nothing else meanwhile', async () => {
    await slowVirtualCards(running.app, SLOW_MS)
    await button('Make 3 cards').click()
    await lane('Desk')
      .getByText(/^Making line \d/)
      .waitFor()
    await lane('Tap')
      .getByText(/^Making line \d/)
      .waitFor()
    const refused = await page.evaluate(
      async ([reader]) =>
        (
          (await (
            Reflect.get(window, 'cardwright') as { call(name: string, input: unknown): Promise<unknown> }
          ).call('chip.info', { reader })) as { error?: { code: string } }
        ).error?.code,
      [DESK]
    )
    expect(refused).toBe('reader-in-batch')
    await pageOf(page).getByText('One card', { exact: true }).click()
    await pageOf(page).getByText('This reader works in a batch.').waitFor()
    await button('See the batch').click()
    await seen('04-running')
  })

  it('is found again after another page, and stops after the cards under way', async () => {
    await goTo(page, 'Settings')
    await goTo(page, 'Make')
    await button('Stop safely').click()
    await pageOf(page).getByText('Stopping: the cards under way are finished.').waitFor()
    await seen('05-stopping')
    await quickVirtualCards(running.app)
    const view = await ended()
    expect(view.made + view.left).toBe(3)
    expect(view.made).toBeGreaterThan(0)
    expect(view.lot).toMatchObject({ received: 10, made: view.made, begun: 0, scrapped: 0 })
  })

  it('accounts for every line, and makes the rest', async () => {
    const stopped = await ended()
    await pageOf(page).getByRole('region', { name: /^Done/ }).waitFor()
    await seen('06-stopped')
    if (stopped.left > 0) await button(/^Make the (one that is|\d that are) left$/).click()
    const end = await ended()
    expect(end).toMatchObject({ made: 3, rejected: 0, left: 0, lot: { received: 10, made: 3, left: 7 } })
    await pageOf(page).getByText('All 3 cards are made.').waitFor()
    await pageOf(page).getByText('The stock adds up.').waitFor()
    const result = (await call(page, 'batch.reconciliation')) as BatchReconciliation
    expect(result.made.map(({ line, name }) => [line, name])).toEqual(NAMES.map((name, i) => [i + 1, name]))
    expect(result).toMatchObject({ rejected: [], left: [], balanced: true })
    expect(new Set(end.lanes.map(({ reader }) => reader))).toEqual(new Set([DESK, TAP]))
    await seen('07-done')
  })

  it('makes another card in the place of one that is scrapped', async () => {
    await pageOf(page)
      .getByRole('button', { name: /^Scrap 6228/ })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Scrap it' }).click()
    await dialog.getByText('The card counts as scrap.').waitFor()
    await seen('07a-scrapped')
    await dialog.getByRole('button', { name: 'Make a replacement' }).click()
    await pageOf(page)
      .getByText(/^This card replaces 6228/)
      .waitFor()
    await seen('07b-replacement')
    await pageOf(page).getByText('Batch', { exact: true }).click()
  })

  it('says the same in Chinese, and is put away for the next one', async () => {
    await page.getByRole('navigation').getByText('Settings').click()
    await page.getByText('简体中文').click()
    await page.getByRole('navigation').getByText('制卡', { exact: true }).click()
    await pageOf(page).getByText('3 张卡已全部制成。').waitFor()
    await seen('08-done-zh')
    await button('新批次').click()
    await pageOf(page).getByText('请选择申请人清单').waitFor()
    await choose('may.csv', table(rows(NAMES)))
    // The card that was scrapped is to be made once more, the others are there.
    await pageOf(page).getByText('其中 2 行的卡片此前已制成').waitFor()
    await button('制作 1 张卡').waitFor()
    await seen('09-again-zh')
  })
})
