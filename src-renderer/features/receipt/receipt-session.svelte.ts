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
    const view = await this.#try(() => this.#client.call('receipts.get', { entry: this.entry }))
    if (view) this.view = view
  }

  /** Resolves to whether it was printed. */
  async print(language: Language): Promise<boolean> {
    const answer = await this.#try(() => this.#client.call('receipts.print', { entry: this.entry, language }))
    const printed = answer?.printed ?? false
    if (printed) this.printed = true
    return printed
  }

  /** Resolves to the file's name, or to nothing where the person cancelled or an error is shown. */
  async save(format: ReceiptFormat, language: Language): Promise<string | undefined> {
    const saved = await this.#try(() =>
      this.#client.call('receipts.save', { entry: this.entry, format, language })
    )
    return saved?.kind === 'saved' ? saved.name : undefined
  }

  async #try<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      this.error = undefined
      return await work()
    } catch (thrown) {
      this.error = errorOf(thrown)
      return undefined
    }
  }
}
