import { toHex } from '../../engine/bytes/hex'
import {
  ReaderError,
  type ConnectOptions,
  type ReaderErrorCode,
  type ReaderSnapshot
} from '../../services/readers/reader-driver'
import type { CardInterface } from '../../virtual-card/card-log'
import type { ContactProtocol } from '../../virtual-card/chip/atr'
import { PowerLost } from '../../virtual-card/memory/card-memory'
import type { VirtualCard } from '../../virtual-card/virtual-card'
import { VirtualConnection, type ConnectedReader } from './virtual-connection'
import type { ReaderFirmware } from './firmware/reader-firmware'

/** Called with the card's state after a command that changed it; the answer waits until it resolves. */
export type SaveCard = (card: VirtualCard) => Promise<void>

interface Slot {
  readonly card: VirtualCard
  readonly save: SaveCard | undefined
  atr: Uint8Array | undefined
  protocol: ContactProtocol
  /** Its memory has changed since it was last saved. */
  unsaved: boolean
}

/** The card leaves at the n-th APDU from now: before the APDU reaches it, or before its answer reaches the host. */
export interface PlannedRemoval {
  readonly apdu: number
  readonly reached: boolean
}

/** One virtual reader with its slot and everybody who is connected to it. */
export class VirtualReader implements ConnectedReader {
  readonly connections = new Set<VirtualConnection>()
  /** Connection that holds the card for itself until its transaction ends. */
  #owner: VirtualConnection | undefined
  /** Called when a transaction ends or connections are lost, in the order in which they began to wait. */
  #waiting: (() => void)[] = []
  #slot: Slot | undefined
  #fieldOn = true
  #cardCount = 0
  #removal: { left: number; readonly reached: boolean } | undefined
  #saving: Promise<void> = Promise.resolve()

  constructor(
    readonly name: string,
    readonly kind: CardInterface,
    readonly firmware: ReaderFirmware,
    private readonly changed: () => void
  ) {}

  snapshot(): ReaderSnapshot {
    const atr = this.#present()?.atr
    const presence = this.#present() === undefined ? 'empty' : atr === undefined ? 'mute' : 'present'
    const holders = [...this.connections].filter(({ protocol }) => protocol !== 'direct')
    return {
      name: this.name,
      presence,
      inUse: holders.length > 0,
      exclusive: holders.some(({ exclusive }) => exclusive),
      ...(atr !== undefined && { atr: toHex(atr) }),
      cardCount: this.#cardCount,
      ...(this.firmware.family !== undefined && { family: this.firmware.family })
    }
  }

  get card(): VirtualCard | undefined {
    return this.#present()?.card
  }

  get atr(): Uint8Array | undefined {
    return this.#present()?.atr
  }

  insert(card: VirtualCard, save: SaveCard | undefined, mute: boolean): void {
    if (this.#slot !== undefined) throw new Error(`virtual reader ${this.name} holds a card already`)
    this.#slot = { card, save, atr: undefined, protocol: 'T=1', unsaved: false }
    if (this.#fieldOn) this.#cardArrives(this.#slot, mute)
    this.changed()
  }

  remove(): VirtualCard | undefined {
    const slot = this.#slot
    if (slot === undefined) return undefined
    slot.card.powerDown()
    this.#slot = undefined
    this.#removal = undefined
    this.#loseConnections('card-removed')
    this.changed()
    return slot.card
  }

  planRemoval({ apdu, reached }: PlannedRemoval): void {
    this.#removal = { left: apdu, reached }
  }

  /** The reader is unplugged. */
  unplug(): void {
    this.remove()
    this.#loseConnections('no-reader')
  }

  /** Antenna on or off; the card that lies there comes and goes with it. */
  setField(on: boolean): void {
    if (on === this.#fieldOn) return
    this.#fieldOn = on
    const slot = this.#slot
    if (slot !== undefined && on) this.#cardArrives(slot, false)
    if (slot !== undefined && !on) {
      slot.card.powerDown()
      this.#loseConnections('card-removed')
    }
    this.changed()
  }

  connect({ share, protocols }: ConnectOptions): VirtualConnection {
    const holders = [...this.connections].filter(({ protocol }) => protocol !== 'direct')
    const taken = holders.some(({ exclusive }) => exclusive) || (share === 'exclusive' && holders.length > 0)
    if (taken && share !== 'direct') throw new ReaderError('sharing-violation')
    if (share === 'direct') return this.#open('direct', false)
    const slot = this.#present()
    if (slot === undefined) throw new ReaderError('no-card')
    if (slot.atr === undefined) throw new ReaderError('card-mute')
    const offered: readonly ContactProtocol[] = this.kind === 'contact' ? slot.card.contactProtocols : ['T=1']
    // A card that others work with keeps the protocol that was chosen for them.
    const usable = holders.length > 0 ? [slot.protocol] : offered
    const chosen = usable.find((protocol) => protocols === undefined || protocols.includes(protocol))
    if (chosen === undefined) throw new ReaderError('protocol-mismatch')
    if (chosen !== slot.protocol) {
      slot.protocol = chosen
      slot.atr = slot.card.reset(chosen)
    }
    return this.#open(chosen, share === 'exclusive')
  }

  /** Sends to the card; what it changed is saved before the answer is returned. */
  async exchange(command: Uint8Array): Promise<Uint8Array> {
    const slot = this.#present()
    if (slot === undefined) throw new ReaderError('card-removed')
    const leaving = this.#countRemoval()
    if (leaving?.reached === false) return this.#pulled()
    const before = slot.card.memory.writes
    const response = this.#transmit(slot, command)
    if (slot.card.memory.writes !== before) slot.unsaved = true
    await this.#saved(slot)
    if (response === undefined || leaving !== undefined) return this.#pulled()
    return response
  }

  isFree(connection: VirtualConnection): boolean {
    return this.#owner === undefined || this.#owner === connection
  }

  /** Resolves when no other connection holds a transaction, or this one is lost. */
  async whenFree(connection: VirtualConnection): Promise<void> {
    while (!this.isFree(connection) && connection.lost === undefined) {
      await new Promise<void>((go) => this.#waiting.push(go))
    }
  }

  reset(connection: VirtualConnection, how: 'warm' | 'unpower'): Uint8Array {
    const slot = this.#present()
    if (slot === undefined) throw new ReaderError('card-removed')
    if (how === 'unpower') slot.card.powerDown()
    try {
      slot.atr = how === 'unpower' ? slot.card.powerUp(this.kind, slot.protocol) : slot.card.reset()
    } catch (error) {
      if (!(error instanceof PowerLost)) throw error
      throw new ReaderError('card-mute')
    }
    for (const other of this.connections) if (other !== connection) other.lose('card-reset')
    return slot.atr
  }

  close(connection: VirtualConnection): void {
    this.connections.delete(connection)
    this.release(connection)
    this.#wake()
    this.changed()
  }

  /** Resolves when no other connection holds a transaction, and this one does. */
  async acquire(connection: VirtualConnection): Promise<void> {
    if (this.#owner === connection) throw new Error('the connection holds a transaction already')
    await this.whenFree(connection)
    if (connection.lost !== undefined) throw new ReaderError(connection.lost)
    this.#owner = connection
  }

  release(connection: VirtualConnection): void {
    if (this.#owner !== connection) return
    this.#owner = undefined
    this.#wake()
  }

  #open(protocol: ContactProtocol | 'direct', exclusive: boolean): VirtualConnection {
    const connection = new VirtualConnection(this, protocol, exclusive)
    this.connections.add(connection)
    this.changed()
    return connection
  }

  #present(): Slot | undefined {
    return this.#fieldOn ? this.#slot : undefined
  }

  #cardArrives(slot: Slot, mute: boolean): void {
    this.#cardCount += 1
    slot.atr = undefined
    if (mute) return
    slot.protocol = this.kind === 'contact' ? (slot.card.contactProtocols[0] ?? 'T=0') : 'T=1'
    try {
      slot.atr = slot.card.powerUp(this.kind, slot.protocol)
    } catch (error) {
      // Power was lost while the card rolled back: it stays mute until it comes again.
      if (!(error instanceof PowerLost)) throw error
    }
  }

  /** The answer, or undefined where the card lost power in the middle of a write. */
  #transmit(slot: Slot, command: Uint8Array): Uint8Array | undefined {
    try {
      return slot.card.transmit(command)
    } catch (error) {
      if (error instanceof PowerLost) return undefined
      throw error
    }
  }

  /** Resolves when the card's state is durable. After a save that failed, the next command tries again. */
  async #saved(slot: Slot): Promise<void> {
    const saving = this.#saving.then(async () => {
      if (!slot.unsaved || slot.save === undefined) return
      slot.unsaved = false
      try {
        await slot.save(slot.card)
      } catch (error) {
        slot.unsaved = true
        const why = error instanceof Error ? error.message : 'unknown'
        throw new ReaderError('transport', `the virtual card could not be saved: ${why}`)
      }
    })
    this.#saving = saving.catch(() => undefined)
    await saving
  }

  #countRemoval(): { readonly reached: boolean } | undefined {
    if (this.#removal === undefined) return undefined
    this.#removal.left -= 1
    return this.#removal.left <= 0 ? this.#removal : undefined
  }

  #pulled(): never {
    this.remove()
    throw new ReaderError('card-removed')
  }

  #loseConnections(code: ReaderErrorCode): void {
    for (const connection of this.connections) {
      if (connection.protocol === 'direct' && code !== 'no-reader') continue
      connection.lose(code)
      this.connections.delete(connection)
    }
    this.#owner = undefined
    this.#wake()
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const go of waiting) go()
  }
}
