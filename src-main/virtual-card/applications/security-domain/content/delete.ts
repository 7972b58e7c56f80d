import type { ResponseApdu } from '../../../../engine/apdu/response-apdu'
import { equalBytes } from '../../../../engine/bytes/bytes'
import { decodeTlv } from '../../../../engine/tlv/tlv'
import type { LoadFile, RegistryEntry } from '../../../os/registry-entries'
import { answer, status, SW } from '../../../os/status-words'
import { isPermanent } from '../../native-packages'
import { readKeys, removeKey, setsForChannel } from '../domain-keys'
import type { Domain, ManagementCommand } from '../domain'
import { confirmed, isOwn, managementRight } from './management-right'
import { hasPrivilege } from './privileges'

const TAG = { aid: 0x4f, keyId: 0xd0, keyVersion: 0xd2 } as const
/** P2: only the object, or with all that was made of it (GlobalPlatform Card 2.3.1, table 11-21). */
const P2 = { alone: 0x00, withRelated: 0x80 } as const
const DELETED = Uint8Array.of(0)

/**
 * DELETE (GlobalPlatform Card 2.3.1, 11.2): an instance, a load file, or keys. 6A88: there is no such thing; 6985: it is in use,
 * or never goes (the issuer's domain, its last keys, the keys of this session, the package of security domains).
 */
export const deleteContent: ManagementCommand = (domain, { p1, p2, data }) => {
  if (p1 !== 0 || (p2 !== P2.alone && p2 !== P2.withRelated)) return status(SW.wrongParameters)
  const { nodes, problems } = decodeTlv(data)
  if (problems.length > 0) return status(SW.wrongData)
  const value = (tag: number): Uint8Array | undefined => nodes.find((node) => node.tag === tag)?.value
  const aid = value(TAG.aid)
  if (aid === undefined) return deleteKeys(domain, value(TAG.keyId), value(TAG.keyVersion))
  const { registry } = domain.content
  const [entry, file] = [registry.find(aid), registry.findLoadFile(aid)]
  const item = entry ?? file
  if (item === undefined) return status(SW.referencedDataNotFound)
  if (managementRight(domain) === 'none' || !mayDelete(domain, item)) return status(SW.conditionsNotSatisfied)
  if (entry !== undefined) return deleteInstance(domain, entry)
  return file === undefined
    ? status(SW.referencedDataNotFound)
    : deleteLoadFile(domain, file, p2 === P2.withRelated)
}

function mayDelete(domain: Domain, item: RegistryEntry | LoadFile): boolean {
  const privileges = domain.content.registry.find(domain.aid)?.privileges ?? new Uint8Array(1)
  return isOwn(domain, item) || hasPrivilege(privileges, 'globalDelete')
}

function deleteInstance(domain: Domain, entry: RegistryEntry): ResponseApdu {
  if (!isRemovable(domain, entry)) return status(SW.conditionsNotSatisfied)
  domain.content.remove(entry.aid)
  return confirmed(domain, [entry.aid])
}

function deleteLoadFile(domain: Domain, { aid }: LoadFile, withRelated: boolean): ResponseApdu {
  const { content } = domain
  const made = content.registry.instancesOf(aid)
  const removable = made.every((entry) => withRelated && isRemovable(domain, entry))
  if (isPermanent(aid) || !removable) return status(SW.conditionsNotSatisfied)
  for (const entry of made) content.remove(entry.aid)
  content.registry.removeLoadFile(aid)
  return confirmed(domain, [aid])
}

/** Neither what speaks, nor the issuer's domain, nor a domain that others belong to. */
function isRemovable({ content }: Domain, { aid }: RegistryEntry): boolean {
  const { registry } = content
  if (content.isSelected(aid)) return false
  if (registry.issuerDomain !== undefined && equalBytes(registry.issuerDomain.aid, aid)) return false
  const belongs = (item: { readonly domain?: Uint8Array }): boolean =>
    item.domain !== undefined && equalBytes(item.domain, aid)
  const others = registry.entries().filter((other) => !equalBytes(other.aid, aid))
  return ![...others, ...registry.loadFiles()].some(belongs)
}

/** By identifier, by version, or by both. */
function deleteKeys(
  { memory, channel }: Domain,
  id: Uint8Array | undefined,
  version: Uint8Array | undefined
): ResponseApdu {
  if (id === undefined && version === undefined) return status(SW.wrongData)
  const all = readKeys(memory)
  const named = all.filter(
    (key) => (id === undefined || key.id === id[0]) && (version === undefined || key.version === version[0])
  )
  if (named.length === 0) return status(SW.referencedDataNotFound)
  const sets = setsForChannel(memory)
  const left = sets.filter((set) => !named.some((key) => key.version === set && key.id <= 3))
  const inUse = sets.includes(channel.keyVersion) && !left.includes(channel.keyVersion)
  if (inUse || (sets.length > 0 && left.length === 0)) return status(SW.conditionsNotSatisfied)
  for (const key of named) removeKey(memory, key)
  return answer(DELETED)
}
