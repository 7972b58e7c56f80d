import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { hex } from '../../../engine/bytes/hex'
import type { ApplicationModule, InstanceContext } from '../../os/application-module'
import {
  dispatch,
  type CardApplication,
  type CommandContext,
  type CommandHandler
} from '../../os/card-application'
import { CARD_STATE } from '../../os/registry'
import { answer, status, SW } from '../../os/status-words'
import { seedRandom } from '../random'
import { channelDomain } from './channel-domain'
import { deleteContent } from './content/delete'
import { install } from './content/install'
import { load } from './content/load'
import { dataCell } from './data-cells'
import { fci, getData } from './data-objects'
import { putKey } from './put-key'
import { setStatus } from './set-status'
import { storeData } from './store-data'
import type { Domain, DomainSession, ManagementCommand } from './domain'
import { getStatus } from './get-status'
import { HANDSHAKE, isHandshake, SECURED, SecureChannel } from './secure-channel'

/** Issuer security domain (GlobalPlatform Card Specification, H.1.3). */
export const ISD_AID = hex('A000000151000000')

const GET_DATA = 0xca
const GET_STATUS = 0xf2
const SET_STATUS = 0xf0
const LOAD = 0xe8
/** What needs an open session, by instruction. */
const MANAGEMENT: readonly (readonly [ins: number, run: ManagementCommand])[] = [
  [GET_STATUS, getStatus],
  [0xe6, install],
  [0xe4, deleteContent],
  [LOAD, load],
  [0xd8, putKey],
  [0xe2, storeData],
  [SET_STATUS, setStatus]
]

export const securityDomainModule: ApplicationModule = {
  name: 'security-domain',
  size: 1024,
  install: ({ aid, memory, content }) => {
    const issuer = content.registry.issuerDomain
    // What no one has told it yet: the diversification data are those of the card.
    if (issuer !== undefined) memory.write(dataCell(0xcf), content.area(issuer.aid).need(dataCell(0xcf)))
    memory.write(dataCell(0xc1), new Uint8Array(2))
    seedRandom(memory, content, aid)
  },
  create: (instance) => new SecurityDomain(instance)
}

function newSession(): DomainSession {
  return { pages: undefined, loading: undefined, personalizing: undefined, block: 0 }
}

/** A security domain: the issuer's, or a supplementary one. */
class SecurityDomain implements CardApplication {
  readonly aid: Uint8Array
  readonly interfaces = ['contact', 'contactless'] as const
  readonly secureMessaging = true
  readonly #domain: Domain
  readonly #open: readonly CommandHandler[]
  readonly #all: readonly CommandHandler[]

  constructor({ aid, memory, content }: InstanceContext) {
    this.aid = aid
    const channel = new SecureChannel(() => channelDomain(content, aid, aid))
    this.#domain = { aid, memory, content, channel, session: newSession() }
    const data = (command: CommandApdu): ResponseApdu => getData(this.#domain, command)
    this.#open = [
      { cla: 0x80, ins: GET_DATA, run: data },
      { cla: 0x00, ins: GET_DATA, run: data },
      ...HANDSHAKE.map(({ cla, ins }) => ({
        ...{ cla, ins },
        run: (command: CommandApdu) => channel.handshake(command)
      }))
    ]
    this.#all = [
      ...this.#open,
      ...MANAGEMENT.map(([ins, run]) => ({
        ...{ cla: 0x80, ins },
        run: (command: CommandApdu) => this.#manage(run, command)
      }))
    ]
  }

  select(): ResponseApdu {
    this.deselect()
    return answer(fci(this.#domain))
  }

  process(command: CommandApdu, context: CommandContext): ResponseApdu {
    const { channel } = this.#domain
    if (isHandshake(command)) {
      this.#forget()
      if (this.#domain.content.registry.cardState === CARD_STATE.terminated) {
        return status(SW.conditionsNotSatisfied)
      }
      return channel.handshake(command)
    }
    if (!channel.isOpen) return this.#withoutSession(command, context)
    const plain = channel.unwrap(command)
    if (plain === undefined) {
      this.deselect()
      return status(SW.securityStatusNotSatisfied)
    }
    if (plain.ins !== LOAD) this.#domain.session.loading = undefined
    const response = dispatch(this.#all, plain, context)
    if (this.#domain.session.loading === undefined) this.#domain.content.discardLoading()
    return channel.wrap(response)
  }

  deselect(): void {
    this.#domain.channel.close()
    this.#forget()
  }

  #withoutSession(command: CommandApdu, context: CommandContext): ResponseApdu {
    if (command.cla === SECURED) return status(SW.conditionsNotSatisfied)
    const isManagement = command.cla === 0x80 && MANAGEMENT.some(([ins]) => ins === command.ins)
    return isManagement ? status(SW.securityStatusNotSatisfied) : dispatch(this.#all, command, context)
  }

  /** One update of the memory, of which a refused command leaves nothing. */
  #manage(run: ManagementCommand, command: CommandApdu): ResponseApdu {
    if (!this.#isAllowed(command.ins)) return status(SW.conditionsNotSatisfied)
    return this.#domain.memory.atomicallyIf(
      ({ sw }) => sw === SW.ok || sw === SW.moreDataAvailable,
      () => run(this.#domain, command)
    )
  }

  /** A locked card shows and changes its state, and no more; a terminated one not even that (GlobalPlatform, 5.1.1). */
  #isAllowed(ins: number): boolean {
    const { cardState } = this.#domain.content.registry
    if (cardState === CARD_STATE.terminated) return false
    return cardState !== CARD_STATE.cardLocked || ins === GET_STATUS || ins === SET_STATUS
  }

  #forget(): void {
    Object.assign(this.#domain.session, newSession())
    this.#domain.content.discardLoading()
  }
}
