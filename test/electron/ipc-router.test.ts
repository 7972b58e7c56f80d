import { describe, expect, it, vi } from 'vitest'
import { calls } from '../../src-main/contract/ipc'
import { routeCalls, sendEvent, type CallHandlers } from '../../src-main/electron/ipc-router'
import { AppFailure } from '../../src-main/services/app-failure'

type Listener = (event: unknown, input: unknown) => Promise<unknown>

/** The router on a stand-in for Electron's ipcMain, with one handler of interest; all others must not be called. */
function routed(handlers: Partial<CallHandlers>) {
  const listeners = new Map<string, Listener>()
  const onFault = vi.fn()
  const rest = Object.fromEntries(
    Object.keys(calls).map((name) => [name, () => expect.fail(`${name} was called`)])
  )
  const ipcMain = { handle: (name: string, listener: Listener) => listeners.set(name, listener) }
  routeCalls(ipcMain as never, { ...(rest as unknown as CallHandlers), ...handlers }, onFault)
  const call = (name: string, input: unknown, event: unknown = fromOurPage('app://bundle/index.html')) =>
    listeners.get(name)?.(event, input)
  return { call, onFault, names: [...listeners.keys()] }
}

function fromOurPage(url: string) {
  const frame = { url }
  return { senderFrame: frame, sender: { mainFrame: frame } }
}

const settings = { language: 'en', theme: 'dark', reader: null, traceDrawer: 'closed' } as const

describe('routeCalls', () => {
  it('answers every call of the contract', () => {
    expect(routed({}).names.sort()).toEqual(Object.keys(calls).sort())
  })

  it('hands checked input to the handler and its result back', async () => {
    const { call } = routed({ 'settings.set': (changes) => ({ ...settings, ...changes }) as typeof settings })
    expect(await call('settings.set', { theme: 'light' })).toEqual({
      ok: true,
      value: { ...settings, theme: 'light' }
    })
  })

  it.each([
    ['another origin', fromOurPage('https://example.org/')],
    ['a file', fromOurPage('file:///index.html')],
    ['another host of our scheme', fromOurPage('app://other/index.html')],
    [
      'a frame inside the page',
      { senderFrame: { url: 'app://bundle/' }, sender: { mainFrame: { url: 'app://bundle/' } } }
    ],
    ['a frame that is gone', { senderFrame: null, sender: { mainFrame: null } }]
  ])('refuses %s', async (_name, event) => {
    const { call } = routed({})
    expect(await call('settings.get', undefined, event)).toMatchObject({
      ok: false,
      error: { code: 'bad-request' }
    })
  })

  it.each([
    ['settings.set', { theme: 'pink' }],
    ['inspect.start', { reader: 'somewhere' }],
    ['inspect.start', undefined],
    ['trace.explain', { id: '1' }]
  ])('refuses malformed input to %s', async (name, input) => {
    expect(await routed({}).call(name, input)).toMatchObject({ ok: false, error: { code: 'bad-request' } })
  })

  it('says what to do in the window', async () => {
    const { call } = routed({
      'settings.get': () => {
        throw new AppFailure('vault-locked')
      }
    })
    const answered = await call('settings.get', undefined)
    expect(answered).toMatchObject({
      error: { remedy: { en: expect.stringContaining('page Keys') as string } }
    })
  })

  it('never lets a result of another shape out', async () => {
    const { call, onFault } = routed({ 'settings.get': () => ({ secret: 'stack' }) as never })
    expect(await call('settings.get', undefined)).toMatchObject({ ok: false, error: { code: 'fault' } })
    expect(onFault).toHaveBeenCalledOnce()
  })

  it('sends an error as its sentence and a fault without its message', async () => {
    const failing = routed({
      'reports.get': () => {
        throw new AppFailure('report-unknown')
      },
      'doctor.run': () => {
        throw new Error('the internal reason')
      }
    })
    expect(await failing.call('reports.get', { report: 'x' })).toMatchObject({
      error: { code: 'report-unknown' }
    })
    expect(JSON.stringify(await failing.call('doctor.run', undefined))).not.toContain('internal')
  })
})

describe('sendEvent', () => {
  it('sends data in the shape of the contract, and nothing to a window that is gone', () => {
    const send = vi.fn()
    sendEvent({ isDestroyed: () => false, send } as never, 'shelf.changed', [])
    expect(send).toHaveBeenCalledWith('shelf.changed', [])
    sendEvent({ isDestroyed: () => true, send } as never, 'shelf.changed', [])
    sendEvent(undefined, 'shelf.changed', [])
    expect(send).toHaveBeenCalledOnce()
    expect(() =>
      sendEvent({ isDestroyed: () => false, send } as never, 'shelf.changed', [{ id: 1 } as never])
    ).toThrow()
  })
})
