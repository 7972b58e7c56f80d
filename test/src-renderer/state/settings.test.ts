import { expect, it } from 'vitest'
import { createClient } from '../../../src-renderer/ipc/client'
import { LanguageState } from '../../../src-renderer/state/language.svelte'
import { SettingsState } from '../../../src-renderer/state/settings.svelte'
import { cancelledError, settings as saved } from '../../support/fixtures/window'
import { createMockBridge, Refusal, type MockOptions } from '../../support/mock-bridge'

function start(options: MockOptions = {}): { settings: SettingsState; language: LanguageState } {
  const language = new LanguageState()
  return { language, settings: new SettingsState(createClient(createMockBridge(options)), language) }
}

it('brings the saved language', async () => {
  const { language, settings } = start({ settings: { language: 'zh' } })
  await settings.load()
  expect(language.current).toBe('zh')
})

it('shows a change before main has answered', async () => {
  const { language, settings } = start()
  const kept = settings.set({ language: 'zh' })
  expect(language.current).toBe('zh')
  await kept
  expect(settings.value.language).toBe('zh')
})

it('goes back and says why when main does not keep it', async () => {
  const { language, settings } = start({
    answers: {
      'settings.set': () => {
        throw new Refusal(cancelledError)
      }
    }
  })
  await settings.set({ language: 'zh' })
  expect(language.current).toBe('en')
  expect(settings.error).toEqual(cancelledError)
})

it('does not let an older answer overwrite a newer choice', async () => {
  const answers: (() => void)[] = []
  const { settings } = start({
    answers: {
      'settings.set': (change) =>
        new Promise((resolve) => answers.push(() => resolve({ ...saved, theme: change.theme ?? 'system' })))
    }
  })
  const first = settings.set({ theme: 'dark' })
  const second = settings.set({ theme: 'light' })
  answers[1]?.()
  await second
  answers[0]?.()
  await first
  expect(settings.value.theme).toBe('light')
})

it('opens the trace where it was last', async () => {
  const { settings } = start({ settings: { traceDrawer: 'right' } })
  await settings.load()
  await settings.toggleTrace()
  expect(settings.value.traceDrawer).toBe('closed')
  await settings.toggleTrace()
  expect(settings.value.traceDrawer).toBe('right')
})
