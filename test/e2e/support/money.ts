import type { Locator, Page } from 'playwright-core'
import { goTo, readerChip } from './window'

export const DESK = 'virtual:Desk'
export const TAP = 'virtual:Tap'
/** Of the ready-made cards. */
export const PIN = '123456'

interface PageBridge {
  call(name: string, input: unknown): Promise<{ ok: boolean; value?: unknown; error?: unknown }>
  on(name: string, listener: (data: unknown) => void): () => void
}

/** Asks main as the page itself would; undefined where it says no. */
export async function call(page: Page, name: string, input?: unknown): Promise<unknown> {
  return page.evaluate(
    async ([asked, given]) =>
      (await (Reflect.get(window, 'cardwright') as PageBridge).call(asked, given)).value,
    [name, input] as const
  )
}

/** From now on, takes the virtual card out once, as soon as the page hears that an action is at this step. */
export async function removeCardAt(page: Page, reader: string, step: string): Promise<void> {
  await page.evaluate(
    ([name, awaited]) => {
      const bridge = Reflect.get(window, 'cardwright') as PageBridge
      const stop = bridge.on('action.progress', (data) => {
        if ((data as { progress: { step: string } }).progress.step !== awaited) return
        stop()
        void bridge.call('shelf.remove', { reader: name })
      })
    },
    [reader, step] as const
  )
}

/** How often the page began an action so far, from now on. */
export async function countActions(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const bridge = Reflect.get(window, 'cardwright') as PageBridge
    const jobs = new Set<unknown>()
    Reflect.set(window, 'jobsSeen', jobs)
    for (const event of ['action.progress', 'action.done', 'action.failed']) {
      bridge.on(event, (data) => jobs.add((data as { job: unknown }).job))
    }
  })
  return () => page.evaluate(() => (Reflect.get(window, 'jobsSeen') as Set<unknown>).size)
}

/** What is in view of the page that is open. */
export const pageOf = (page: Page): Locator => page.locator('main > .page:not([hidden])')

export const amountField = (page: Page): Locator =>
  pageOf(page).getByRole('textbox', { name: /^(Amount|Amount to pay)$/ })

/** The balance that the E-cash page shows, in fen. */
export async function shownBalance(page: Page): Promise<number> {
  const text = await page.getByRole('region', { name: 'E-cash balance' }).locator('.balance').innerText()
  return fen(text)
}

/** `¥1,234.50` in fen. */
export function fen(text: string): number {
  return Math.round(Number(text.replace(/[^\d.-]/g, '')) * 100)
}

export function yuan(minor: number): string {
  return `¥${(minor / 100).toLocaleString('en', { minimumFractionDigits: 2 })}`
}

/** Opens the E-cash page with the card on this reader, and waits until it was read. */
export async function openEcash(page: Page, reader: string): Promise<void> {
  await goTo(page, 'E-cash')
  await readerChip(page, reader).click()
  await page.getByRole('region', { name: 'E-cash balance' }).waitFor()
  await amountField(page).waitFor()
}

/** Enters the amount on the E-cash page and presses the one button. */
export async function load(page: Page, amount: string): Promise<void> {
  await amountField(page).fill(amount)
  await page.getByRole('button', { name: /^Load ¥/ }).click()
}

/** The holder enters a PIN, where one is asked for. */
export async function enterPin(page: Page, pin: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('PIN', { exact: true }).fill(pin)
  await dialog.getByRole('button', { name: 'OK', exact: true }).click()
}

/** Puts a card of the shelf on a virtual reader, whatever is there already. */
export async function putCard(page: Page, kind: string, reader: string): Promise<void> {
  const cards = (await call(page, 'shelf.list')) as { id: string; kind: string; reader?: string }[]
  const card = cards.find((each) => each.kind === kind)
  if (card === undefined) throw new Error(`there is no ${kind} card on the shelf`)
  if (card.reader !== undefined) await call(page, 'shelf.remove', { reader: card.reader })
  await call(page, 'shelf.remove', { reader })
  await call(page, 'shelf.insert', { card: card.id, reader })
}

/** What a purse is and what its issuer says, as main tells it. */
export async function purseOn(
  page: Page,
  reader: string
): Promise<{ readonly balance: number; readonly available: number; readonly pinTriesLeft: number }> {
  const view = (await call(page, 'ecash.read', { reader })) as {
    balance: number
    pinTriesLeft?: number
    issuer?: { available?: number }
  }
  return {
    balance: view.balance,
    available: view.issuer?.available ?? 0,
    pinTriesLeft: view.pinTriesLeft ?? 0
  }
}
