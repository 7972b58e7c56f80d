import type { StoredCard, VirtualCardStore } from '../../services/virtual-cards/virtual-card-store-port'

/** Keeps virtual cards for as long as the program runs. */
export class MemoryCardStore implements VirtualCardStore {
  readonly #cards = new Map<string, StoredCard>()

  load(id: string): Promise<StoredCard | undefined> {
    return Promise.resolve(this.#cards.get(id))
  }

  save(id: string, card: StoredCard): Promise<void> {
    this.#cards.set(id, card)
    return Promise.resolve()
  }
}
