import { SvelteMap } from 'svelte/reactivity'
import type { ChipView } from '../../../src-main/contract/chip'
import type { AppErrorData } from '../../../src-main/contract/common'
import type { ReaderView } from '../../../src-main/contract/views'
import { errorOf, type Client } from '../../ipc/client'

/** What anybody may read of one chip. */
export interface Glance {
  /** The reader's count of inserted cards that it belongs to. */
  readonly cardCount: number
  readonly view?: ChipView | undefined
  /** Why the chip could not be read. */
  readonly error?: AppErrorData | undefined
}

/** What lies on the readers, as far as it can be seen without keys. */
export class ChipGlances {
  readonly #client: Client
  readonly #readers = new SvelteMap<string, Glance>()
  readonly #reading = new SvelteMap<string, number>()

  constructor(client: Client) {
    this.#client = client
  }

  /** Of the chip that lies there now. */
  of(reader: Pick<ReaderView, 'id' | 'presence' | 'cardCount'>): Glance | undefined {
    const glance = this.#readers.get(reader.id)
    return reader.presence === 'present' && glance?.cardCount === reader.cardCount ? glance : undefined
  }

  isReading(reader: string): boolean {
    return this.#reading.has(reader)
  }

  /** Looks at the chip. While it is looked at, a second call does nothing. */
  async look({ id, cardCount }: Pick<ReaderView, 'id' | 'cardCount'>): Promise<void> {
    if (this.#reading.has(id)) return
    this.#reading.set(id, cardCount)
    try {
      this.#readers.set(id, { cardCount, view: await this.#client.call('chip.info', { reader: id }) })
    } catch (thrown) {
      this.#readers.set(id, { cardCount, error: errorOf(thrown) })
    } finally {
      this.#reading.delete(id)
    }
  }

  /** What was seen is not so any more: the chip was changed. */
  forget(reader: string): void {
    this.#readers.delete(reader)
  }
}
