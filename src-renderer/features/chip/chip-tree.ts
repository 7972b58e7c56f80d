import type { ChipEntry } from '../../../src-main/contract/chip'
import type { LocalText } from '../../../src-main/texts/local-text'
import type { ChipContent } from '../../state/chip.svelte'

/** One line of the tree. An application stands in its domain, and once more below the load file it comes from. */
export interface ChipNode {
  /** A path; the same for the same thing after the chip was read again. */
  readonly id: string
  readonly kind: 'issuer' | 'domain' | 'application' | 'files' | 'file' | 'module'
  /** Upper-case hex; empty for the group of load files. */
  readonly aid: string
  readonly name?: LocalText | undefined
  /** Absent for a module, for the group, and for a domain of which the chip told nothing. */
  readonly entry?: ChipEntry | undefined
  /** The load file of a module. */
  readonly file?: ChipEntry
  readonly children: readonly ChipNode[]
}

/** The opened domain or the issuer's with what belongs to it, then the load files with what was made of them. */
export function chipTree(content: ChipContent): readonly ChipNode[] {
  const { entries } = content
  const placed = new Set<ChipEntry>()
  const top = topEntry(content)
  if (top) placed.add(top)
  const aid = top?.aid ?? content.domain
  const files = entries.filter(({ kind }) => kind === 'load-file')
  const below = childrenOf(aid, `d/${aid}`, entries, placed)
  // Whatever names a domain that the chip did not list stands directly below the top, with what belongs to it.
  const others = entries.filter((entry) => isInstance(entry) && !placed.has(entry))
  const isBelow = ({ aid: own, domain }: ChipEntry): boolean =>
    domain !== own && others.some((each) => each.aid === domain)
  const orphans = [...others.filter((entry) => !isBelow(entry)), ...others.filter(isBelow)].flatMap(
    (entry) => (placed.has(entry) ? [] : [instanceNode(entry, `d/${aid}`, entries, placed)])
  )
  const root: ChipNode = {
    ...{ id: `d/${aid}`, kind: top?.kind === 'security-domain' ? 'domain' : 'issuer', aid },
    ...(top && { name: top.name, entry: top }),
    children: [...below, ...orphans]
  }
  const group: ChipNode = {
    ...{ id: 'files', kind: 'files', aid: '' },
    children: files.map((file) => fileNode(file, entries))
  }
  return [root, group]
}

/** Every node below these, parents before children. */
export function* everyChipNode(nodes: readonly ChipNode[]): Generator<ChipNode> {
  for (const node of nodes) {
    yield node
    yield* everyChipNode(node.children)
  }
}

/**
 * What goes along when this is deleted: the applications of a load file; what belongs to a security domain, and what
 * depends on that. Only what the chip told of them is known.
 */
export function dependentsOf(content: ChipContent, aid: string): readonly ChipEntry[] {
  const found = new Set<ChipEntry>()
  const pending = [aid]
  for (let owner = pending.pop(); owner !== undefined; owner = pending.pop()) {
    for (const entry of content.entries) {
      const depends = entry.loadFile === owner || entry.domain === owner
      if (!depends || entry.aid === aid || found.has(entry) || entry.kind === 'issuer-security-domain')
        continue
      found.add(entry)
      pending.push(entry.aid)
    }
  }
  return [...found]
}

/** The security domains on the chip, but for this one. */
export function domainsBut(content: ChipContent, aid: string | undefined): readonly ChipEntry[] {
  return content.entries.filter(
    ({ kind, aid: each }) => (kind === 'security-domain' || kind === 'issuer-security-domain') && each !== aid
  )
}

function topEntry({ entries, domain }: ChipContent): ChipEntry | undefined {
  return (
    entries.find(({ kind }) => kind === 'issuer-security-domain') ?? entries.find(({ aid }) => aid === domain)
  )
}

function isInstance({ kind }: ChipEntry): boolean {
  return kind === 'application' || kind === 'security-domain'
}

function childrenOf(
  domain: string,
  path: string,
  entries: readonly ChipEntry[],
  placed: Set<ChipEntry>
): readonly ChipNode[] {
  return entries
    .filter((entry) => isInstance(entry) && entry.domain === domain && !placed.has(entry))
    .map((entry) => instanceNode(entry, path, entries, placed))
}

function instanceNode(
  entry: ChipEntry,
  path: string,
  entries: readonly ChipEntry[],
  placed: Set<ChipEntry>
): ChipNode {
  // Domains may belong to each other in a ring.
  placed.add(entry)
  const { aid, name } = entry
  const id = `${path}/${aid}`
  const isDomain = entry.kind === 'security-domain'
  return {
    ...{ id, aid, name, entry, kind: isDomain ? 'domain' : 'application' },
    children: isDomain ? childrenOf(aid, id, entries, placed) : []
  }
}

function fileNode(file: ChipEntry, entries: readonly ChipEntry[]): ChipNode {
  const id = `f/${file.aid}`
  const instances = entries.filter((entry) => isInstance(entry) && entry.loadFile === file.aid)
  return {
    ...{ id, kind: 'file', aid: file.aid, name: file.name, entry: file },
    children: [
      ...file.modules.map(({ aid, name }): ChipNode => ({
        ...{ id: `${id}/m/${aid}`, kind: 'module', aid, name, file },
        children: []
      })),
      ...instances.map((entry): ChipNode => ({
        ...{ id: `${id}/i/${entry.aid}`, aid: entry.aid, name: entry.name, entry },
        kind: entry.kind === 'security-domain' ? 'domain' : 'application',
        children: []
      }))
    ]
  }
}
