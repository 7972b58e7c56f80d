// What a page that was taken over could do: nothing beyond the contract.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchApp, type LaunchedApp } from './support/app'

let running: LaunchedApp

beforeAll(async () => {
  running = await launchApp()
})
afterAll(async () => {
  await running.close()
})

it('cannot evaluate code', async () => {
  // Playwright's own evaluation bypasses the policy; a script element of the page does not.
  const blocked = await running.page.evaluate(async () => {
    const violation = new Promise<string>((resolve) =>
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
    )
    const element = document.createElement('div')
    try {
      element.innerHTML = '<img src=x onerror="window.taken = true">'
    } catch {
      return 'trusted-types'
    }
    return violation
  })
  expect(blocked).toMatch(/trusted-types|script|img/)
  expect(await running.page.evaluate(() => 'taken' in window)).toBe(false)
})

it('cannot reach the network', async () => {
  const outcome = await running.page.evaluate(() =>
    fetch('https://example.invalid/').then(
      () => 'reached',
      (error: unknown) => (error instanceof Error ? error.name : 'refused')
    )
  )
  expect(outcome).toBe('TypeError')
})

it('cannot leave its page or open another', async () => {
  const { page, app } = running
  expect(await page.evaluate(() => window.open('https://example.invalid/') === null)).toBe(true)
  await page.evaluate(() => location.assign('https://example.invalid/'))
  await page.waitForTimeout(300)
  expect(page.url()).toBe('app://bundle/index.html')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

it('cannot fetch files outside the bundle', async () => {
  const status = await running.page.evaluate(async () => {
    const image = new Image()
    return new Promise<string>((resolve) => {
      image.onload = () => resolve('loaded')
      image.onerror = () => resolve('refused')
      image.src = 'app://bundle/..%2f..%2fpackage.json'
    })
  })
  expect(status).toBe('refused')
})

it('is granted no permission', async () => {
  const state = await running.page.evaluate(() => Notification.requestPermission())
  expect(state).toBe('denied')
})

it('can only say what is in the contract', async () => {
  const refused = await running.page.evaluate(async () => {
    const bridge = Reflect.get(window, 'cardwright') as {
      call(name: string, input: unknown): Promise<unknown>
    }
    return [
      await bridge.call('shell.run', 'ls').catch(() => 'refused'),
      await bridge.call('inspect.start', { reader: '../x' }),
      Object.keys(bridge).sort().join()
    ]
  })
  expect(refused[0]).toBe('refused')
  expect(refused[1]).toMatchObject({ ok: false, error: { code: 'bad-request' } })
  expect(refused[2]).toBe('call,on')
})
