import { equalBytes } from '../../engine/bytes/bytes'
import { toHex } from '../../engine/bytes/hex'
import type { MemoryArea } from '../memory/memory-area'
import {
  decodeEntry,
  decodeLoadFile,
  encodeEntry,
  encodeLoadFile,
  type LoadFile,
  type Ordered,
  type RegistryEntry
} from './registry-entries'

/** Life cycle of the whole card (GlobalPlatform Card Specification, 11.1.1, table 11-6). */
export const CARD_STATE = {
  opReady: 0x01,
  initialized: 0x07,
  secured: 0x0f,
  cardLocked: 0x7f,
  terminated: 0xff
} as const

/** Life cycle of an application instance (table 11-4); bit 8 set is LOCKED over whatever was before. */
export const APPLICATION_STATE = {
  installed: 0x03,
  selectable: 0x07,
  personalized: 0x0f,
  locked: 0x80
} as const

/** The only life cycle of an executable load file (table 11-3). */
export const LOADED = 0x01

/** Privilege bit "security domain", in the first byte (table 11-7). */
const SECURITY_DOMAIN = 0x80

const INSTANCES = 'instance/'
const LOAD_FILES = 'load-file/'

/** What is on the card, in the order in which it came, and the card's own life cycle. */
export class Registry {
  constructor(private readonly memory: MemoryArea) {}

  get cardState(): number {
    return this.memory.read('card-state')?.[0] ?? CARD_STATE.opReady
  }

  set cardState(state: number) {
    this.memory.write('card-state', Uint8Array.of(state))
  }

  entries(): RegistryEntry[] {
    return this.#all(INSTANCES, decodeEntry)
  }

  find(aid: Uint8Array): RegistryEntry | undefined {
    const value = this.memory.read(INSTANCES + toHex(aid))
    return value && decodeEntry(value).item
  }

  /** Adds an instance behind all others, or replaces the entry of this AID in its place. */
  put(entry: RegistryEntry): void {
    const cell = INSTANCES + toHex(entry.aid)
    this.memory.write(cell, encodeEntry(entry, this.#order(cell, INSTANCES, decodeEntry)))
  }

  remove(aid: Uint8Array): void {
    this.memory.remove(INSTANCES + toHex(aid))
  }

  /** The issuer security domain: the first that was there. Undefined on a card without any. */
  get issuerDomain(): RegistryEntry | undefined {
    return this.entries().find(isSecurityDomain)
  }

  /** AID of the security domain that an entry belongs to; the issuer's domain belongs to itself. */
  domainOf({ domain }: { readonly domain?: Uint8Array }): Uint8Array {
    return domain ?? this.issuerDomain?.aid ?? new Uint8Array(0)
  }

  loadFiles(): LoadFile[] {
    return this.#all(LOAD_FILES, decodeLoadFile)
  }

  findLoadFile(aid: Uint8Array): LoadFile | undefined {
    const value = this.memory.read(LOAD_FILES + toHex(aid))
    return value && decodeLoadFile(value).item
  }

  putLoadFile(file: LoadFile): void {
    const cell = LOAD_FILES + toHex(file.aid)
    this.memory.write(cell, encodeLoadFile(file, this.#order(cell, LOAD_FILES, decodeLoadFile)))
  }

  removeLoadFile(aid: Uint8Array): void {
    this.memory.remove(LOAD_FILES + toHex(aid))
  }

  /** The instances that were made of the load file. */
  instancesOf(loadFile: Uint8Array): RegistryEntry[] {
    return this.entries().filter((entry) => entry.loadFile && equalBytes(entry.loadFile, loadFile))
  }

  #order<Item>(cell: string, folder: string, decode: (bytes: Uint8Array) => Ordered<Item>): number {
    const present = this.memory.read(cell)
    if (present !== undefined) return decode(present).order
    return Math.max(-1, ...this.#ordered(folder, decode).map(({ order }) => order)) + 1
  }

  #all<Item>(folder: string, decode: (bytes: Uint8Array) => Ordered<Item>): Item[] {
    return this.#ordered(folder, decode).map(({ item }) => item)
  }

  #ordered<Item>(folder: string, decode: (bytes: Uint8Array) => Ordered<Item>): Ordered<Item>[] {
    return this.memory
      .cellNames(folder)
      .map((name) => decode(this.memory.need(name)))
      .sort((left, right) => left.order - right.order)
  }
}

export function isSecurityDomain({ privileges }: Pick<RegistryEntry, 'privileges'>): boolean {
  return ((privileges[0] ?? 0) & SECURITY_DOMAIN) !== 0
}

/** Made selectable, and not locked. */
export function isSelectable({ lifeCycle }: Pick<RegistryEntry, 'lifeCycle'>): boolean {
  return (
    (lifeCycle & APPLICATION_STATE.selectable) === APPLICATION_STATE.selectable && !isLocked({ lifeCycle })
  )
}

export function isLocked({ lifeCycle }: Pick<RegistryEntry, 'lifeCycle'>): boolean {
  return (lifeCycle & APPLICATION_STATE.locked) !== 0
}
