// The owner of a chip in the window: loads, makes domains with keys of their own, moves, stores data, delegates, and ends it.
import { lchownSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorkbench } from '../../src-main/composition/create-workbench'
import { Attempts } from '../../src-main/services/chip/attempts'
import { windowTexts, type TextKey } from '../../src-main/texts/window/index'
import { launchApp, type LaunchedApp } from './support/app'
import { look, prepareAxe } from './support/looks'
import { call, DESK, pageOf } from './support/money'
import { readerChip } from './support/window'

const CAP = 'resources/cap/cardwright-pboc.cap'
const ISSUER = 'A000000151000000'
const PACKAGE = 'F0435750424F43'
const MODULE = 'F0435750424F4301'
const APPLICATION = 'A000000333010101'
const DOMAIN = 'A00000015150434403'
/** Each look takes several pictures and asks axe twice. */
const MANY_LOOKS_MS = 240_000

describe.each(['en', 'zh'] as const)('the content of a chip, language %s', (language) => {
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
  const field = (key: TextKey) => dialog().getByLabel(t(key), { exact: true })
  const row = (aid: string) => own().getByRole('treeitem').filter({ hasText: aid }).first()
  const seen = async (name: string) => {
    expect.soft(await look(running, `chip-content-${language}-${name}`), name).toEqual([])
  }
  const ended = (sentence: string | RegExp) => own().getByText(sentence).first().waitFor()
  const putAway = () =>
    own()
      .getByRole('button', { name: t('ui.dismiss') })
      .click()
  const expand = async (key: TextKey) => dialog().getByText(t(key), { exact: true }).click()

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
    await button('chip.insertVirtual').click()
    await own().getByText(t('chip.connect')).waitFor()
  })
  afterAll(() => running.close())

  it('asks for a word before keys are tried that failed before', { timeout: MANY_LOOKS_MS }, async () => {
    const { chip } = (await call(page, 'chip.info', { reader: DESK })) as { chip: string }
    await rememberFailures(running, chip, 2)
    await own()
      .getByRole('button', { name: t('chip.readAgain') })
      .first()
      .click()
    await own().getByText(t('chip.guardText')).waitFor()
    await seen('00-guard')
    await button('chip.open').click()
    expect(await answer('chip.guardGo').isDisabled()).toBe(true)
    await field('chip.guardLabel').fill(t('chip.guardWord'))
    await seen('00-guard-word')
    await answer('chip.guardGo').click()
    await row(ISSUER).waitFor()
    // The right keys have opened it: nothing is held against the next attempt.
    expect(await call(page, 'chip.info', { reader: DESK })).toMatchObject({ failedAttempts: 0 })
  })

  it('loads the CAP file once the package of the mask is gone', { timeout: MANY_LOOKS_MS }, async () => {
    await row(PACKAGE).click()
    await button('chip.delete').click()
    await answer('chipTask.deleteGo').click()
    await row(PACKAGE).waitFor({ state: 'detached' })
    await row(ISSUER).click()
    await button('chip.load').click()
    await dialog().locator('input[type="file"]').setInputFiles(CAP)
    await dialog().getByText(t('chipTask.capHash256')).waitFor()
    await field('chipTask.sendHash').selectOption('sha256')
    await expand('chipContent.delegated')
    await seen('01-load')
    await answer('chipTask.loadGo').click()
    await row(MODULE).waitFor()
  })

  it('installs an application with parameters and a privilege', { timeout: MANY_LOOKS_MS }, async () => {
    await row(MODULE).click()
    await button('chip.install').click()
    await dialog()
      .getByRole('textbox', { name: t('chipTask.instance') })
      .fill(APPLICATION)
    await dialog()
      .getByRole('textbox', { name: t('chipTask.parameters') })
      .fill('9F 01 00')
    await dialog().getByRole('checkbox').first().check()
    await seen('02-install')
    await answer('chip.install').click()
    await row(APPLICATION).waitFor()
    const chip = await opened()
    const made = chip.entries.find(({ aid }) => aid === APPLICATION)
    expect(made?.privileges.map(({ id }) => id)).toEqual(['card-reset'])
  })

  it('takes that privilege away again', { timeout: MANY_LOOKS_MS }, async () => {
    await row(APPLICATION).click()
    await button('chip.update-registry').click()
    expect(await answer('chipContent.registryGo').isDisabled()).toBe(true)
    await dialog().getByRole('checkbox').first().uncheck()
    await seen('03-registry')
    await answer('chipContent.registryGo').click()
    await dialog().waitFor({ state: 'detached' })
    await own().getByText(t('chip.noPrivileges'), { exact: true }).waitFor()
  })

  it('makes a domain and writes its first keys', { timeout: MANY_LOOKS_MS }, async () => {
    await row(ISSUER).click()
    await button('chip.create-domain').click()
    await dialog()
      .getByRole('textbox', { name: t('chipContent.createAid') })
      .fill(DOMAIN)
    await field('chipContent.createProtocol').selectOption('SCP02')
    await dialog().getByRole('checkbox').first().check()
    await seen('04-create-domain')
    await answer('chipContent.createGo').click()
    await row(DOMAIN).waitFor()
    await seen('05-domain-made')
    await own()
      .getByRole('button', { name: new RegExp(`^${t('chipContent.firstKeys')}`) })
      .click()
    await field('chipTask.putKey').selectOption('test:kmc')
    await field('chip.diversification').selectOption('emv')
    await seen('06-first-keys')
    await answer('chipTask.putGo').click()
    await button('chipContent.back').waitFor()
    expect((await opened(DOMAIN, 'emv')).domain).toBe(DOMAIN)
    await seen('07-in-the-new-domain')
    await button('chipContent.back').click()
    await row(APPLICATION).waitFor()
  })

  it('moves the application into it, and back by the new domain', { timeout: MANY_LOOKS_MS }, async () => {
    await row(APPLICATION).click()
    await button('chip.extradite').click()
    await seen('08-extradite')
    await answer('chipTask.extraditeGo').click()
    await row(APPLICATION).and(own().locator('[aria-level="3"]')).waitFor()
    await row(DOMAIN).click()
    await button('chip.open-domain').click()
    expect(await own().getByLabel(t('chip.domain'), { exact: true }).inputValue()).toBe(DOMAIN)
    await own().getByLabel(t('chip.diversification'), { exact: true }).selectOption('emv')
    await own().getByLabel(t('chip.version'), { exact: true }).fill('1')
    await seen('09-open-domain')
    await button('chip.open').click()
    await button('chipContent.back').waitFor()
    await button('chipContent.back').click()
    await row(ISSUER).waitFor()
  })

  it('explains data before it stores them', { timeout: MANY_LOOKS_MS }, async () => {
    await row(ISSUER).click()
    await button('chip.store-data').click()
    const data = dialog().getByRole('textbox', { name: t('chipContent.storeData') })
    await data.fill('42 05 62')
    await dialog()
      .getByText(/BER-TLV.*0/)
      .last()
      .waitFor()
    expect(await answer('chipContent.storeGo').isDisabled()).toBe(true)
    await seen('10-store-broken')
    await data.fill('42 03 622848 45 02 1234')
    await dialog().locator('table').waitFor()
    await seen('11-store-data')
    await answer('chipContent.storeGo').click()
    await dialog().waitFor({ state: 'detached' })
    await button('chip.store-data').click()
    await field('chipContent.storeForm').selectOption('dgi')
    await data.fill('0101 07 7005 5703 4E6577 8201 03 AABBCC')
    await dialog().getByRole('checkbox').last().check()
    await dialog().getByText(t('chipContent.storeSecret')).waitFor()
    await seen('12-store-groupings')
    await page.keyboard.press('Escape')
  })

  it('writes keys for tokens and receipts', { timeout: MANY_LOOKS_MS }, async () => {
    for (const [purpose, key] of [
      ['chipContent.purpose_token', 'test:token'],
      ['chipContent.purpose_receipt', 'test:receipt']
    ] as const) {
      await row(ISSUER).click()
      await button('chip.put-single-key').click()
      await dialog()
        .getByRole('radio', { name: t(purpose) })
        .check()
      await field('chipContent.singleKey').selectOption(key)
      if (purpose === 'chipContent.purpose_token') await seen('13-single-key')
      await answer('chipContent.singleGo').click()
      await dialog().waitFor({ state: 'detached' })
      await button('chip.put-single-key').and(own().locator(':enabled')).waitFor()
    }
    const { keys } = (await call(page, 'chip.info', { reader: DESK })) as { keys: { version: string }[] }
    expect(keys.map(({ version }) => version)).toEqual(expect.arrayContaining(['70', '71']))
  })

  it('locks and unlocks', async () => {
    await row(DOMAIN).click()
    await button('chip.lock').click()
    await answer('chip.lock').click()
    await row(DOMAIN).getByText(t('chip.locked')).waitFor()
    await button('chip.unlockEntry').click()
    await answer('chip.unlockEntry').click()
    await row(DOMAIN).getByText(t('chip.locked')).waitFor({ state: 'detached' })
  })

  it(
    'puts new keys in place of the factory’s, adds a version and deletes it',
    { timeout: MANY_LOOKS_MS },
    async () => {
      const write = async (diversification: string, version: string) => {
        await row(ISSUER).click()
        await button('chip.put-keys').click()
        await field('chipTask.putKey').selectOption('test:kmc')
        await field('chip.diversification').selectOption(diversification)
        await field('chipTask.putVersion').fill(version)
      }
      await write('visa2', '1')
      await seen('14-put-keys')
      await answer('chipTask.putGo').click()
      await ended(/check values|校验值/)
      await write('emv', '2')
      await answer('chipTask.putGo').click()
      await dialog().waitFor({ state: 'detached' })
      await button('chip.delete-keys').and(own().locator(':enabled')).waitFor()
      await row(ISSUER).click()
      await button('chip.delete-keys').click()
      await field('chipTask.deleteKeysVersion').selectOption('01')
      await field('chipTask.deleteKeysLabel').fill(t('chipTask.deleteWord'))
      await seen('15-delete-keys')
      await answer('chipTask.deleteKeysGo').click()
      await dialog().waitFor({ state: 'detached' })
      await button('chip.delete-keys').and(own().locator(':enabled')).waitFor()
      const { keys } = (await call(page, 'chip.info', { reader: DESK })) as { keys: { version: string }[] }
      expect(keys.map(({ version }) => version)).not.toContain('01')
      expect(keys.map(({ version }) => version)).toContain('02')
    }
  )

  it('asks twice before it ends the card', async () => {
    await row(ISSUER).click()
    await button('chip.toTerminated').click()
    await answer('chipTask.terminateOn').click()
    await field('chipTask.terminateLabel').fill(t('chipTask.terminateWord'))
    await answer('chipTask.terminateGo').click()
    await dialog().waitFor({ state: 'detached' })
    await ended(/state of the card was changed|卡片状态已更改/)
    await putAway()
  })

  /** What main tells of a domain of this chip. */
  async function opened(
    domain: string = ISSUER,
    diversification = 'none'
  ): Promise<{ domain: string; entries: { aid: string; privileges: { id: string }[] }[] }> {
    await page.evaluate(() => {
      const bridge = Reflect.get(window, 'cardwright') as {
        on(name: string, listener: (data: unknown) => void): () => void
      }
      bridge.on('chip.done', (data) => Reflect.set(window, 'chipDone', data))
    })
    const { job } = (await call(page, 'chip.start', {
      ...{ reader: DESK, action: { kind: 'list' } },
      channel: { domain, keys: { kind: 'one', key: 'test:kmc' }, diversification }
    })) as { job: string }
    const handle = await page.waitForFunction((wanted) => {
      const done = Reflect.get(window, 'chipDone') as { job: string; result: unknown } | undefined
      return done?.job === wanted ? JSON.stringify(done.result) : undefined
    }, job)
    const result = JSON.parse((await handle.jsonValue()) ?? '{}') as {
      view: { content: { domain: string; entries: { aid: string; privileges: { id: string }[] }[] } }
    }
    return result.view.content
  }
})

/** Writes down that attempts failed, as an earlier run of the program would have. */
async function rememberFailures({ home }: LaunchedApp, chip: string, failures: number): Promise<void> {
  const workbench = createWorkbench({
    env: { CARDWRIGHT_HOME: home },
    ...{ platform: process.platform, locale: 'en' }
  })
  try {
    await new Attempts(workbench.money.database, Date.now).remember(chip, failures)
  } finally {
    await workbench.stop()
  }
  // The window runs as another user.
  const [uid, gid] = [process.env['CARDWRIGHT_E2E_UID'], process.env['CARDWRIGHT_E2E_GID']].map(Number)
  if (uid === undefined || gid === undefined || Number.isNaN(uid + gid)) return
  for (const name of readdirSync(home, { recursive: true })) {
    lchownSync(join(home, String(name)), uid, gid)
  }
}
