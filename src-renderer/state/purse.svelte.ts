import { SvelteMap } from 'svelte/reactivity'
import type { AppErrorData } from '../../src-main/contract/common'
import type { PurseView } from '../../src-main/contract/ecash'
import type { ReaderView } from '../../src-main/contract/views'
import { errorOf, type Client } from '../ipc/client'
import type { ReadersState } from './readers.svelte'

/** The e-cash on one reader's card, as it was last read. */
export class ReaderPurse {
  view = $state.raw<PurseView>()
  reading = $state(false)
  /** Why the card on the reader could not be read. */
  error = $state.raw<AppErrorData>()
  /** The reader's count of inserted cards that `view` and `error` belong to. */
  cardCount = $state(-1)
  /** Something was done with the card since, and what it says now is not known. */
  stale = $state(false)

  /** Does it tell of the card that lies on the reader now? */
  isOf(reader: Pick<ReaderView, 'presence' | 'cardCount'>): boolean {
    return !this.stale && reader.presence === 'present' && reader.cardCount === this.cardCount
  }
}

/** What e-cash the cards on the readers hold. */
export class PurseState {
  readonly #client: Client
  readonly #list: ReadersState
  readonly #readers = new SvelteMap<string, ReaderPurse>()

  constructor(client: Client, readers: ReadersState) {
    this.#client = client
    this.#list = readers
  }

  of(reader: string): ReaderPurse | undefined {
    return this.#readers.get(reader)
  }

  /** Reads the card on this reader. While it is being read, a second call does nothing. */
  async read(reader: Pick<ReaderView, 'id' | 'cardCount'>): Promise<void> {
    const purse = this.#readers.get(reader.id) ?? new ReaderPurse()
    this.#readers.set(reader.id, purse)
    if (purse.reading) return
    const { cardCount } = reader
    purse.reading = true
    try {
      const view = await this.#client.call('ecash.read', { reader: reader.id })
      Object.assign(purse, { view, cardCount, error: undefined, stale: false })
    } catch (thrown) {
      // What another card said is no news of this one.
      if (purse.cardCount !== cardCount) purse.view = undefined
      Object.assign(purse, { error: errorOf(thrown), cardCount, stale: false })
    } finally {
      purse.reading = false
    }
  }

  /** After an action: the card as it is then; where that is not known, what was known of it counts no longer. */
  follow(reader: string, view: PurseView | undefined): void {
    const purse = this.#readers.get(reader) ?? new ReaderPurse()
    this.#readers.set(reader, purse)
    if (view === undefined) purse.stale = true
    else
      Object.assign(purse, {
        view,
        cardCount: this.#list.byId(reader)?.cardCount ?? -1,
        error: undefined,
        stale: false
      })
  }
}
