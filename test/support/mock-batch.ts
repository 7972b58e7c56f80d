// The batch side of the mock bridge: a list that is sound, and a batch that begins and stands still.
import type { CallInput, CallOutput } from '../../src-main/contract/ipc'
import type { CallName } from '../../src-main/contract/names'
import { checked, reconciliation, running } from './fixtures/batch'

type Handler<N extends CallName> = (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>
type BatchHandlers = { [N in Extract<CallName, `batch.${string}`>]: Handler<N> }

export function batchHandlers(): BatchHandlers {
  let current: CallOutput<'batch.current'> = null
  const start = (): CallOutput<'batch.start'> => (current = running)
  return {
    'batch.check': () => checked,
    'batch.start': start,
    'batch.rest': start,
    'batch.stop': () => undefined,
    'batch.current': () => current,
    'batch.reconciliation': () => current && reconciliation,
    'batch.print': () => ({ printed: true }),
    'batch.save': ({ format }) => ({ kind: 'saved', name: `batch.${format}` }),
    'batch.example': ({ format }) => ({ kind: 'saved', name: `applicants.${format}` })
  }
}
