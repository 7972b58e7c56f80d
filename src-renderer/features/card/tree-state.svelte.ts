import { SvelteSet } from 'svelte/reactivity'
import type { ByteRange, ExchangeView } from '../../../src-main/contract/report'
import { everyNode, nodeAtByte, nodeByExchange, nodeMatches, type TreeNode } from './report-tree'

/** One visible line of the tree. */
export interface TreeRow {
  readonly node: TreeNode
  /** Undefined where there is nothing to open. */
  readonly open: boolean | undefined
  /** Place among its siblings, from 1. */
  readonly position: number
  readonly siblings: number
}

/** A tree of fields and its exchanges: what is open, what is searched for, and the line that is looked at. */
export class TreeState {
  readonly exchanges: readonly ExchangeView[]
  readonly roots: readonly TreeNode[]
  query = $state('')
  selected = $state.raw<TreeNode>()
  readonly rows = $derived.by(() => this.#visible())
  /** How many lines the search found; undefined where nothing is searched for. */
  readonly found = $derived.by(() => this.#hits?.size)
  readonly selectedIndex = $derived(this.rows.findIndex(({ node }) => node === this.selected))
  // The first application lies open down to its exchanges.
  readonly #open = new SvelteSet<string>(['/0'])
  readonly #closedInSearch = new SvelteSet<string>()
  readonly #hits = $derived.by(() => this.#search())

  constructor(roots: readonly TreeNode[], exchanges: readonly ExchangeView[]) {
    this.roots = roots
    this.exchanges = exchanges
  }

  isHit(node: TreeNode): boolean {
    return this.#hits?.has(node) ?? false
  }

  search(query: string): void {
    this.query = query
    this.#closedInSearch.clear()
    const hits = this.rows.filter(({ node }) => this.isHit(node))
    // Who types a whole tag wants that data object, not the first line that mentions it.
    const tag = query.trim().toUpperCase()
    const best = hits.find(({ node }) => node.field?.tag === tag) ?? hits[0]
    if (best && (best.node.field?.tag === tag || !this.selected || !this.isHit(this.selected))) {
      this.selected = best.node
    }
  }

  /** Opens what is above the node and looks at it. A search that hides it ends. */
  reveal(node: TreeNode | undefined): void {
    if (!node) return
    if (this.#hits && !this.rows.some((row) => row.node === node)) this.query = ''
    for (let above = node.parent; above; above = above.parent) this.#setOpen(above, true)
    this.selected = node
  }

  revealExchange(exchange: number): void {
    const node = nodeByExchange(this.roots, exchange)
    this.reveal(node)
    if (node) this.#setOpen(node, true)
  }

  /** Selects the field that covers this byte; the exchange itself where none does. */
  revealByte(exchange: number, part: ByteRange['part'], offset: number): void {
    const bytes = this.exchanges.find(({ number }) => number === exchange)?.[part] ?? ''
    this.reveal(nodeAtByte(this.roots, exchange, part, offset, bytes) ?? nodeByExchange(this.roots, exchange))
  }

  toggle(node: TreeNode): void {
    this.#setOpen(node, !this.#isOpen(node))
  }

  openAll(): void {
    for (const node of everyNode(this.roots)) if (node.children.length > 0) this.#open.add(node.id)
    this.#closedInSearch.clear()
  }

  closeAll(): void {
    this.#open.clear()
    const top = this.selected && topOf(this.selected)
    this.query = ''
    this.selected = top
  }

  /** Up and down by so many lines. */
  move(by: number): void {
    const last = this.rows.length - 1
    const at = this.selectedIndex === -1 ? (by > 0 ? -1 : last + 1) : this.selectedIndex
    this.selected = this.rows[Math.min(Math.max(at + by, 0), last)]?.node
  }

  moveTo(end: 'first' | 'last'): void {
    this.selected = this.rows.at(end === 'first' ? 0 : -1)?.node
  }

  /** Right: opens, or goes to the first child. */
  goIn(): void {
    const node = this.selected
    if (!node || node.children.length === 0) return
    if (!this.#isOpen(node)) this.#setOpen(node, true)
    else this.move(1)
  }

  /** Left: closes, or goes to the parent. */
  goOut(): void {
    const node = this.selected
    if (!node) return
    if (node.children.length > 0 && this.#isOpen(node)) this.#setOpen(node, false)
    else if (node.parent) this.selected = node.parent
  }

  #isOpen(node: TreeNode): boolean {
    return this.#hits ? !this.#closedInSearch.has(node.id) : this.#open.has(node.id)
  }

  #setOpen(node: TreeNode, open: boolean): void {
    if (this.#hits) {
      if (open) this.#closedInSearch.delete(node.id)
      else this.#closedInSearch.add(node.id)
    } else if (open) this.#open.add(node.id)
    else this.#open.delete(node.id)
  }

  #search(): ReadonlySet<TreeNode> | undefined {
    const words = this.query.toLowerCase().split(/\s+/u).filter(Boolean)
    if (words.length === 0) return undefined
    return new Set([...everyNode(this.roots)].filter((node) => nodeMatches(node, words)))
  }

  #visible(): readonly TreeRow[] {
    const rows: TreeRow[] = []
    const shown = this.#hits && withAncestors(this.#hits)
    const visit = (nodes: readonly TreeNode[]): void => {
      const siblings = shown ? nodes.filter((node) => shown.has(node)) : nodes
      siblings.forEach((node, index) => {
        const below = shown ? node.children.some((child) => shown.has(child)) : node.children.length > 0
        const open = below ? this.#isOpen(node) : undefined
        rows.push({ node, open, position: index + 1, siblings: siblings.length })
        if (open) visit(node.children)
      })
    }
    visit(this.roots)
    return rows
  }
}

/** What is found, and the way to it. */
function withAncestors(hits: ReadonlySet<TreeNode>): ReadonlySet<TreeNode> {
  const shown = new Set<TreeNode>()
  for (const hit of hits) {
    for (let node: TreeNode | undefined = hit; node && !shown.has(node); node = node.parent) shown.add(node)
  }
  return shown
}

function topOf(node: TreeNode): TreeNode {
  let top = node
  while (top.parent) top = top.parent
  return top
}
