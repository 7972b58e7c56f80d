import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { ElectronApplication, Page } from 'playwright-core'
import { shot } from './app'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const NORMAL = { width: 1320, height: 860 }
const SMALL = { width: 1024, height: 700 }

interface Window {
  readonly app: ElectronApplication
  readonly page: Page
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[]
  }[]
}

/** Puts axe into the page. The page's own rules on scripts forbid it, the debugger's do not. */
export async function prepareAxe(page: Page): Promise<void> {
  await page.evaluate(AXE)
  // The desktop says whether it is dark; colours that are still fading in are nobody's contrast.
  await page.emulateMedia({ colorScheme: null, reducedMotion: 'reduce' })
}

/** What breaks a WCAG 2 A or AA rule, one line each; the dark theme differs from the light one in its colours only. */
async function violations(page: Page, theme: 'light' | 'dark'): Promise<readonly string[]> {
  const runOnly =
    theme === 'light' ? { type: 'tag', values: RULES } : { type: 'rule', values: ['color-contrast'] }
  const result = await page.evaluate(async (only) => {
    const axe = Reflect.get(window, 'axe') as { run(of: Document, options: unknown): Promise<unknown> }
    return axe.run(document, { runOnly: only, resultTypes: ['violations'] })
  }, runOnly)
  return (result as AxeResult).violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${theme}: ${id}: ${target.join(' ')}: ${failureSummary ?? ''}`)
  )
}

/** What does not fit: content wider than its place, and a scroll bar within another one's page. */
async function misfits(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const name = (of: Element): string =>
      `${of.tagName.toLowerCase()}.${of.classList.value.replace(/\s+/g, '.')}`
    const scrolls = (of: Element): boolean =>
      /auto|scroll/.test(getComputedStyle(of).overflowY) && of.scrollHeight > of.clientHeight + 1
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth || root.scrollHeight > root.clientHeight) {
      found.push(`the window itself scrolls: ${root.scrollWidth} × ${root.scrollHeight}`)
    }
    for (const element of document.querySelectorAll('body *')) {
      if (element.clientWidth === 0 || element.closest('.visually-hidden, [inert], svg')) continue
      const { overflowX } = getComputedStyle(element)
      if (/auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) {
        found.push(`wider than its place: ${name(element)} ${element.scrollWidth} > ${element.clientWidth}`)
      }
      if (!scrolls(element)) continue
      for (let above = element.parentElement; above; above = above.parentElement) {
        if (scrolls(above)) found.push(`two scroll bars: ${name(above)} around ${name(element)}`)
      }
    }
    return found
  })
}

/** As the desktop would. */
export async function useTheme({ app, page }: Window, theme: 'light' | 'dark'): Promise<void> {
  await app.evaluate(({ nativeTheme }, source) => {
    nativeTheme.themeSource = source
  }, theme)
  await page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme)
}

async function resize(app: ElectronApplication, page: Page, size: typeof NORMAL): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
  }, size)
  await page.waitForFunction(
    ({ width, height }) => window.innerWidth === width && window.innerHeight === height,
    size
  )
}

/** Looks at the window as it is now, in both themes and both sizes; answers with what is wrong with it. */
export async function look(window: Window, name: string): Promise<readonly string[]> {
  const { app, page } = window
  const found: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    await useTheme(window, theme)
    await shot(page, `${name}-${theme}`)
    found.push(...(await violations(page, theme)))
  }
  found.push(...(await misfits(page)).map((line) => `normal size: ${line}`))
  await useTheme(window, 'light')
  await resize(app, page, SMALL)
  await shot(page, `${name}-small`)
  found.push(...(await misfits(page)).map((line) => `small: ${line}`))
  await resize(app, page, NORMAL)
  return found
}
