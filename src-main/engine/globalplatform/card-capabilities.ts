import { toHex } from '../bytes/hex'
import { decodeTlv, findTag, type TlvNode } from '../tlv/tlv'
import { privilegesIn, type Privilege } from './privileges'

/** What a card can do (GET DATA 67; GlobalPlatform Card 2.3.1, H.4). */
export interface CardCapabilities {
  readonly protocols: readonly {
    /** `SCP02`, also those that are not known here. */
    readonly name: string
    /** Values of "i" that the card knows. */
    readonly options: readonly number[]
  }[]
  /** What may be granted to security domains and to applications. */
  readonly domainPrivileges: readonly Privilege[]
  readonly applicationPrivileges: readonly Privilege[]
  /** Hashes of load files. */
  readonly hashes: readonly string[]
}

const HASHES: Readonly<Record<number, string>> = { 1: 'SHA-1', 2: 'SHA-256', 3: 'SHA-384', 4: 'SHA-512' }
const NOTHING = new Uint8Array()

/** Undefined where there is no template 67. Never throws. */
export function cardCapabilities(data: Uint8Array): CardCapabilities | undefined {
  const template = findTag(decodeTlv(data).nodes, 0x67)
  if (template === undefined) return undefined
  const { children = [] } = template
  const value = (tag: number): Uint8Array => children.find((node) => node.tag === tag)?.value ?? NOTHING
  return {
    protocols: children.filter(({ tag }) => tag === 0xa0).flatMap(protocolIn),
    domainPrivileges: privilegesIn(value(0x81)),
    applicationPrivileges: privilegesIn(value(0x82)),
    hashes: [...value(0x83)].flatMap((code) => HASHES[code] ?? [])
  }
}

function protocolIn({ children = [] }: TlvNode): CardCapabilities['protocols'][number][] {
  const number = children.find(({ tag }) => tag === 0x80)?.value
  if (number?.length !== 1) return []
  const options = children.find(({ tag }) => tag === 0x81)?.value ?? NOTHING
  return [{ name: `SCP${toHex(number)}`, options: [...options] }]
}
