import type { ByteRange, Field, InspectionReport } from '../../../src-main/contract/report'
import type { LocalText } from '../../../src-main/texts/local-text'
import { reportText } from './report-text'

/** One line of the tree: a group, an exchange (a part of an application, a log record), or a field in it. */
export interface TreeNode {
  /** The path of indexes from the root; stable for one report. */
  readonly id: string
  readonly parent: TreeNode | undefined
  /** 0 for the top level. */
  readonly depth: number
  readonly kind: 'group' | 'exchange' | 'field'
  readonly title: LocalText
  readonly field?: Field
  /** Number of the exchange whose bytes belong here. */
  readonly exchange?: number
  readonly children: readonly TreeNode[]
}

interface Seed {
  readonly kind: TreeNode['kind']
  readonly title: LocalText
  readonly field?: Field
  readonly exchange?: number | undefined
  readonly seeds: readonly Seed[]
}

/** Everything that the card said, from application to bit field, in the order in which it was read. */
export function treeOf(report: InspectionReport): readonly TreeNode[] {
  const known = [...applicationSeeds(report), ...directorySeeds(report), ...securityDomainSeeds(report)]
  const named = new Set<number>()
  for (const seed of known) collectExchanges(seed, named)
  const others = report.exchanges.filter(({ number }) => !named.has(number))
  const seeds: Seed[] = [...known, chipSeed(report)]
  if (others.length > 0) {
    seeds.push({
      kind: 'group',
      title: reportText('treeOther'),
      seeds: others.map(({ number, name, status, failure }) => ({
        kind: 'exchange',
        title: withDetail(name, status, failure),
        exchange: number,
        seeds: []
      }))
    })
  }
  return grow(seeds, undefined, '')
}

function applicationSeeds({ applications }: InspectionReport): Seed[] {
  return applications.map((application) => ({
    kind: 'group',
    title: both(application.preferredName ?? application.label ?? application.aid),
    seeds: [
      ...application.parts.map(exchangeSeed),
      ...application.logs.map(({ kind, records }): Seed => ({
        kind: 'group',
        title: reportText(kind === 'load' ? 'logLoads' : 'logPurchases'),
        seeds: records.map((record) => ({
          kind: 'exchange',
          title: reportText('logRecord', { number: record.record }),
          exchange: record.fields.find(({ at }) => at)?.at?.exchange,
          seeds: record.fields.map(fieldSeed)
        }))
      }))
    ]
  }))
}

function directorySeeds({ directories = [] }: InspectionReport): Seed[] {
  return directories.map(({ kind, parts }) => ({
    kind: 'group',
    title: reportText(kind === 'ppse' ? 'treePpse' : 'treePse'),
    seeds: parts.map(exchangeSeed)
  }))
}

function securityDomainSeeds({ securityDomain }: InspectionReport): Seed[] {
  if (!securityDomain) return []
  return [{ kind: 'group', title: reportText('tabDomain'), seeds: securityDomain.parts.map(exchangeSeed) }]
}

function chipSeed({ card }: InspectionReport): Seed {
  const fields: Field[] = [{ name: both('ATR'), hex: card.atr.hex, children: card.atr.fields }]
  if (card.uid !== undefined) fields.push({ name: both('UID'), hex: card.uid })
  if (card.ats !== undefined) fields.push({ name: both('ATS'), hex: card.ats })
  return { kind: 'group', title: reportText('treeChip'), seeds: fields.map(fieldSeed) }
}

/** An exchange with the fields that stand in it. */
export interface Part {
  readonly exchange: number
  readonly title: LocalText
  readonly fields: readonly Field[]
}

function exchangeSeed({ exchange, title, fields }: Part): Seed {
  return { kind: 'exchange', title, exchange, seeds: fields.map(fieldSeed) }
}

function fieldSeed(field: Field): Seed {
  const { name, at, children = [] } = field
  return { kind: 'field', title: name, field, exchange: at?.exchange, seeds: children.map(fieldSeed) }
}

/** A small tree of exchanges and their fields, as the trace shows them. */
export function treeOfParts(parts: readonly Part[]): readonly TreeNode[] {
  return grow(parts.map(exchangeSeed), undefined, '')
}

function grow(seeds: readonly Seed[], parent: TreeNode | undefined, path: string): readonly TreeNode[] {
  return seeds.map(({ seeds: below, exchange, ...seed }, index) => {
    const id = `${path}/${index}`
    // Without a place of its own a field belongs to the exchange above it.
    const number = exchange ?? parent?.exchange
    const children: TreeNode[] = []
    const node: TreeNode = {
      ...seed,
      id,
      parent,
      depth: (parent?.depth ?? -1) + 1,
      children,
      ...(number !== undefined && { exchange: number })
    }
    children.push(...grow(below, node, id))
    return node
  })
}

function collectExchanges({ exchange, seeds }: Seed, into: Set<number>): void {
  if (exchange !== undefined) into.add(exchange)
  for (const seed of seeds) collectExchanges(seed, into)
}

function withDetail(name: string, status: LocalText | undefined, failure: string | undefined): LocalText {
  if (status) return { en: `${name}: ${status.en}`, zh: `${name}：${status.zh}` }
  return both(failure === undefined ? name : `${name}: ${failure}`)
}

function both(text: string): LocalText {
  return { en: text, zh: text }
}

/** Every node below these, parents before children. */
export function* everyNode(nodes: readonly TreeNode[]): Generator<TreeNode> {
  for (const node of nodes) {
    yield node
    yield* everyNode(node.children)
  }
}

/** Whether each of the words stands in the node's names, tag, value or bytes. */
export function nodeMatches({ title, field }: TreeNode, words: readonly string[]): boolean {
  const { tag = '', hex = '', value, meaning, problem } = field ?? {}
  const texts = [title, value, meaning, problem].flatMap((text) => (text ? [text.en, text.zh] : []))
  const text = [tag, hex, ...texts].join('\n').toLowerCase()
  return words.every((word) => text.includes(word))
}

/** Where a field's tag and length stand before its value, if they really do: the first byte and the count. */
export function headerRange(field: Field, bytes: string): { offset: number; length: number } | undefined {
  const { tag, at, hex } = field
  if (tag === undefined || !at) return undefined
  const length = hex.length / 2
  const header = tag.length / 2 + (length < 0x80 ? 1 : length < 0x100 ? 2 : 3)
  const offset = at.offset - header
  if (offset < 0 || bytes.slice(offset * 2, offset * 2 + tag.length) !== tag) return undefined
  return { offset, length: header }
}

/** The innermost field that covers this byte of an exchange, its tag and length included. */
export function nodeAtByte(
  nodes: readonly TreeNode[],
  exchange: number,
  part: ByteRange['part'],
  offset: number,
  bytes: string
): TreeNode | undefined {
  let best: TreeNode | undefined
  let bestLength = Infinity
  for (const node of everyNode(nodes)) {
    const at = node.field?.at
    if (!node.field || at?.exchange !== exchange || at.part !== part) continue
    const first = headerRange(node.field, bytes)?.offset ?? at.offset
    const length = at.offset + at.length - first
    if (offset < first || offset >= at.offset + at.length || length > bestLength) continue
    best = node
    bestLength = length
  }
  return best
}

/** The first field with this tag. */
export function nodeByTag(nodes: readonly TreeNode[], tag: string): TreeNode | undefined {
  for (const node of everyNode(nodes)) if (node.field?.tag === tag) return node
  return undefined
}

/** The line of exactly this field object of the report. */
export function nodeByField(nodes: readonly TreeNode[], field: Field): TreeNode | undefined {
  for (const node of everyNode(nodes)) if (node.field === field) return node
  return undefined
}

/** The tree's line for an exchange. */
export function nodeByExchange(nodes: readonly TreeNode[], exchange: number): TreeNode | undefined {
  for (const node of everyNode(nodes)) {
    if (node.kind === 'exchange' && node.exchange === exchange) return node
  }
  return undefined
}
