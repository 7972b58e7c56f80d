import type { ElectronApplication, Page } from 'playwright-core'

/** What the window itself has: the bridge of the preload script. */
interface PageBridge {
  call(name: string, input: unknown): Promise<{ ok: boolean; value?: unknown; error?: unknown }>
  on(name: string, listener: (data: unknown) => void): () => void
}

/**
 * Gives in-process cards the time of real ones, so that they can be pulled in the middle: their reader takes a turn of
 * the event loop for each command, and from now on such a turn takes so many milliseconds.
 */
export async function slowVirtualCards(app: ElectronApplication, milliseconds = 15): Promise<void> {
  await app.evaluate((_electron, time) => {
    const own = (Reflect.get(globalThis, 'ownImmediate') as typeof setImmediate | undefined) ?? setImmediate
    Reflect.set(globalThis, 'ownImmediate', own)
    Reflect.set(globalThis, 'setImmediate', time === 0 ? own : (then: () => void) => setTimeout(then, time))
  }, milliseconds)
}

/** Lets them answer at once again. */
export function quickVirtualCards(app: ElectronApplication): Promise<void> {
  return slowVirtualCards(app, 0)
}

/** From now on, takes the virtual card out as soon as the page hears of the n-th step of a job. */
export async function removeCardAtStep(page: Page, reader: string, steps: number): Promise<void> {
  await page.evaluate(
    ([name, after]) => {
      const bridge = Reflect.get(window, 'cardwright') as PageBridge
      let heard = 0
      bridge.on('job.progress', () => {
        heard += 1
        if (heard === after) void bridge.call('shelf.remove', { reader: name })
      })
    },
    [reader, steps] as const
  )
}

export const readButton = (page: Page) => page.getByRole('button', { name: 'Read this card' })

/** The button that reads, whatever was read before. */
export const anyReadButton = (page: Page) =>
  page.getByRole('button', { name: /^Read (this card|again|the card now)$/ }).first()

/** A reader in the bar at the top. */
export const readerChip = (page: Page, name: string) =>
  page.locator('button[aria-pressed]').filter({ hasText: name }).first()

/** Presses the one obvious button and waits for the sentence that says how it went. */
export async function readCard(page: Page): Promise<void> {
  await readButton(page).click()
  await page.getByText(/Read completely:/).waitFor()
}

/** Chooses a page in the navigation. */
export async function goTo(
  page: Page,
  name: 'Card' | 'E-cash' | 'Pay' | 'Make' | 'Virtual cards' | 'Readers' | 'Settings'
): Promise<void> {
  await page.getByRole('navigation').getByText(name, { exact: true }).click()
}
