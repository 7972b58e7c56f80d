import { ecashProgress } from '../../../texts/phrases/ecash'
import { Interruption } from '../../workflow/interruption'
import { progress, type Workflow } from '../../workflow/workflow'
import { readPurse, type PurseOutcome } from '../purse/read-purse'
import type { FlowContext } from './flow-context'

/** The card's own account of what was done with it just now; undefined where it is not there any more. */
export function* lookAgain(context: FlowContext, aid: Uint8Array): Workflow<PurseOutcome | undefined> {
  yield* progress({ step: 'look-again', text: ecashProgress.checking })
  try {
    return yield* readPurse({ terminal: context.terminal, interface: context.interface, logs: true, aid })
  } catch (error) {
    if (error instanceof Interruption) return undefined
    throw error
  }
}
