import type { AppErrorData } from '../../src-main/contract/common'
import type { CallOutput } from '../../src-main/contract/ipc'
import type { KeyRecord } from '../../src-main/contract/vault'
import type { CapabilityView, PurposeView, VaultStatusView } from '../../src-main/contract/vault-calls'
import { errorOf, type Client } from '../ipc/client'

/** So many of the latest entries of the log are fetched. */
const MOST_ENTRIES = 500

/** The vault, the keys in it and the log of what was done with them. No secret is ever part of it. */
export class KeysState {
  status = $state.raw<VaultStatusView>()
  /** The built-in TEST keys, and while it is unlocked those of the vault. */
  keys = $state.raw<readonly KeyRecord[]>([])
  purposes = $state.raw<readonly PurposeView[]>([])
  /** Of the unlocked token. */
  capabilities = $state.raw<readonly CapabilityView[]>()
  audit = $state.raw<CallOutput<'vault.audit'>>()
  verified = $state.raw<CallOutput<'vault.verify'>>()
  loaded = $state(false)
  /** Why it could not be told how things stand. */
  error = $state.raw<AppErrorData>()
  /** When the next passphrase may be tried, in milliseconds since 1970. */
  waitUntil = $state(0)
  /** Those that protect others, and are in use. */
  readonly keks = $derived(this.keys.filter(({ usage, retiredAt }) => usage === 'kek' && !retiredAt))
  readonly isOpen = $derived(this.status?.state === 'unlocked')
  readonly #client: Client
  #asked = 0

  constructor(client: Client) {
    this.#client = client
  }

  async load(): Promise<void> {
    await this.#try(async () => {
      this.purposes = await this.#client.call('vault.purposes')
    })
    await this.refresh()
    this.loaded = true
  }

  /** Everything as it is now. Counts as use of the vault. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked
    await this.#try(async () => {
      const [status, { keys }, audit] = await Promise.all([
        this.#client.call('vault.status'),
        this.#client.call('vault.keys', {}),
        this.#client.call('vault.audit', { most: MOST_ENTRIES })
      ])
      // A later answer is newer, whichever comes first.
      if (asked !== this.#asked) return
      this.#apply(status)
      if (this.audit?.total !== audit.total) this.verified = undefined
      Object.assign(this, { keys, audit })
    })
  }

  /** Follows what happens elsewhere: it locks itself, or another page unlocks it. Does not count as use. */
  async watch(): Promise<void> {
    const before = this.status
    await this.#try(async () => {
      const status = await this.#client.call('vault.status')
      if (status.state !== before?.state || status.tokenInfo?.serial !== before.tokenInfo?.serial) {
        await this.refresh()
      } else if (this.status === before) this.#apply(status)
    })
  }

  /** Whether the log is whole. */
  async verify(): Promise<void> {
    await this.#try(async () => {
      this.verified = await this.#client.call('vault.verify')
    })
  }

  async loadCapabilities(): Promise<void> {
    await this.#try(async () => {
      this.capabilities = await this.#client.call('vault.capabilities')
    })
  }

  #apply(status: VaultStatusView): void {
    this.status = status
    this.waitUntil = status.wait > 0 ? Date.now() + status.wait : 0
    if (!status.tokenInfo) this.capabilities = undefined
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work()
      this.error = undefined
    } catch (thrown) {
      this.error = errorOf(thrown)
    }
  }
}
