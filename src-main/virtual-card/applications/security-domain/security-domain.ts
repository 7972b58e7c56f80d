import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { hex } from '../../../engine/bytes/hex'
import { runComposition } from '../../../engine/key-operations/run-composition'
import { protectAnswer, unprotectCommand } from '../../../engine/secure-channel/protection'
import type { Session } from '../../../engine/secure-channel/session'
import {
  dispatch,
  type ApplicationModule,
  type CommandContext,
  type CommandHandler,
  type InstanceContext
} from '../../os/card-application'
import { answer, status, SW } from '../../os/status-words'
import { externalAuthenticate, initializeUpdate, type Begun } from './authentication'
import { fci, getData } from './data-objects'
import { getStatus } from './get-status'

/** Issuer security domain (GlobalPlatform Card Specification, H.1.3). */
export const ISD_AID = hex('A000000151000000')

const INS = { initializeUpdate: 0x50, externalAuthenticate: 0x82, getData: 0xca, getStatus: 0xf2 } as const
/** Content management that this card does not have yet; refused without a secure channel all the same. */
const NOT_YET = [0xe6, 0xe8, 0xe4, 0xd8, 0xe2, 0xf0]
const SECURED = 0x84

export const securityDomainModule: ApplicationModule = {
  name: 'security-domain',
  create(instance: InstanceContext) {
    const { aid, memory, registry } = instance
    let begun: Begun | undefined
    let session: Session | undefined
    const close = (): void => {
      begun = undefined
      session = undefined
    }
    const authenticated: CommandHandler[] = [
      { cla: 0x80, ins: INS.getStatus, run: (command) => getStatus(registry, aid, command) },
      ...NOT_YET.map((ins) => ({ cla: 0x80, ins, run: () => status(SW.functionNotSupported) }))
    ]
    const open: CommandHandler[] = [
      { cla: 0x80, ins: INS.getData, run: (command) => getData(memory, command) },
      { cla: 0x00, ins: INS.getData, run: (command) => getData(memory, command) },
      {
        cla: 0x80,
        ins: INS.initializeUpdate,
        run: (command) => {
          close()
          const { response, begun: next } = initializeUpdate(memory, aid, command)
          begun = next
          return response
        }
      },
      {
        cla: SECURED,
        ins: INS.externalAuthenticate,
        run: (command) => {
          const made = begun
          close()
          const { response, session: opened } = externalAuthenticate(memory, made, command)
          session = opened
          return response
        }
      }
    ]
    const handle = (
      command: CommandApdu,
      context: CommandContext,
      handlers: CommandHandler[]
    ): ResponseApdu => dispatch(handlers, command, context)

    return {
      aid,
      interfaces: ['contact', 'contactless'],
      secureMessaging: true,
      select: () => {
        close()
        return answer(fci(aid))
      },
      process(command, context) {
        if (isHandshake(command)) return handle(command, context, open)
        if (session === undefined) {
          if (command.cla === SECURED) return status(SW.conditionsNotSatisfied)
          const known = open.some(({ ins }) => ins === command.ins)
          const needsSession = !known && authenticated.some(({ ins }) => ins === command.ins)
          return needsSession && command.cla === 0x80
            ? status(SW.securityStatusNotSatisfied)
            : handle(command, context, [...open, ...authenticated])
        }
        const heard = runComposition(unprotectCommand(session, command))
        if (heard.kind !== 'ok') {
          close()
          return status(SW.securityStatusNotSatisfied)
        }
        const response = handle(heard.value, context, [...open, ...authenticated])
        const answered = runComposition(protectAnswer(heard.session, response))
        session = answered.session
        return answered.value
      },
      deselect: close
    }
  }
}

/** Both open a channel, whatever was before. */
function isHandshake({ cla, ins }: CommandApdu): boolean {
  return (
    (cla === 0x80 && ins === INS.initializeUpdate) || (cla === SECURED && ins === INS.externalAuthenticate)
  )
}
