import type { LocalText } from '../../texts/local-text'
import type { RegistryPart } from '../commands/globalplatform/get-status'
import { decodeTlv, type TlvNode } from '../tlv/tlv'
import { isLocked, lifeCycleText, type RegistryKind } from './life-cycle'
import { privilegesIn, type Privilege } from './privileges'

/** One entry of the card's registry. */
export interface RegistryEntry {
  readonly kind: RegistryKind
  readonly aid: Uint8Array
  readonly lifeCycle: number
  readonly lifeCycleText: LocalText
  readonly locked: boolean
  readonly privileges: readonly Privilege[]
  /** Executable load file that an application comes from (C4). */
  readonly loadFile?: Uint8Array
  /** Security domain that it belongs to (CC). */
  readonly domain?: Uint8Array
  /** Version of a load file (CE), as it came. */
  readonly version?: Uint8Array
  /** Modules of a load file (84). */
  readonly modules: readonly Uint8Array[]
  /** Selected without SELECT on a logical channel (CF), as it came. */
  readonly implicitSelection?: Uint8Array
}

const KINDS: Readonly<Record<RegistryPart, RegistryKind>> = {
  'issuer-security-domain': 'issuer-security-domain',
  applications: 'application',
  'load-files': 'load-file',
  'load-files-and-modules': 'load-file'
}

/** Entries of one GET STATUS answer in TLV format (GlobalPlatform Card 2.3.1, table 11-36). `broken`: not all readable. */
export function tlvEntries(
  part: RegistryPart,
  data: Uint8Array
): { readonly entries: RegistryEntry[]; readonly broken: boolean } {
  const { nodes, problems } = decodeTlv(data)
  const entries = nodes.filter(({ tag }) => tag === 0xe3).flatMap((node) => entryIn(part, node))
  return { entries, broken: problems.length > 0 || entries.length !== nodes.length }
}

/** Entries of one GET STATUS answer in the old format (table 11-35). `broken`: cut off in the middle of an entry. */
export function legacyEntries(
  part: RegistryPart,
  data: Uint8Array
): { readonly entries: RegistryEntry[]; readonly broken: boolean } {
  const entries: RegistryEntry[] = []
  let at = 0
  const take = (length: number): Uint8Array => {
    at += length
    return data.slice(at - length, at)
  }
  while (at < data.length) {
    const aid = take(1 + (data[at] ?? 0)).slice(1)
    const [lifeCycle] = take(1)
    const privileges = take(1)
    const modules: Uint8Array[] = []
    if (part === 'load-files-and-modules') {
      for (let left = take(1)[0] ?? 0; left > 0 && at < data.length; left -= 1) {
        modules.push(take(1 + (data[at] ?? 0)).slice(1))
      }
    }
    if (at > data.length || lifeCycle === undefined) return { entries, broken: true }
    entries.push(entry(part, { aid, lifeCycle, privileges, modules }))
  }
  return { entries, broken: false }
}

function entryIn(part: RegistryPart, { children = [] }: TlvNode): RegistryEntry[] {
  const value = (tag: number): Uint8Array | undefined => children.find((node) => node.tag === tag)?.value
  const aid = value(0x4f)
  const lifeCycle = value(0x9f70)?.[0]
  if (aid === undefined || lifeCycle === undefined) return []
  const [loadFile, domain, version] = [value(0xc4), value(0xcc), value(0xce)]
  const implicitSelection = value(0xcf)
  const modules = children.filter(({ tag }) => tag === 0x84).map((node) => node.value)
  return [
    {
      ...entry(part, { aid, lifeCycle, privileges: value(0xc5) ?? new Uint8Array(), modules }),
      ...(loadFile && { loadFile }),
      ...(domain && { domain }),
      ...(version && { version }),
      ...(implicitSelection && { implicitSelection })
    }
  ]
}

function entry(
  part: RegistryPart,
  {
    aid,
    lifeCycle,
    privileges,
    modules
  }: Pick<RegistryEntry, 'aid' | 'lifeCycle' | 'modules'> & {
    readonly privileges: Uint8Array
  }
): RegistryEntry {
  const granted = privilegesIn(privileges)
  const plain = KINDS[part]
  const kind = plain === 'application' && granted.includes('security-domain') ? 'security-domain' : plain
  return {
    ...{ kind, aid, lifeCycle, modules },
    lifeCycleText: lifeCycleText(kind, lifeCycle),
    locked: isLocked(kind, lifeCycle),
    privileges: kind === 'load-file' ? [] : granted
  }
}
