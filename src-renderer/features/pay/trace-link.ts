import type { TransactionStory } from '../../../src-main/contract/payment'
import type { Workspace } from '../../state/workspace'

/** A certificate is carried by one answer, but it need not be looked for whole. */
const ENOUGH = 64

/** Opens the trace on the first command of the payment. */
export async function showPaymentInTrace(
  { trace, settings }: Workspace,
  story: TransactionStory
): Promise<void> {
  const began = Date.parse(story.startedAt)
  trace.query = ''
  trace.follow = false
  await open(settings)
  const first = trace.shown.find(({ kind, at }) => kind === 'exchange' && at >= began)
  if (first) await trace.select(first.id)
}

/** Opens the trace on the newest command that carried these bytes. */
export async function showInTrace({ trace, settings }: Workspace, hex: string): Promise<void> {
  trace.query = hex.slice(0, ENOUGH)
  trace.follow = false
  await open(settings)
  const last = trace.shown.at(-1)
  if (last) await trace.select(last.id)
}

async function open(settings: Workspace['settings']): Promise<void> {
  if (settings.value.traceDrawer === 'closed') await settings.toggleTrace()
}
