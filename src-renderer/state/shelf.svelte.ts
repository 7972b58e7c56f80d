import type { CardSideEntry, VirtualCardKind, VirtualCardView } from '../../src-main/contract/views'
import type { Client } from '../ipc/client'

/** The virtual cards and where they are. */
export class ShelfState {
  cards = $state.raw<readonly VirtualCardView[]>([])
  loaded = $state(false)
  readonly #client: Client

  constructor(client: Client) {
    this.#client = client
    client.on('shelf.changed', (cards) => this.#apply(cards))
  }

  async load(): Promise<void> {
    this.#apply(await this.#client.call('shelf.list'))
  }

  byId(card: string): VirtualCardView | undefined {
    return this.cards.find(({ id }) => id === card)
  }

  inReader(reader: string): VirtualCardView | undefined {
    return this.cards.find((card) => card.reader === reader)
  }

  async create(kind: VirtualCardKind): Promise<void> {
    this.#apply(await this.#client.call('shelf.create', { kind }))
  }

  /** Whatever card is in the reader goes back to the shelf first. */
  async insert(card: string, reader: string): Promise<void> {
    if (this.inReader(reader) !== undefined) await this.remove(reader)
    this.#apply(await this.#client.call('shelf.insert', { card, reader }))
  }

  async remove(reader: string): Promise<void> {
    this.#apply(await this.#client.call('shelf.remove', { reader }))
  }

  async reset(card: string): Promise<void> {
    this.#apply(await this.#client.call('shelf.reset', { card }))
  }

  async delete(card: string): Promise<void> {
    this.#apply(await this.#client.call('shelf.delete', { card }))
  }

  /** The card's own side of every exchange of this run, oldest first. */
  seen(card: string): Promise<readonly CardSideEntry[]> {
    return this.#client.call('shelf.seen', { card })
  }

  #apply(cards: readonly VirtualCardView[]): void {
    this.cards = cards
    this.loaded = true
  }
}
