import type { StoreContent, StorePreview } from '../../../src-main/contract/chip'
import type { AppErrorData } from '../../../src-main/contract/common'
import { errorOf, type Client } from '../../ipc/client'
import { hexIn } from './hex-fields'

export const storeForms = ['ber-tlv', 'dgi', 'plain'] as const satisfies readonly StoreContent['form'][]

/** Data that are to be stored, and what main makes of them; nothing is sent to the card. */
export class StoreForm {
  form = $state<StoreContent['form']>('ber-tlv')
  data = $state('')
  encipher = $state.raw<readonly string[]>([])
  /** Of the data as they are; absent as long as there are none, or they are wrong. */
  preview = $state.raw<StorePreview>()
  error = $state.raw<AppErrorData>()
  readonly #client: Client
  #asked = 0

  constructor(client: Client) {
    this.#client = client
  }

  get hexWrong(): boolean {
    return !/^(?:[0-9A-F]{2})*$/.test(hexIn(this.data))
  }

  /** Undefined as long as there are no data, or they are no bytes. */
  get content(): StoreContent | undefined {
    const data = hexIn(this.data)
    if (data === '' || this.hexWrong) return undefined
    const { form } = this
    // What is no longer among the data cannot be enciphered.
    const encipher = form === 'dgi' ? [...this.encipher] : []
    return { form, data, ...(encipher.length > 0 && { encipher }) }
  }

  setEncipher(dgi: string, wanted: boolean): void {
    this.encipher = wanted ? [...this.encipher, dgi] : this.encipher.filter((each) => each !== dgi)
  }

  /** Has the data explained; a later answer is newer, whichever comes first. */
  async look(content: StoreContent | undefined): Promise<void> {
    const asked = ++this.#asked
    if (content === undefined) {
      Object.assign(this, { preview: undefined, error: undefined })
      return
    }
    try {
      const preview = await this.#client.call('chip.data', content)
      if (asked === this.#asked) Object.assign(this, { preview, error: undefined })
    } catch (thrown) {
      if (asked === this.#asked) Object.assign(this, { preview: undefined, error: errorOf(thrown) })
    }
  }
}
