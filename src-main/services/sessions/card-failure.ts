import { TooManyCommands } from '../../engine/emv/kernel'
import { Interruption, NotRecorded } from '../../engine/workflow/interruption'
import { AppFailure } from '../app-failure'

/** What a card did to a workflow that had no answer to it, as an error for a person; anything else as it is. */
export function cardFailure(error: unknown): unknown {
  if (error instanceof NotRecorded) return new AppFailure('not-recorded', { cause: error })
  if (error instanceof TooManyCommands) return new AppFailure('endless-response', { cause: error })
  if (!(error instanceof Interruption)) return error
  return new AppFailure(error.reason === 'service-lost' ? 'no-service' : error.reason, { cause: error })
}
