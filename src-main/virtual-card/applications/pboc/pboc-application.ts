import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { tlv } from '../../../engine/tlv/tlv'
import type { ApplicationModule, InstanceContext } from '../../os/application-module'
import {
  dispatch,
  type CardApplication,
  type CommandContext,
  type CommandHandler
} from '../../os/card-application'
import type { CardInterface } from '../../card-log'
import { PersonalizableApplication } from '../personalization/personalizable'
import { seedRandom } from '../random'
import { SW, answer } from '../../os/status-words'
import { getData } from './get-data'
import { externalAuthenticate } from './external-authenticate'
import { generateAc } from './generate-ac/generate-ac'
import { getChallenge } from './get-challenge'
import { getProcessingOptions } from './get-processing-options'
import { internalAuthenticate } from './internal-authenticate'
import { BLOCKED, CELL } from './pboc-cells'
import type { PbocState } from './pboc-state'
import { PbocPersonalization } from './personalization/pboc-personalization'
import { readRecord } from './read-record'
import { applicationBlock, applicationUnblock, cardBlock } from './script/block'
import { issuerScript, type ScriptEffect } from './script/issuer-script'
import { pinChange } from './script/pin-change'
import { putData } from './script/put-data'
import { updateRecord } from './script/update-record'
import { verify } from './verify'

/** Debit, credit or e-cash application (JR/T 0025). Which it is lies in its data, not in its code. */
export const pbocModule: ApplicationModule = {
  name: 'pboc',
  size: 8192,
  install: ({ aid, memory, content }) => seedRandom(memory, content, aid),
  create: (instance) =>
    new PersonalizableApplication(
      instance,
      new PbocApplication(instance),
      new PbocPersonalization(instance.memory)
    )
}

class PbocApplication implements CardApplication {
  readonly aid: Uint8Array
  readonly secureMessaging = true
  readonly #state: PbocState
  readonly #handlers: readonly CommandHandler[]

  constructor({ aid, memory, registry }: InstanceContext) {
    this.aid = aid
    this.#state = { memory, registry, transaction: undefined, challenge: undefined }
    const handler = (
      cla: number,
      ins: number,
      run: (state: PbocState, command: CommandApdu, context: CommandContext) => ResponseApdu
    ): CommandHandler => ({ cla, ins, run: (command, context) => run(this.#state, command, context) })
    const script = (cla: number, ins: number, effect: ScriptEffect): CommandHandler => ({
      cla,
      ins,
      run: (command, context) => issuerScript(this.#state, command, context, effect)
    })
    this.#handlers = [
      handler(0x80, 0xa8, getProcessingOptions),
      handler(0x00, 0xb2, readRecord),
      handler(0x80, 0xca, getData),
      handler(0x00, 0x20, verify),
      handler(0x00, 0x84, getChallenge),
      handler(0x00, 0x88, internalAuthenticate),
      handler(0x80, 0xae, generateAc),
      handler(0x00, 0x82, externalAuthenticate),
      script(0x04, 0xda, putData),
      script(0x04, 0xdc, updateRecord),
      script(0x84, 0x1e, applicationBlock),
      script(0x84, 0x18, applicationUnblock),
      script(0x84, 0x16, cardBlock),
      script(0x84, 0x24, pinChange)
    ]
  }

  /** What it was personalized for. */
  get interfaces(): readonly CardInterface[] {
    const { memory } = this.#state
    const sides = [
      ['contact', CELL.fciContact],
      ['contactless', CELL.fciContactless]
    ] as const
    return sides.filter(([, fci]) => memory.has(fci)).map(([side]) => side)
  }

  /** FCI of the interface in use; 6283 beside it where the application is blocked (EMV Book 1, 11.3.5). */
  select({ interface: cardInterface }: CommandContext): ResponseApdu {
    const { memory } = this.#state
    this.#forget()
    const a5 = memory.need(cardInterface === 'contact' ? CELL.fciContact : CELL.fciContactless)
    const blocked = (memory.read(CELL.blocked)?.[0] ?? BLOCKED.no) !== BLOCKED.no
    return answer(tlv(0x6f, tlv(0x84, this.aid), a5), blocked ? SW.selectedFileDeactivated : SW.ok)
  }

  process(command: CommandApdu, context: CommandContext): ResponseApdu {
    const { challenge } = this.#state
    const response = dispatch(this.#handlers, command, context)
    // A challenge is good for one command.
    if (challenge === this.#state.challenge) this.#state.challenge = undefined
    return response
  }

  deselect(): void {
    this.#forget()
  }

  #forget(): void {
    this.#state.transaction = undefined
    this.#state.challenge = undefined
  }
}
