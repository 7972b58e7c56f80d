import { concat, uint, uintBytes } from '../../engine/bytes/bytes'
import { toHex } from '../../engine/bytes/hex'
import { decodeTlv, findTag, tlv } from '../../engine/tlv/tlv'
import type { MemoryArea } from '../memory/memory-area'

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

export interface RegistryEntry {
  /** 5 to 16 bytes. */
  readonly aid: Uint8Array
  /** Name of the module that the instance runs. */
  readonly module: string
  readonly lifeCycle: number
  /** 1 or 3 bytes (table 11-7). */
  readonly privileges: Uint8Array
}

// Entries are data objects under private names; AID, state and privileges have their GlobalPlatform tags.
const TAG = { aid: 0x4f, lifeCycle: 0x9f70, privileges: 0xc5, module: 0x80, order: 0x81 } as const

/** The instances on the card, in the order in which they were installed, and the card's own life cycle. */
export class Registry {
  constructor(private readonly memory: MemoryArea) {}

  get cardState(): number {
    return this.memory.read('card-state')?.[0] ?? CARD_STATE.opReady
  }

  set cardState(state: number) {
    this.memory.write('card-state', Uint8Array.of(state))
  }

  entries(): RegistryEntry[] {
    return this.#all().map(({ entry }) => entry)
  }

  find(aid: Uint8Array): RegistryEntry | undefined {
    const value = this.memory.read(cellOf(aid))
    return value && decode(value).entry
  }

  /** Adds an instance behind all others, or replaces the entry of this AID in its place. */
  put(entry: RegistryEntry): void {
    const present = this.memory.read(cellOf(entry.aid))
    const order = present
      ? decode(present).order
      : Math.max(-1, ...this.#all().map((other) => other.order)) + 1
    this.memory.write(cellOf(entry.aid), encode(entry, order))
  }

  remove(aid: Uint8Array): void {
    this.memory.remove(cellOf(aid))
  }

  #all(): { entry: RegistryEntry; order: number }[] {
    return this.memory
      .cellNames('instance/')
      .map((name) => decode(this.memory.need(name)))
      .sort((left, right) => left.order - right.order)
  }
}

function cellOf(aid: Uint8Array): string {
  return `instance/${toHex(aid)}`
}

function encode(entry: RegistryEntry, order: number): Uint8Array {
  const name = Uint8Array.from(entry.module, (character) => character.charCodeAt(0))
  const parts = [
    tlv(TAG.aid, entry.aid),
    tlv(TAG.lifeCycle, Uint8Array.of(entry.lifeCycle)),
    tlv(TAG.privileges, entry.privileges),
    tlv(TAG.module, name),
    tlv(TAG.order, uintBytes(order, 2))
  ]
  return concat(...parts)
}

function decode(bytes: Uint8Array): { entry: RegistryEntry; order: number } {
  const { nodes } = decodeTlv(bytes)
  const value = (tag: number): Uint8Array => {
    const node = findTag(nodes, tag)
    if (node === undefined) throw new Error('a registry entry is incomplete')
    return node.value.slice()
  }
  const entry = {
    aid: value(TAG.aid),
    lifeCycle: uint(value(TAG.lifeCycle)),
    privileges: value(TAG.privileges),
    module: String.fromCharCode(...value(TAG.module))
  }
  return { entry, order: uint(value(TAG.order)) }
}
