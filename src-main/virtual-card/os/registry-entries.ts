import { concat, uint, uintBytes } from '../../engine/bytes/bytes'
import { decodeTlv, findTag, tlv, type TlvNode } from '../../engine/tlv/tlv'

/** An application instance or a security domain. */
export interface RegistryEntry {
  /** 5 to 16 bytes. */
  readonly aid: Uint8Array
  /** Name of the code that the instance runs. */
  readonly module: string
  readonly lifeCycle: number
  /** 1 or 3 bytes (GlobalPlatform Card 2.3.1, table 11-7). */
  readonly privileges: Uint8Array
  /** AIDs of the executable load file and the module in it that the instance was made of. */
  readonly loadFile?: Uint8Array
  readonly moduleAid?: Uint8Array
  /** AID of the associated security domain; absent for the issuer's. */
  readonly domain?: Uint8Array
}

/** An executable load file: a package whose modules can be made into instances. */
export interface LoadFile {
  readonly aid: Uint8Array
  /** Major, minor. */
  readonly version: Uint8Array
  readonly modules: readonly Uint8Array[]
  /** Bytes of non-volatile memory that it takes; 0 for one that is part of the chip. */
  readonly size: number
  /** AID of the associated security domain; absent for the issuer's. */
  readonly domain?: Uint8Array
}

/** What stands in the registry, with its place in the order of arrival. */
export interface Ordered<Item> {
  readonly item: Item
  readonly order: number
}

// Entries are data objects under private names; AID, state, privileges and the like have their GlobalPlatform tags.
const TAG = {
  ...{ aid: 0x4f, lifeCycle: 0x9f70, privileges: 0xc5, loadFile: 0xc4, domain: 0xcc, version: 0xce },
  ...{ moduleAid: 0x84, module: 0x80, order: 0x81, size: 0x82 }
} as const

export function encodeEntry(entry: RegistryEntry, order: number): Uint8Array {
  const name = Uint8Array.from(entry.module, (character) => character.charCodeAt(0))
  return concat(
    tlv(TAG.aid, entry.aid),
    tlv(TAG.lifeCycle, Uint8Array.of(entry.lifeCycle)),
    tlv(TAG.privileges, entry.privileges),
    tlv(TAG.module, name),
    tlv(TAG.order, uintBytes(order, 2)),
    ...optional(TAG.loadFile, entry.loadFile),
    ...optional(TAG.moduleAid, entry.moduleAid),
    ...optional(TAG.domain, entry.domain)
  )
}

export function decodeEntry(bytes: Uint8Array): Ordered<RegistryEntry> {
  const { nodes } = decodeTlv(bytes)
  const [loadFile, moduleAid, domain] = [TAG.loadFile, TAG.moduleAid, TAG.domain].map((tag) =>
    found(nodes, tag)
  )
  const item: RegistryEntry = {
    aid: needed(nodes, TAG.aid),
    lifeCycle: uint(needed(nodes, TAG.lifeCycle)),
    privileges: needed(nodes, TAG.privileges),
    module: String.fromCharCode(...needed(nodes, TAG.module)),
    ...(loadFile && { loadFile }),
    ...(moduleAid && { moduleAid }),
    ...(domain && { domain })
  }
  return { item, order: uint(needed(nodes, TAG.order)) }
}

export function encodeLoadFile(file: LoadFile, order: number): Uint8Array {
  return concat(
    tlv(TAG.aid, file.aid),
    tlv(TAG.version, file.version),
    tlv(TAG.size, uintBytes(file.size, 4)),
    tlv(TAG.order, uintBytes(order, 2)),
    ...file.modules.map((aid) => tlv(TAG.moduleAid, aid)),
    ...optional(TAG.domain, file.domain)
  )
}

export function decodeLoadFile(bytes: Uint8Array): Ordered<LoadFile> {
  const { nodes } = decodeTlv(bytes)
  const domain = found(nodes, TAG.domain)
  const item: LoadFile = {
    aid: needed(nodes, TAG.aid),
    version: needed(nodes, TAG.version),
    size: uint(needed(nodes, TAG.size)),
    modules: nodes.filter(({ tag }) => tag === TAG.moduleAid).map(({ value }) => value.slice()),
    ...(domain && { domain })
  }
  return { item, order: uint(needed(nodes, TAG.order)) }
}

function optional(tag: number, value: Uint8Array | undefined): Uint8Array[] {
  return value === undefined ? [] : [tlv(tag, value)]
}

function found(nodes: readonly TlvNode[], tag: number): Uint8Array | undefined {
  return findTag(nodes, tag)?.value.slice()
}

function needed(nodes: readonly TlvNode[], tag: number): Uint8Array {
  const value = found(nodes, tag)
  if (value === undefined) throw new Error('a registry entry is incomplete')
  return value
}
