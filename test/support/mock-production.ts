// The production side of the mock bridge: profiles, an empty stock.
import type { CallInput, CallOutput } from '../../src-main/contract/ipc'
import type { CallName } from '../../src-main/contract/names'
import { builtInProfiles } from '../../src-main/services/production/profile-library'
import { profileViewOf } from '../../src-main/services/production/profile-view'

type Handler<N extends CallName> = (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>
type Names = Extract<CallName, `make.${string}` | `stock.${string}`>
type ProductionHandlers = { [N in Names]: Handler<N> }

export function productionHandlers(): ProductionHandlers {
  let jobs = 0
  return {
    'make.profiles': () => builtInProfiles().map(profileViewOf),
    'make.issuers': () => [{ id: 'test', name: 'TEST', test: true }],
    'make.check': () => ({ ok: true, findings: [], pan: '622848*********0117' }),
    'make.preview': () => ({ kind: 'invalid', findings: [] }),
    'make.start': () => ({ job: `make-${++jobs}` }),
    'make.cancel': () => undefined,
    'make.recent': () => [],
    'make.scrap': () => {
      throw new Error('there is nothing to scrap')
    },
    'make.print': () => ({ printed: true }),
    'make.save': () => ({ kind: 'saved', name: 'card-letter.pdf' }),
    'make.printPin': () => ({ printed: true }),
    'stock.list': () => [],
    'stock.receive': ({ name, count }) => ({
      ...{ id: 'lot-1', name, kind: 'blank', received: count, made: 0, scrapped: 0, begun: 0, left: count },
      at: '2026-01-08T09:00:00.000Z'
    })
  }
}
