import type { AppErrorData } from '../../../src-main/contract/common'
import type { IssuerOverview, UploadResult } from '../../../src-main/contract/ecash'
import type { TerminalPreset } from '../../../src-main/contract/payment'
import { errorOf, type Client } from '../../ipc/client'

/** What the desk has besides the card: kinds of terminal, purchases that wait, the issuer's accounts. */
export class Desk {
  presets = $state.raw<readonly TerminalPreset[]>([])
  overview = $state.raw<IssuerOverview>()
  /** What came of the last upload. */
  uploaded = $state.raw<UploadResult>()
  uploading = $state(false)
  presetsError = $state.raw<AppErrorData>()
  error = $state.raw<AppErrorData>()
  readonly #client: Client
  #asked = 0

  constructor(client: Client) {
    this.#client = client
  }

  async loadPresets(): Promise<void> {
    try {
      this.presets = await this.#client.call('terminal.presets')
      this.presetsError = undefined
    } catch (thrown) {
      this.presetsError = errorOf(thrown)
    }
  }

  async loadOverview(): Promise<void> {
    const asked = ++this.#asked
    try {
      const overview = await this.#client.call('issuer.overview')
      // A later answer is newer, whichever comes first.
      if (asked === this.#asked) Object.assign(this, { overview, error: undefined })
    } catch (thrown) {
      if (asked === this.#asked) this.error = errorOf(thrown)
    }
  }

  /** Sends the purchases that wait to the issuer. A second call while one runs does nothing. */
  async upload(): Promise<void> {
    if (this.uploading) return
    this.uploading = true
    this.uploaded = undefined
    try {
      this.uploaded = await this.#client.call('purchases.upload')
      await this.loadOverview()
    } catch (thrown) {
      this.error = errorOf(thrown)
    } finally {
      this.uploading = false
    }
  }
}
