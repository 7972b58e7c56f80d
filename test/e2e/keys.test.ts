// A vault is made, two custodians bring in a key, the vault is locked and unlocked: in both languages, without a trace of
// what was entered.
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '../../src-main/engine/bytes/hex'
import { keyCheckValue } from '../../src-main/engine/crypto/kcv'
import { secretKey } from '../../src-main/engine/crypto/key-ref'
import { windowTexts, type TextKey } from '../../src-main/texts/window/index'
import { launchApp, type LaunchedApp } from './support/app'
import { look, prepareAxe } from './support/looks'

const PASSPHRASE = 'correct horse battery'
const COMPONENTS = ['0123456789ABCDEFFEDCBA9876543210', '89ABCDEF01234567A1B2C3D4E5F60718'] as const
const CUSTODIANS = ['Wang Fang', 'Li Wei'] as const

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

function kcvOf(bytes: Uint8Array): string {
  return toHex(keyCheckValue(secretKey('3des', bytes)))
}

/** Everything that the files of a folder say, as text and as hex. */
function contentOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isFile())
    .map((path) => readFileSync(path))
    .map((bytes) => `${bytes.toString('latin1')}\n${bytes.toString('hex')}`)
    .join('\n')
    .toUpperCase()
}

describe.each(['en', 'zh'] as const)('the keys, language %s', (language) => {
  let running: LaunchedApp
  let page: Page

  const t = (key: TextKey): string => {
    const [feature = '', name = ''] = key.split('.')
    return windowTexts[language][feature]?.[name] ?? key
  }
  const button = (key: TextKey) => page.getByRole('button', { name: t(key), exact: true })
  const field = (key: TextKey) => page.getByLabel(t(key), { exact: true })
  const text = (key: TextKey) => page.getByText(t(key), { exact: true })
  const seen = async (name: string) => {
    expect.soft(await look(running, `keys-${language}-${name}`), name).toEqual([])
  }
  /** Nothing of what was entered stands anywhere on the page, not even in a field. */
  const expectNoComponent = async (which: number) => {
    const everything = await page.evaluate(() => {
      const fields = [...document.querySelectorAll('input, textarea')].map(
        (each) => Reflect.get(each, 'value') as string
      )
      return `${document.documentElement.outerHTML} ${fields.join(' ')}`.toUpperCase()
    })
    expect(everything).not.toContain(COMPONENTS[which])
  }
  const enterComponent = async (which: 0 | 1, kcv = kcvOf(bytesOf(COMPONENTS[which]))) => {
    await field('ceremony.custodian').fill(CUSTODIANS[which])
    await field('ceremony.component').fill(COMPONENTS[which])
    await field('ceremony.componentKcv').fill(kcv)
    await button('ceremony.takeComponent').click()
  }

  beforeAll(async () => {
    running = await launchApp()
    page = running.page
    page.setDefaultTimeout(8000)
    await page.getByRole('navigation').waitFor()
    await prepareAxe(page)
    if (language === 'zh') {
      await page.getByRole('navigation').getByText('Settings').click()
      await page.getByText('简体中文').click()
    }
    await page.getByRole('navigation').getByText(t('frame.pageKeys'), { exact: true }).click()
  })
  afterAll(async () => {
    await running.close()
  })

  it('makes a vault', async () => {
    await text('keys.stateAbsent').waitFor()
    await seen('absent')
    await button('keys.make').click()
    await field('keys.newPassphrase').fill(PASSPHRASE)
    await field('keys.passphraseAgain').fill(PASSPHRASE)
    await seen('make')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('keys.make'), exact: true })
      .click()
    await button('keys.lock').waitFor()
    await text('keys.emptyTitle').waitFor()
    await seen('empty')
  })

  it('takes in a key by components of two custodians', async () => {
    await button('keys.bringIn').first().click()
    await field('ceremony.label').fill('imk-2026')
    await seen('purpose')
    await page.getByText(t('ceremony.kindReal'), { exact: true }).click()
    await text('keys.realRefused').waitFor()
    await seen('real-refused')
    await page.getByText(t('ceremony.kindTest'), { exact: true }).click()
    await button('keys.next').click()
    await text('ceremony.algorithmTitle').waitFor()
    await seen('algorithm')
    await button('keys.next').click()
    await text('ceremony.howTitle').waitFor()
    await seen('how')
    await button('keys.next').click()

    await enterComponent(0, '000000')
    await page.getByRole('alert').waitFor()
    await expectNoComponent(0)
    await seen('component-refused')
    await enterComponent(0)
    await page.getByText(CUSTODIANS[0], { exact: false }).first().waitFor()
    await expectNoComponent(0)
    expect(await field('ceremony.component').getAttribute('type')).toBe('password')
    await seen('component-second')
    await enterComponent(1)
    await text('ceremony.combinedTitle').waitFor()
    await expectNoComponent(1)
    const kcv = await page.locator('.kcv').last().innerText()
    await seen('combined')
    await field('ceremony.combinedType').fill(kcv)
    await button('ceremony.store').click()
    await button('ceremony.toList').waitFor()
    await seen('stored')
    await button('ceremony.toList').click()
    const row = page.getByRole('button', { name: /imk-2026/ })
    await row.click()
    expect(await row.innerText()).toContain(kcv)
    await seen('list')
  })

  it('keeps nothing of the components, on the page or in the data folder', async () => {
    for (const which of [0, 1] as const) {
      await expectNoComponent(which)
      expect(contentOf(running.home)).not.toContain(COMPONENTS[which])
    }
    expect(contentOf(running.home)).not.toContain(PASSPHRASE.toUpperCase())
    const [one, other] = COMPONENTS.map(bytesOf)
    const key = toHex(Uint8Array.from(one ?? [], (byte, at) => byte ^ (other?.[at] ?? 0)))
    expect(contentOf(running.home)).not.toContain(key)
    expect(running.log().toUpperCase()).not.toContain(COMPONENTS[0])
  })

  it('has everything on record, and the log is whole', async () => {
    await page.getByRole('tab', { name: new RegExp(`^${t('keys.tabAudit')}`) }).click()
    await button('keys.verify').click()
    await text('keys.logAgainstVault').waitFor()
    await seen('log')
    await page.getByRole('tab', { name: t('keys.tabToken') }).click()
    await text('keys.tokenSetUp').waitFor()
    await seen('token')
    await page.getByRole('tab', { name: new RegExp(`^${t('keys.tabKeys')}`) }).click()
  })

  it('locks, refuses a wrong passphrase, unlocks', async () => {
    await button('keys.lock').click()
    await text('keys.stateLocked').waitFor()
    await page.getByRole('button', { name: /imk-2026/ }).waitFor({ state: 'detached' })
    await field('keys.passphrase').fill('something else')
    await button('keys.unlock').click()
    await page.locator('.failed').waitFor()
    await seen('locked')
    await field('keys.passphrase').fill(PASSPHRASE)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /imk-2026/ }).waitFor()
  })

  it('retires and deletes a key, its label typed', async () => {
    await page.getByRole('button', { name: /imk-2026/ }).click()
    await button('keys.delete').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('imk-2026')
    await seen('delete')
    await dialog.getByRole('button', { name: t('keys.delete'), exact: true }).click()
    await text('keys.emptyTitle').waitFor()
  })
})
