import { concat } from '../../../engine/bytes/bytes'
import { secretKey } from '../../../engine/crypto/key-ref'
import type { StaticKeys } from '../../../engine/secure-channel/session'
import { tagText } from '../../../engine/tlv/tlv'
import type { MemoryArea } from '../../memory/memory-area'

/** Types of keys in GET DATA E0 and PUT KEY (GlobalPlatform Card 2.3.1, table 11-16). */
export const KEY_TYPE = { des: 0x80, aes: 0x88, rsaModulus: 0xa1, rsaExponent: 0xa0 } as const

/** Key identifiers within a version: encipherment, MAC, key encipherment. */
const IDS = { enc: 1, mac: 2, dek: 3 } as const
const HEADER = 3

/** The version of the keys that the chip leaves the factory with. */
export const FACTORY_VERSION = 0xff

/**
 * One key of a key set: its kind is the key type and length of GET DATA E0. Of an RSA public key the type is the modulus's, and
 * the value both components as data objects A1 and A0.
 */
export interface SecurityDomainKey {
  readonly version: number
  readonly id: number
  readonly type: number
  readonly value: Uint8Array
}

/** A whole key version, as a secure channel needs it. */
export interface KeyVersion {
  readonly version: number
  readonly type: number
  readonly keys: StaticKeys
}

const FOLDER = 'key/'

/** Puts a key where GET DATA E0 finds it. */
export function writeKey(memory: MemoryArea, { version, id, type, value }: SecurityDomainKey): void {
  memory.write(cellOf(version, id), concat(Uint8Array.of(version, id, type), value))
}

/** All keys, in the order of version and identifier. */
export function readKeys(memory: MemoryArea): SecurityDomainKey[] {
  return memory.cellNames(FOLDER).map((name) => {
    const cell = memory.need(name)
    const [version = 0, id = 0, type = 0] = cell
    return { version, id, type, value: cell.slice(HEADER) }
  })
}

/**
 * The three keys of a version; with 0 the card chooses: the first that is not the factory's (FF), else that. Undefined
 * where there is no such version, or it lacks one of the three.
 */
export function keyVersion(memory: MemoryArea, wanted: number): KeyVersion | undefined {
  const all = readKeys(memory)
  const versions = [...new Set(all.map(({ version }) => version))].sort((a, b) => a - b)
  const sets = wanted === 0 ? versions.map((version) => setOf(all, version)) : [setOf(all, wanted)]
  const set = sets.find((one) => one !== undefined)
  if (set === undefined) return undefined
  const { version, enc, mac, dek } = set
  const algorithm = enc.type === KEY_TYPE.aes ? 'aes' : '3des'
  const keys = {
    enc: secretKey(algorithm, enc.value),
    mac: secretKey(algorithm, mac.value),
    dek: secretKey(algorithm, dek.value)
  }
  return { version, type: enc.type, keys }
}

interface KeySet {
  readonly version: number
  readonly enc: SecurityDomainKey
  readonly mac: SecurityDomainKey
  readonly dek: SecurityDomainKey
}

/** The keys 1 to 3 of a version where it has all three, of one algorithm. */
function setOf(all: readonly SecurityDomainKey[], version: number): KeySet | undefined {
  const found = (id: number): SecurityDomainKey | undefined =>
    all.find((key) => key.version === version && key.id === id)
  const [enc, mac, dek] = [found(IDS.enc), found(IDS.mac), found(IDS.dek)]
  if (enc === undefined || mac === undefined || dek === undefined) return undefined
  const isChannel = enc.type === KEY_TYPE.des || enc.type === KEY_TYPE.aes
  return isChannel && enc.type === mac.type && enc.type === dek.type ? { version, enc, mac, dek } : undefined
}

/** The versions that a secure channel can be opened with, in ascending order. */
export function setsForChannel(memory: MemoryArea): number[] {
  const all = readKeys(memory)
  const versions = [...new Set(all.map(({ version }) => version))]
  return versions.filter((version) => setOf(all, version) !== undefined).sort((a, b) => a - b)
}

export function removeKey(memory: MemoryArea, { version, id }: SecurityDomainKey): void {
  memory.remove(cellOf(version, id))
}

function cellOf(version: number, id: number): string {
  return `${FOLDER}${tagText(version)}/${tagText(id)}`
}
