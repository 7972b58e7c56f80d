import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { tlv } from '../../../engine/tlv/tlv'
import {
  dispatch,
  type ApplicationModule,
  type CardApplication,
  type CommandContext,
  type CommandHandler,
  type InstanceContext
} from '../../os/card-application'
import { SW, answer } from '../../os/status-words'
import { getData } from './get-data'
import { getProcessingOptions } from './get-processing-options'
import { BLOCKED, CELL } from './pboc-cells'
import type { PbocState } from './pboc-state'
import { readRecord } from './read-record'
import { verify } from './verify'

/** Debit, credit or e-cash application (JR/T 0025). Which it is lies in its data, not in its code. */
export const pbocModule: ApplicationModule = {
  name: 'pboc',
  create: (instance) => new PbocApplication(instance)
}

class PbocApplication implements CardApplication {
  readonly aid: Uint8Array
  readonly interfaces = ['contact', 'contactless'] as const
  readonly #state: PbocState
  readonly #handlers: readonly CommandHandler[]

  constructor({ aid, memory }: InstanceContext) {
    this.aid = aid
    this.#state = { memory, started: false }
    const handler = (
      cla: number,
      ins: number,
      run: (state: PbocState, command: CommandApdu, context: CommandContext) => ResponseApdu
    ): CommandHandler => ({ cla, ins, run: (command, context) => run(this.#state, command, context) })
    this.#handlers = [
      handler(0x80, 0xa8, getProcessingOptions),
      handler(0x00, 0xb2, readRecord),
      handler(0x80, 0xca, getData),
      handler(0x00, 0x20, verify)
    ]
  }

  /** FCI of the interface in use; 6283 beside it where the application is blocked (EMV Book 1, 11.3.5). */
  select({ interface: cardInterface }: CommandContext): ResponseApdu {
    const { memory } = this.#state
    this.#state.started = false
    const a5 = memory.need(cardInterface === 'contact' ? CELL.fciContact : CELL.fciContactless)
    const blocked = (memory.read(CELL.blocked)?.[0] ?? BLOCKED.no) !== BLOCKED.no
    return answer(tlv(0x6f, tlv(0x84, this.aid), a5), blocked ? SW.selectedFileDeactivated : SW.ok)
  }

  process(command: CommandApdu, context: CommandContext): ResponseApdu {
    return dispatch(this.#handlers, command, context)
  }

  deselect(): void {
    this.#state.started = false
  }
}
