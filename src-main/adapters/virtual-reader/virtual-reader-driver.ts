import {
  ReaderError,
  type CardConnection,
  type ConnectOptions,
  type DriverCapabilities,
  type DriverSnapshot,
  type ReaderDriver
} from '../../services/readers/reader-driver'
import type { VirtualCardStore } from '../../services/virtual-cards/virtual-card-store-port'
import type { CardInterface } from '../../virtual-card/card-log'
import type { VirtualCard } from '../../virtual-card/virtual-card'
import { Acr122uFirmware, type Acr122uState } from './firmware/acr122u-firmware'
import { contactFirmware, contactlessFirmware } from './firmware/plain-firmware'
import { VirtualReader, type PlannedRemoval } from './virtual-reader'

export type VirtualReaderFamily = 'generic' | 'acr122u-simulated'

export interface VirtualReaderOptions {
  readonly kind: CardInterface
  /** Default `generic`. The ACR122U is contactless. */
  readonly family?: VirtualReaderFamily
}

export interface VirtualReaderDriverOptions {
  readonly readers?: readonly (VirtualReaderOptions & { readonly name: string })[]
  /** Where cards that are inserted with an id keep their state. */
  readonly store?: VirtualCardStore
  /** Whose control codes simulated readers listen to; default this computer's. */
  readonly platform?: NodeJS.Platform
}

export interface InsertOptions {
  /** Name in the store under which the card's state is saved after each command that changed it. */
  readonly id?: string
  /** The card does not answer to reset, as a dirty or dead one. */
  readonly mute?: boolean
}

/** Readers that exist in this process only, each with a slot for a virtual card. */
export class VirtualReaderDriver implements ReaderDriver {
  readonly id = 'virtual'
  readonly capabilities: DriverCapabilities = {
    transactions: true,
    reconnect: true,
    control: true,
    attributes: true,
    directMode: true
  }
  readonly #readers = new Map<string, VirtualReader>()
  readonly #store: VirtualCardStore | undefined
  readonly #platform: NodeJS.Platform
  #listener: ((snapshot: DriverSnapshot) => void) | undefined

  constructor({ readers = [], store, platform = process.platform }: VirtualReaderDriverOptions = {}) {
    this.#store = store
    this.#platform = platform
    for (const { name, ...options } of readers) this.addReader(name, options)
  }

  start(listener: (snapshot: DriverSnapshot) => void): void {
    this.#listener = listener
    this.#tell()
  }

  async connect(reader: string, options: ConnectOptions): Promise<CardConnection> {
    const found = this.#readers.get(reader)
    if (found === undefined) throw new ReaderError('no-reader', reader)
    return Promise.resolve(found.connect(options))
  }

  async stop(): Promise<void> {
    this.#listener = undefined
    const open = [...this.#readers.values()].flatMap(({ connections }) => [...connections])
    await Promise.all(open.map((connection) => connection.disconnect('leave')))
  }

  /** Plugs a reader in. Throws a fault where one of this name is there already, or an ACR122U is to be contact. */
  addReader(name: string, { kind, family = 'generic' }: VirtualReaderOptions): void {
    if (this.#readers.has(name)) throw new Error(`there is a virtual reader named ${name} already`)
    if (family === 'acr122u-simulated' && kind === 'contact')
      throw new Error('the ACR122U is a contactless reader')
    const firmware =
      family === 'acr122u-simulated'
        ? new Acr122uFirmware(this.#platform)
        : kind === 'contact'
          ? contactFirmware
          : contactlessFirmware
    this.#readers.set(name, new VirtualReader(name, kind, firmware, () => this.#tell()))
    this.#tell()
  }

  /** Unplugs a reader, with its card in it; who is connected learns `no-reader`. */
  removeReader(name: string): void {
    this.#reader(name).unplug()
    this.#readers.delete(name)
    this.#tell()
  }

  /** Puts a card in; the reader's kind says which side of it is used. Throws a fault where a card is there already. */
  insert(reader: string, card: VirtualCard, { id, mute = false }: InsertOptions = {}): void {
    const store = this.#store
    if (id !== undefined && store === undefined) throw new Error('a card with an id needs a store')
    const save =
      id === undefined || store === undefined
        ? undefined
        : (changed: VirtualCard) => store.save(id, { ...changed.toImage() })
    this.#reader(reader).insert(card, save, mute)
  }

  /** Takes the card out and returns it; who is connected to it learns `card-removed`. */
  remove(reader: string): VirtualCard | undefined {
    return this.#reader(reader).remove()
  }

  /** Pulls the card at the n-th APDU from now (1 is the next), before or after the card has performed it. */
  removeAt(reader: string, removal: PlannedRemoval): void {
    this.#reader(reader).planRemoval(removal)
  }

  /** The card in a reader, to observe it or look at its memory. */
  cardIn(reader: string): VirtualCard | undefined {
    return this.#reader(reader).card
  }

  /** What a simulated ACR122U shows; undefined for another reader. */
  acr122uState(reader: string): Acr122uState | undefined {
    const { firmware } = this.#reader(reader)
    return firmware instanceof Acr122uFirmware ? firmware.state : undefined
  }

  #reader(name: string): VirtualReader {
    const reader = this.#readers.get(name)
    if (reader === undefined) throw new Error(`there is no virtual reader named ${name}`)
    return reader
  }

  #tell(): void {
    const readers = [...this.#readers.values()].map((reader) => reader.snapshot())
    this.#listener?.({ service: 'running', readers })
  }
}
