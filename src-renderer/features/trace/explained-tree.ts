import type { Field } from '../../../src-main/contract/report'
import type { ExplainedExchange, TraceEntryView } from '../../../src-main/contract/views'
import { trace } from '../../../src-main/texts/window/trace'
import { treeOfParts } from '../card/report-tree'
import { TreeState } from '../card/tree-state.svelte'

/** An entry of the trace with its explanation, as a tree whose fields point into the entry's own bytes. */
export function treeOfEntry(entry: TraceEntryView, explanation: ExplainedExchange): TreeState {
  const { id, number = id, name, command = '', response = '', duration = 0, failure } = entry
  const { status } = explanation
  const parts = (['command', 'response'] as const).map((part) => ({
    exchange: number,
    title: { en: trace.en[part], zh: trace.zh[part] },
    fields: explanation[part].map((field) => placedIn(number, field))
  }))
  const exchange = {
    number,
    name: name ?? '',
    command,
    response,
    duration,
    ...(status && { status }),
    ...(failure !== undefined && { failure })
  }
  const roots = treeOfParts(parts.filter(({ fields }) => fields.length > 0))
  const tree = new TreeState(roots, [exchange])
  tree.openAll()
  const answer = roots.at(-1)
  tree.selected = answer?.children[0] ?? answer
  return tree
}

function placedIn(exchange: number, { at, children, ...field }: Field): Field {
  return {
    ...field,
    ...(at && { at: { ...at, exchange } }),
    ...(children && { children: children.map((child) => placedIn(exchange, child)) })
  }
}
