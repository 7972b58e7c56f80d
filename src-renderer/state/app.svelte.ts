import type { AppErrorData } from '../../src-main/contract/common'
import type { AppInfo } from '../../src-main/contract/views'
import type { TextKey } from '../../src-main/texts/window/index'
import { errorOf, type Client } from '../ipc/client'

/** What the program says about itself, and the one error that belongs to the whole window. */
export class AppState {
  info = $state.raw<AppInfo>()
  /** Shown above the page until dismissed: a dropped file that cannot be replayed, for example. */
  problem = $state.raw<{ readonly title: TextKey; readonly error: AppErrorData }>()
  readonly #client: Client

  constructor(client: Client) {
    this.#client = client
  }

  async load(): Promise<void> {
    this.info = await this.#client.call('app.info')
  }

  /** Does the work; where it fails the window says so above the page. Resolves to whether it worked. */
  async attempt(title: TextKey, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      this.problem = undefined
      return true
    } catch (thrown) {
      this.problem = { title, error: errorOf(thrown) }
      return false
    }
  }
}
