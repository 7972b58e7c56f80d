import type { AppErrorData } from '../../src-main/contract/common'
import type { AppInfo } from '../../src-main/contract/views'
import type { Client } from '../ipc/client'

/** What the program says about itself, and the one error that belongs to the whole window. */
export class AppState {
  info = $state.raw<AppInfo>()
  /** Shown above the page until dismissed: a dropped file that cannot be replayed, for example. */
  problem = $state.raw<{ readonly title: string; readonly error: AppErrorData }>()
  readonly #client: Client

  constructor(client: Client) {
    this.#client = client
  }

  async load(): Promise<void> {
    this.info = await this.#client.call('app.info')
  }
}
