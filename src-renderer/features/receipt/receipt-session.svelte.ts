import type { AppErrorData } from '../../../src-main/contract/common'
import type { ReceiptView } from '../../../src-main/contract/ecash'
import type { Language } from '../../../src-main/texts/local-text'
import { errorOf, type Client } from '../../ipc/client'

export type ReceiptFormat = 'pdf' | 'html' | 'txt'

/** One entry's receipt: seen, printed as often as it is wanted, saved. */
export class ReceiptSession {
  view = $state.raw<ReceiptView>()
  error = $state.raw<AppErrorData>()
  /** It went to the printer at least once. */
  printed = $state(false)
  readonly entry: string
  readonly #client: Client

  constructor(client: Client, entry: string) {
    this.#client = client
    this.entry = entry
  }

  async load(): Promise<void> {
    await this.#try(async () => {
      this.view = await this.#client.call('receipts.get', { entry: this.entry })
    })
  }

  /** Resolves to whether it was printed. */
  async print(language: Language): Promise<boolean> {
    const done = await this.#try(() => this.#client.call('receipts.print', { entry: this.entry, language }))
    if (done) this.printed = true
    return done
  }

  /** Resolves to the file's name, or to nothing where the person cancelled or an error is shown. */
  async save(format: ReceiptFormat, language: Language): Promise<string | undefined> {
    let name: string | undefined
    await this.#try(async () => {
      const saved = await this.#client.call('receipts.save', { entry: this.entry, format, language })
      if (saved.kind === 'saved') name = saved.name
    })
    return name
  }

  async #try(work: () => Promise<unknown>): Promise<boolean> {
    try {
      this.error = undefined
      await work()
      return true
    } catch (thrown) {
      this.error = errorOf(thrown)
      return false
    }
  }
}
