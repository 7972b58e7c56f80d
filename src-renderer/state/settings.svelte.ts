import type { AppErrorData } from '../../src-main/contract/common'
import type { Settings } from '../../src-main/contract/views'
import { errorOf, type Client } from '../ipc/client'
import type { LanguageState } from './language.svelte'

/** What may be changed at once; left out is left as it is. */
export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] }

const initial: Settings = { language: 'en', theme: 'system', reader: null, traceDrawer: 'closed' }

/** The person's choices. A change shows at once; main keeps it, and answers with what it kept. */
export class SettingsState {
  value = $state.raw<Settings>(initial)
  /** Why the last change was not kept. */
  error = $state.raw<AppErrorData>()
  /** Where the drawer was when it was last open. */
  #drawerSide: 'bottom' | 'right' = 'bottom'
  readonly #client: Client
  readonly #language: LanguageState
  #changes = 0

  constructor(client: Client, language: LanguageState) {
    this.#client = client
    this.#language = language
  }

  async load(): Promise<void> {
    this.#apply(await this.#client.call('settings.get'))
  }

  async set(change: SettingsChange): Promise<void> {
    const before = this.value
    const mine = ++this.#changes
    this.#apply({ ...before, ...change })
    try {
      const kept = await this.#client.call('settings.set', change)
      // An older answer must not overwrite a newer choice.
      if (mine === this.#changes) this.#apply(kept)
      this.error = undefined
    } catch (thrown) {
      if (mine === this.#changes) this.#apply(before)
      this.error = errorOf(thrown)
    }
  }

  toggleTrace(): Promise<void> {
    return this.set({ traceDrawer: this.value.traceDrawer === 'closed' ? this.#drawerSide : 'closed' })
  }

  #apply(value: Settings): void {
    this.value = value
    if (value.traceDrawer !== 'closed') this.#drawerSide = value.traceDrawer
    this.#language.use(value.language)
  }
}
