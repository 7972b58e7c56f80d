/** A virtual card's state as plain JSON. What it means is known to the virtual card alone, which checks it on reading. */
export type StoredCard = Readonly<Record<string, unknown>>

/** Where virtual cards keep their state from one session to the next. */
export interface VirtualCardStore {
  /** Undefined where there is no card of this name. */
  load(id: string): Promise<StoredCard | undefined>
  /** Resolves when the state is durable: only then does the card's answer go out. */
  save(id: string, card: StoredCard): Promise<void>
}
