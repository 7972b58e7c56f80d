import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { concat, equalBytes, startsWith } from '../../../engine/bytes/bytes'
import { decodeTlv, tlv } from '../../../engine/tlv/tlv'
import { LOADED } from '../../os/registry'
import type { LoadFile, RegistryEntry } from '../../os/registry-entries'
import { answer, status, SW } from '../../os/status-words'
import { threeBytes } from './content/privileges'
import { isIssuerDomain, type Domain, type ManagementCommand } from './domain'

/** P1: what of the registry is asked for (GlobalPlatform Card 2.3.1, 11.4.2.1). */
const PART = { issuerDomain: 0x80, applications: 0x40, loadFiles: 0x20, withModules: 0x10 } as const
/** P2: first or all, next; and the format. */
const NEXT = 0x01
const TLV_FORMAT = 0x02
/** What one answer holds: room is left for what a secure channel adds to it. */
const PAGE = 232

const TAG = {
  ...{ aid: 0x4f, lifeCycle: 0x9f70, privileges: 0xc5, loadFile: 0xc4 },
  ...{ version: 0xce, module: 0x84, domain: 0xcc }
} as const
/** What is told where the host names no tags. */
const USUAL = [TAG.aid, TAG.lifeCycle, TAG.privileges, TAG.module] as const

/**
 * GET STATUS (GlobalPlatform Card 2.3.1, 11.4) in the TLV and in the old format. 6310: more follows with P2 bit 1; 6A88: nothing
 * matches; 6985: the next page of nothing. The issuer's domain sees all, another one itself and what belongs to it.
 */
export const getStatus: ManagementCommand = (domain, { p1, p2, data }) => {
  const { session } = domain
  const format = p2 & TLV_FORMAT
  if (p2 > (NEXT | TLV_FORMAT) || !Object.values<number>(PART).includes(p1)) return status(SW.wrongParameters)
  if ((p2 & NEXT) !== 0) {
    const { pages } = session
    return pages?.part === p1 && pages.format === format
      ? page(domain, p1, format, pages.left)
      : status(SW.conditionsNotSatisfied)
  }
  const { nodes, problems } = decodeTlv(data)
  const wanted = nodes.find(({ tag }) => tag === TAG.aid)?.value
  if (wanted === undefined || problems.length > 0) return status(SW.wrongData)
  const tags = nodes.find(({ tag }) => tag === 0x5c)?.value
  const asked = tags === undefined ? USUAL : tagList(tags)
  const entries = found(domain, p1, wanted).map((objects) =>
    format === TLV_FORMAT ? tlvEntry(objects, asked) : oldEntry(objects)
  )
  return entries.length === 0 ? status(SW.referencedDataNotFound) : page(domain, p1, format, entries)
}

/** As many whole entries as one answer holds; the rest waits. */
function page(
  { session }: Domain,
  part: number,
  format: number,
  entries: readonly Uint8Array[]
): ResponseApdu {
  let length = 0
  const fit = entries.findIndex((entry, index) => (length += entry.length) > PAGE && index > 0)
  session.pages = fit < 0 ? undefined : { part, format, left: entries.slice(fit) }
  return fit < 0 ? answer(concat(...entries)) : answer(concat(...entries.slice(0, fit)), SW.moreDataAvailable)
}

/** Data objects of one entry, by tag; a tag with several has one after the other. */
type Objects = readonly (readonly [tag: number, value: Uint8Array])[]

function found(domain: Domain, part: number, aid: Uint8Array): Objects[] {
  const { registry } = domain.content
  const isIssuer = isIssuerDomain(domain)
  // Looked up once: to find it, the whole registry is read.
  const issuer = registry.issuerDomain?.aid ?? aid
  const domainOf = (item: RegistryEntry | LoadFile): Uint8Array => item.domain ?? issuer
  const sees = (item: RegistryEntry | LoadFile): boolean =>
    startsWith(item.aid, aid) &&
    (isIssuer || equalBytes(item.aid, domain.aid) || equalBytes(domainOf(item), domain.aid))
  if (part === PART.loadFiles || part === PART.withModules) {
    const files = registry.loadFiles().filter(sees)
    return files.map((file) => loadFileObjects(file, domainOf(file), part === PART.withModules))
  }
  const entries = registry.entries().filter(sees)
  return entries
    .filter((entry) => equalBytes(entry.aid, issuer) === (part === PART.issuerDomain))
    .map((entry) => [
      ...entryObjects(domain, entry, part === PART.issuerDomain),
      [TAG.domain, domainOf(entry)] as const
    ])
}

function entryObjects({ content: { registry } }: Domain, entry: RegistryEntry, isIssuer: boolean): Objects {
  const file = entry.loadFile && registry.findLoadFile(entry.loadFile)
  return [
    [TAG.aid, entry.aid],
    [TAG.lifeCycle, Uint8Array.of(isIssuer ? registry.cardState : entry.lifeCycle)],
    [TAG.privileges, threeBytes(entry.privileges)],
    ...optional(TAG.loadFile, entry.loadFile),
    ...optional(TAG.version, file?.version)
  ]
}

function loadFileObjects(file: LoadFile, domain: Uint8Array, modules: boolean): Objects {
  return [
    [TAG.aid, file.aid],
    [TAG.lifeCycle, Uint8Array.of(LOADED)],
    [TAG.version, file.version],
    ...(modules ? file.modules.map((aid) => [TAG.module, aid] as const) : []),
    [TAG.domain, domain]
  ]
}

function optional(tag: number, value: Uint8Array | undefined): Objects {
  return value === undefined ? [] : [[tag, value]]
}

function tlvEntry(objects: Objects, asked: readonly number[]): Uint8Array {
  return tlv(0xe3, ...objects.filter(([tag]) => asked.includes(tag)).map(([tag, value]) => tlv(tag, value)))
}

/** AID behind its length, life cycle, first byte of the privileges; and the number of modules with theirs. */
function oldEntry(objects: Objects): Uint8Array {
  const value = (tag: number): Uint8Array =>
    objects.find(([found]) => found === tag)?.[1] ?? new Uint8Array(1)
  const modules = objects.filter(([tag]) => tag === TAG.module).map(([, aid]) => aid)
  const counted = modules.flatMap((aid) => [Uint8Array.of(aid.length), aid])
  const aid = value(TAG.aid)
  return concat(
    concat(Uint8Array.of(aid.length), aid),
    Uint8Array.of(value(TAG.lifeCycle)[0] ?? 0, value(TAG.privileges)[0] ?? 0),
    ...(modules.length === 0 ? [] : [Uint8Array.of(modules.length), ...counted])
  )
}

/** Tags one after the other, without lengths. */
function tagList(bytes: Uint8Array): number[] {
  const tags: number[] = []
  for (let at = 0; at < bytes.length; at += 1) {
    let tag = bytes[at] ?? 0
    if ((tag & 0x1f) === 0x1f) {
      at += 1
      tag = tag * 256 + (bytes[at] ?? 0)
    }
    tags.push(tag)
  }
  return tags
}
