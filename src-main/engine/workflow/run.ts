import { encodeCommandApdu } from '../apdu/command-apdu'
import { parseResponseApdu } from '../apdu/response-apdu'
import type { CardChannel } from '../channel/card-channel'
import { Interruption, NotRecorded } from './interruption'
import type { Instruction, ProgressStep, Workflow } from './workflow'

export interface RunHandlers {
  readonly channel: CardChannel
  readonly progress: (step: ProgressStep) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly signal?: AbortSignal
}

/**
 * Performs a workflow's instructions in order on one card session. An `Interruption` (card gone, cancelled) is thrown
 * into the workflow, which may return what it has learned; if it asks to transmit again afterwards, the same
 * interruption is thrown once more, so that nothing reaches the card.
 */
export async function runWorkflow<T>(workflow: Workflow<T>, handlers: RunHandlers): Promise<T> {
  let interruption: Interruption | undefined
  let next = workflow.next()
  while (!next.done) {
    if (interruption === undefined && handlers.signal?.aborted === true)
      interruption = new Interruption('cancelled')
    if (interruption !== undefined && next.value.kind === 'transmit') {
      next = workflow.throw(interruption)
      continue
    }
    let answer: unknown
    try {
      answer = await perform(next.value, handlers)
    } catch (error) {
      if (error instanceof NotRecorded) {
        next = workflow.throw(error)
        continue
      }
      if (!(error instanceof Interruption)) throw error
      interruption = error
      next = workflow.throw(error)
      continue
    }
    next = workflow.next(answer)
  }
  return next.value
}

async function perform(instruction: Instruction, handlers: RunHandlers): Promise<unknown> {
  switch (instruction.kind) {
    case 'progress':
      handlers.progress(instruction.progress)
      return undefined
    case 'now':
      return handlers.now()
    case 'transmit': {
      const { command } = instruction
      const answer = await handlers.channel.transceive(encodeCommandApdu(command.apdu), command)
      const response = parseResponseApdu(answer)
      if (response === undefined) {
        throw new Interruption(
          'malformed-response',
          `${command.name}: ${answer.length} bytes without a status word`
        )
      }
      return command.parse(response)
    }
  }
}
