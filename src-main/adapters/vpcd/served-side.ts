import type { CardInterface } from '../../virtual-card/card-log'
import type { VirtualCard } from '../../virtual-card/virtual-card'
import { CONTROL } from './frames'

/** One side of a card, answering vpcd's messages. */
export class ServedSide {
  /** The ATR of the card as it was last powered; vpcd asks for it before it gives power. */
  #atr: Uint8Array | undefined

  constructor(
    private readonly card: VirtualCard,
    private readonly save: ((card: VirtualCard) => Promise<void>) | undefined,
    private readonly side: CardInterface = 'contact'
  ) {}

  /**
   * What goes back for one message, undefined where nothing does. A change is saved before the answer is returned.
   * Rejects with `PowerLost` where the card loses power in the middle, and with whatever saving rejects with.
   */
  async answer(message: Uint8Array): Promise<Uint8Array | undefined> {
    if (message.length === 0) return undefined
    return message.length === 1 ? this.#control(message[0] ?? 0) : this.#command(message)
  }

  #control(code: number): Uint8Array | undefined {
    switch (code) {
      case CONTROL.powerOff:
        this.card.powerDown()
        this.#atr = undefined
        return undefined
      case CONTROL.powerOn:
        this.#powerUp()
        return undefined
      case CONTROL.reset:
        this.#atr = this.card.powered ? this.card.reset() : this.card.powerUp(this.side)
        return undefined
      case CONTROL.getAtr:
        return this.#powerUp()
      default:
        return undefined
    }
  }

  #powerUp(): Uint8Array {
    this.#atr = this.#atr !== undefined && this.card.powered ? this.#atr : this.card.powerUp(this.side)
    return this.#atr
  }

  async #command(command: Uint8Array): Promise<Uint8Array> {
    this.#powerUp()
    const before = this.card.memory.writes
    try {
      return this.card.transmit(command)
    } finally {
      if (this.card.memory.writes !== before) await this.save?.(this.card)
    }
  }
}
