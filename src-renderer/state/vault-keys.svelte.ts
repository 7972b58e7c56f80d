import type { AppErrorData } from '../../src-main/contract/common'
import type { KeyRecord, VaultState } from '../../src-main/contract/vault'
import { errorOf, type Client } from '../ipc/client'

/** The keys that can be chosen from: the built-in ones, and while it is unlocked those of the vault. */
export class VaultKeys {
  keys = $state.raw<readonly KeyRecord[]>([])
  vault = $state<VaultState>('absent')
  error = $state.raw<AppErrorData>()
  readonly #client: Client
  #asked = 0

  constructor(client: Client) {
    this.#client = client
  }

  async load(): Promise<void> {
    const asked = ++this.#asked
    try {
      const told = await this.#client.call('vault.keys', {})
      // A later answer is newer, whichever comes first.
      if (asked === this.#asked) Object.assign(this, { ...told, error: undefined })
    } catch (thrown) {
      if (asked === this.#asked) this.error = errorOf(thrown)
    }
  }

  /** Resolves to the reason where it stays locked. The passphrase is not kept. */
  async unlock(passphrase: string): Promise<AppErrorData | undefined> {
    try {
      await this.#client.call('vault.unlock', { passphrase })
    } catch (thrown) {
      return errorOf(thrown)
    }
    await this.load()
    return undefined
  }
}
