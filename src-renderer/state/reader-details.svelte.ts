import type { AppErrorData } from '../../src-main/contract/common'
import type { ReaderDetails } from '../../src-main/contract/views'
import { errorOf, type Client } from '../ipc/client'

/** What one reader said of itself when it was last asked, and whether it did as it was told. */
export class ReaderDetailsState {
  details = $state.raw<ReaderDetails>()
  asking = $state(false)
  error = $state.raw<AppErrorData>()
  /** What became of the last blink: told, or refused. */
  signalled = $state(false)
  signalError = $state.raw<AppErrorData>()
  readonly #client: Client
  #asked = 0

  constructor(client: Client) {
    this.#client = client
  }

  /** Asks anew; of several questions under way, the last one counts. */
  async ask(reader: string): Promise<void> {
    const mine = ++this.#asked
    this.asking = true
    try {
      const details = await this.#client.call('readers.details', { reader })
      if (mine !== this.#asked) return
      this.details = details
      this.error = undefined
    } catch (thrown) {
      if (mine === this.#asked) this.error = errorOf(thrown)
    } finally {
      if (mine === this.#asked) this.asking = false
    }
  }

  async signal(reader: string): Promise<void> {
    this.signalled = false
    this.signalError = undefined
    try {
      await this.#client.call('readers.signal', { reader })
      this.signalled = true
    } catch (thrown) {
      this.signalError = errorOf(thrown)
    }
  }
}
