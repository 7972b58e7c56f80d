import type { Action, ActionGroup } from '../../state/actions.svelte'

export interface FoundGroup {
  readonly group: ActionGroup
  readonly actions: readonly Action[]
}

const order: readonly ActionGroup[] = ['actions', 'pages', 'readers', 'cards', 'recent']

/** The actions in which every word of `text` stands, grouped; those whose title begins with it come first. */
export function findActions(actions: readonly Action[], text: string): readonly FoundGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = actions
    .map((action) => ({ action, rank: rankOf(action, words) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
  const groups = order.map((group) => ({
    group,
    rank: Math.max(0, ...found.filter(({ action }) => action.group === group).map(({ rank }) => rank)),
    actions: found.filter(({ action }) => action.group === group).map(({ action }) => action)
  }))
  return groups.filter((group) => group.actions.length > 0).sort((a, b) => b.rank - a.rank)
}

function rankOf(action: Action, words: readonly string[]): number {
  const title = action.title.toLowerCase()
  const everything = `${title} ${action.detail ?? ''} ${action.keywords ?? ''}`.toLowerCase()
  if (!words.every((word) => everything.includes(word))) return 0
  const [first] = words
  if (first === undefined) return 1
  if (title.startsWith(first)) return 4
  if (title.includes(` ${first}`)) return 3
  return title.includes(first) ? 2 : 1
}
