import { encodeCommandApdu } from '../apdu/command-apdu'
import { parseResponseApdu } from '../apdu/response-apdu'
import type { CardChannel } from '../channel/card-channel'
import type { Command } from '../commands/command'
import type { Composition } from '../key-operations/operation'
import { runComposition } from '../key-operations/run-composition'
import type { HostReply, HostRequest } from './host'
import { Interruption, NotRecorded } from './interruption'
import type { JournalWrite } from './journal'
import type { Question, Reply } from './question'
import type { Instruction, ProgressStep, Workflow } from './workflow'

export interface RunHandlers {
  readonly channel: CardChannel
  readonly progress: (step: ProgressStep) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly signal?: AbortSignal
  /** Resets the card and returns its ATR; rejects with `Interruption`. Only for workflows that reset cards. */
  readonly reset?: () => Promise<Uint8Array>
  /** Runs a composition on keys that lie elsewhere too; without it, all keys are in memory. */
  readonly compute?: (composition: Composition<unknown>) => Promise<unknown>
}

/** What a workflow that moves money or asks people needs besides; one that only reads does not. */
export interface MoneyHandlers extends RunHandlers {
  readonly random: (length: number) => Uint8Array
  /** Never rejects: no answer is a reply too. */
  readonly online: (request: HostRequest) => Promise<HostReply>
  /** Resolves when it is durable. A rejection ends the workflow as a fault. */
  readonly journal: (write: JournalWrite) => Promise<void>
  readonly ask: (question: Question) => Promise<Reply>
  /** The response of the VERIFY that the PIN pad sent; undefined where there is no pad or it was not used. */
  readonly pinPad: (command: Command<unknown>) => Promise<Uint8Array | undefined>
  /** Told that the workflow can no longer be cancelled. */
  readonly committed?: () => void
}

/** These reach for the card, or say that it is about to be reached for in earnest. */
const WITH_CARD: ReadonlySet<Instruction['kind']> = new Set(['transmit', 'reset', 'pin-pad', 'no-way-back'])
/** These only look and tell: a cancellation is not heard at them. */
const IDLE: ReadonlySet<Instruction['kind']> = new Set(['progress', 'now', 'random', 'compute'])

/**
 * Performs a workflow's instructions in order on one card session. An `Interruption` (card gone, cancelled) is thrown
 * into the workflow, which may journal, ask the host, and return what it has learned; if it reaches for the card
 * again afterwards, the same interruption is thrown once more, so that nothing reaches the card. A cancellation is
 * thrown before the next instruction that does anything, `noWayBack` included; after `noWayBack` it is no longer heard.
 */
export async function runWorkflow<T>(
  workflow: Workflow<T>,
  handlers: RunHandlers | MoneyHandlers
): Promise<T> {
  let interruption: Interruption | undefined
  let cancellable = true
  let next = workflow.next()
  while (!next.done) {
    const { kind } = next.value
    const hears = cancellable && interruption === undefined && !IDLE.has(kind)
    if (hears && handlers.signal?.aborted === true) {
      interruption = new Interruption('cancelled')
      next = workflow.throw(interruption)
      continue
    }
    if (interruption !== undefined && WITH_CARD.has(kind)) {
      next = workflow.throw(interruption)
      continue
    }
    let answer: unknown
    try {
      if (next.value.kind === 'no-way-back') {
        cancellable = false
        if ('committed' in handlers) handlers.committed()
      } else answer = await perform(next.value, handlers)
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

type Performable = Exclude<Instruction, { kind: 'no-way-back' }>

async function perform(instruction: Performable, handlers: RunHandlers | MoneyHandlers): Promise<unknown> {
  switch (instruction.kind) {
    case 'progress':
      handlers.progress(instruction.progress)
      return undefined
    case 'reset':
      if (handlers.reset === undefined) throw new Error('runWorkflow: nobody was given to reset the card')
      return handlers.reset()
    case 'now':
      return handlers.now()
    case 'compute': {
      const { composition } = instruction
      return handlers.compute ? handlers.compute(composition) : runComposition(composition)
    }
    case 'transmit': {
      const { command } = instruction
      return parsed(command, await handlers.channel.transceive(encodeCommandApdu(command.apdu), command))
    }
    default:
      return performForMoney(instruction, moneyHandlers(handlers, instruction))
  }
}

async function performForMoney(
  instruction: Exclude<Performable, { kind: 'progress' | 'reset' | 'now' | 'compute' | 'transmit' }>,
  handlers: MoneyHandlers
): Promise<unknown> {
  switch (instruction.kind) {
    case 'random':
      return handlers.random(instruction.length)
    case 'online':
      return handlers.online(instruction.request)
    case 'journal':
      return handlers.journal(instruction.write)
    case 'ask':
      return handlers.ask(instruction.question)
    case 'pin-pad': {
      const answer = await handlers.pinPad(instruction.command)
      return answer && parsed(instruction.command, answer)
    }
  }
}

function moneyHandlers(handlers: RunHandlers | MoneyHandlers, { kind }: Instruction): MoneyHandlers {
  if (!('journal' in handlers)) throw new Error(`runWorkflow: nobody was given to perform "${kind}"`)
  return handlers
}

function parsed(command: Command<unknown>, answer: Uint8Array): unknown {
  const response = parseResponseApdu(answer)
  if (response === undefined) {
    throw new Interruption(
      'malformed-response',
      `${command.name}: ${answer.length} bytes without a status word`
    )
  }
  return command.parse(response)
}
