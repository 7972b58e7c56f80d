import { concat } from '../../../engine/bytes/bytes'
import { secretKey } from '../../../engine/crypto/key-ref'
import type { StaticKeys } from '../../../engine/secure-channel/session'
import { tagText } from '../../../engine/tlv/tlv'
import type { MemoryArea } from '../../memory/memory-area'

/** Types of keys in GET DATA E0 and PUT KEY (GlobalPlatform Card 2.3.1, table 11-16). */
export const KEY_TYPE = { des: 0x80, aes: 0x88 } as const

/** Key identifiers within a version: encipherment, MAC, key encipherment. */
const IDS = { enc: 1, mac: 2, dek: 3 } as const
const HEADER = 3

/** One key of a key set: its kind is the key type and length of GET DATA E0. */
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
  const version = wanted === 0 ? versions[0] : wanted
  const found = (id: number): SecurityDomainKey | undefined =>
    all.find((key) => key.version === version && key.id === id)
  const [enc, mac, dek] = [found(IDS.enc), found(IDS.mac), found(IDS.dek)]
  if (version === undefined || enc === undefined || mac === undefined || dek === undefined) return undefined
  const algorithm = enc.type === KEY_TYPE.aes ? 'aes' : '3des'
  const keys = {
    enc: secretKey(algorithm, enc.value),
    mac: secretKey(algorithm, mac.value),
    dek: secretKey(algorithm, dek.value)
  }
  return { version, type: enc.type, keys }
}

function cellOf(version: number, id: number): string {
  return `${FOLDER}${tagText(version)}/${tagText(id)}`
}
