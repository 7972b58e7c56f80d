import { encodeCommandApdu } from '../apdu/command-apdu'
import type { ResponseApdu } from '../apdu/response-apdu'
import { toHex } from '../bytes/hex'
import type { Finding } from '../../contract/report'
import type { LocalText } from '../../texts/local-text'
import type { Command, Sensitivity } from '../commands/command'
import { Interruption, NotRecorded } from '../workflow/interruption'
import { progress, transmit, type Workflow } from '../workflow/workflow'

/** What came back for one command; `exchange` is its number in the report. */
export interface Answer<T> extends ResponseApdu {
  readonly exchange: number
  readonly outcome: T
}

/** One exchange in clear; it stays within the inspection and is masked when the report is made. */
export interface ClearExchange {
  readonly number: number
  readonly name: string
  readonly command: Uint8Array
  readonly sensitivity: Sensitivity
  readonly response?: ResponseApdu
  readonly failure?: string
}

/** More commands than any card in earnest needs: the bound against hostile ones. */
export const MOST_COMMANDS = 560

/** Ends an inspection whose card never comes to an end; never leaves this room. */
export class CommandsSpent extends Error {
  override readonly name = 'CommandsSpent'
}

/**
 * The card as the inspection talks to it: numbers the exchanges, keeps them for the report, collects findings, and
 * never sends the same command twice within one selection: the first answer is given again.
 */
export class InspectionSession {
  readonly exchanges: ClearExchange[] = []
  readonly findings: Finding[] = []
  /** Commands that a replayed trace does not hold. */
  notRecorded = 0
  private sinceSelect = new Map<string, Answer<unknown> | undefined>();

  /** Sends a command; undefined where a replayed trace does not hold it. */
  *send<T>(command: Command<T>): Workflow<Answer<T> | undefined> {
    const bytes = encodeCommandApdu(command.apdu)
    const key = toHex(bytes)
    if (command.apdu.ins === SELECT) this.sinceSelect = new Map()
    else if (this.sinceSelect.has(key)) return this.sinceSelect.get(key) as Answer<T> | undefined
    const answer = yield* this.perform(command, bytes)
    this.sinceSelect.set(key, answer)
    return answer
  }

  note(level: Finding['level'], code: string, text: LocalText, exchange?: number): void {
    this.findings.push({ level, code, text, ...(exchange !== undefined && { exchange }) })
  }

  *say(step: string, text: LocalText, fraction: number): Workflow<void> {
    yield* progress({ step, text, fraction })
  }

  private *perform<T>(command: Command<T>, bytes: Uint8Array): Workflow<Answer<T> | undefined> {
    if (this.exchanges.length >= MOST_COMMANDS) throw new CommandsSpent()
    const { name, apdu, sensitivity } = command
    const number = this.exchanges.length + 1
    const base = { number, name, command: bytes, sensitivity }
    const keeping: Command<{ response: ResponseApdu; outcome: T }> = {
      name,
      apdu,
      sensitivity,
      parse: (response) => ({ response, outcome: command.parse(response) })
    }
    try {
      const { response, outcome } = yield* transmit(keeping)
      this.exchanges.push({ ...base, response })
      return { exchange: number, outcome, ...response }
    } catch (error) {
      if (error instanceof NotRecorded) {
        this.exchanges.push({ ...base, failure: 'not-recorded' })
        this.notRecorded += 1
        return undefined
      }
      if (error instanceof Interruption) this.exchanges.push({ ...base, failure: error.reason })
      throw error
    }
  }
}

const SELECT = 0xa4
