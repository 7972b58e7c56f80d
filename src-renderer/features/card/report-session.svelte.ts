import type { KeptReport } from '../../state/inspection.svelte'
import type { TreeNode } from './report-tree'
import { nodeByTag } from './report-tree'
import { TreeState } from './tree-state.svelte'

/** One report as it is looked at: which part is open, and where in the data the person is. */
export class ReportSession {
  readonly kept: KeptReport
  readonly tree: TreeState
  /** `app-N`, `chip`, `data` or `findings`. */
  tab = $state('chip')

  constructor(kept: KeptReport) {
    this.kept = kept
    this.tree = new TreeState(kept.report)
    if (kept.report.applications.length > 0) this.tab = 'app-0'
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

  /** Opens the data of an application or another top-level group. */
  showGroup(index: number): void {
    const group = this.tree.roots[index]
    const first = group?.children[0]
    if (!group) return
    if (first) this.tree.reveal(first)
    this.show(group)
  }

  showExchange(number: number): void {
    this.tree.revealExchange(number)
    this.tab = 'data'
  }
}
