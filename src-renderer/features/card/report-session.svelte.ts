import type { KeptReport } from '../../state/inspection.svelte'
import { nodeByTag, treeOf, type TreeNode } from './report-tree'
import { TreeState } from './tree-state.svelte'

export type ReportTab = `app-${number}` | 'chip' | 'data' | 'findings'

/** One report as it is looked at: which part is open, and where in the data the person is. */
export class ReportSession {
  readonly kept: KeptReport
  readonly tree: TreeState
  tab: ReportTab

  constructor(kept: KeptReport) {
    this.kept = kept
    this.tree = new TreeState(treeOf(kept.report), kept.report.exchanges)
    this.tab = $state(kept.report.applications.length > 0 ? 'app-0' : 'chip')
  }

  /** The field with the first of these tags that the application carries. */
  find(application: number, ...tags: readonly string[]): TreeNode | undefined {
    const within = this.tree.roots[application]
    for (const tag of tags) {
      const node = within && nodeByTag(within.children, tag)
      if (node) return node
    }
    return undefined
  }

  show(node: TreeNode): void {
    this.tree.reveal(node)
    this.tab = 'data'
  }

  /** Opens the data of an application. */
  showApplication(index: number): void {
    const group = this.tree.roots[index]
    if (!group) return
    this.tree.reveal(group.children[0])
    this.show(group)
  }

  showExchange(number: number): void {
    this.tree.revealExchange(number)
    this.tab = 'data'
  }
}
