import { SvelteSet } from 'svelte/reactivity'
import type { ChipContent } from '../../state/chip.svelte'
import { chipTree, everyChipNode, type ChipNode } from './chip-tree'

/** One visible line of the tree. */
export interface ChipRow {
  readonly node: ChipNode
  /** 1 for the top. */
  readonly level: number
  /** Undefined where there is nothing to open. */
  readonly open: boolean | undefined
  /** Place among its siblings, from 1. */
  readonly position: number
  readonly siblings: number
}

/** The tree of a chip's content: what is closed, and the line that is looked at. Both outlast a new reading. */
export class ChipTreeState {
  readonly #content: () => ChipContent | undefined
  readonly #closed = new SvelteSet<string>()
  #chosen = $state<string>()
  readonly roots = $derived.by((): readonly ChipNode[] => {
    const content = this.#content()
    return content === undefined ? [] : chipTree(content)
  })
  readonly rows = $derived.by(() => this.#visible())
  /** What is looked at; what was is gone: the top. */
  readonly selected = $derived.by((): ChipNode | undefined => {
    return [...everyChipNode(this.roots)].find(({ id }) => id === this.#chosen) ?? this.roots[0]
  })
  readonly selectedIndex = $derived(this.rows.findIndex(({ node }) => node.id === this.selected?.id))

  constructor(content: () => ChipContent | undefined) {
    this.#content = content
  }

  select(node: ChipNode): void {
    this.#chosen = node.id
  }

  /** Looks at the first line with this AID, and opens what is above it. */
  reveal(aid: string): void {
    const node = [...everyChipNode(this.roots)].find((each) => each.aid === aid)
    if (!node) return
    for (const each of everyChipNode(this.roots)) {
      if (isAbove(each, node)) this.#closed.delete(each.id)
    }
    this.select(node)
  }

  toggle(node: ChipNode): void {
    if (this.#closed.has(node.id)) this.#closed.delete(node.id)
    else this.#close(node)
  }

  /** Up and down by so many lines. */
  move(by: number): void {
    const last = this.rows.length - 1
    const row = this.rows[Math.min(Math.max(this.selectedIndex + by, 0), last)]
    if (row) this.select(row.node)
  }

  moveTo(end: 'first' | 'last'): void {
    const row = this.rows.at(end === 'first' ? 0 : -1)
    if (row) this.select(row.node)
  }

  /** Right: opens, or goes to the first child. */
  goIn(): void {
    const row = this.rows[this.selectedIndex]
    if (row?.open === false) this.#closed.delete(row.node.id)
    else if (row?.open === true) this.move(1)
  }

  /** Left: closes, or goes to the parent. */
  goOut(): void {
    const row = this.rows[this.selectedIndex]
    if (row?.open === true) this.#close(row.node)
    else if (row) {
      const parent = [...everyChipNode(this.roots)].find(({ children }) => has(children, row.node))
      if (parent) this.select(parent)
    }
  }

  /** What is looked at never disappears within what was closed. */
  #close(node: ChipNode): void {
    if (node.children.length === 0) return
    if (this.selected && isAbove(node, this.selected)) this.select(node)
    this.#closed.add(node.id)
  }

  #visible(): readonly ChipRow[] {
    const rows: ChipRow[] = []
    const visit = (nodes: readonly ChipNode[], level: number): void => {
      nodes.forEach((node, index) => {
        const open = node.children.length === 0 ? undefined : !this.#closed.has(node.id)
        rows.push({ node, level, open, position: index + 1, siblings: nodes.length })
        if (open) visit(node.children, level + 1)
      })
    }
    visit(this.roots, 1)
    return rows
  }
}

function isAbove(node: ChipNode, other: ChipNode): boolean {
  return has([...everyChipNode(node.children)], other)
}

function has(nodes: readonly ChipNode[], node: ChipNode): boolean {
  return nodes.some(({ id }) => id === node.id)
}
