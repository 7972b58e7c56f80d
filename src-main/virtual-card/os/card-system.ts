import type { CommandApdu } from '../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../engine/apdu/response-apdu'
import { equalBytes, startsWith } from '../../engine/bytes/bytes'
import { toHex } from '../../engine/bytes/hex'
import type { CardInterface } from '../card-log'
import type { CardMemory } from '../memory/card-memory'
import type { ApplicationModule, InstanceContext } from './application-module'
import type { CardApplication, CommandContext } from './card-application'
import { CardContent, instanceArea, registryOf } from './card-content'
import { CARD_STATE, isSecurityDomain, isSelectable, type Registry } from './registry'
import type { RegistryEntry } from './registry-entries'
import { SW, status } from './status-words'

const SELECT = 0xa4
const BY_NAME = 0x04
const FIRST_OR_ONLY = 0x00
const NEXT = 0x02
const MAX_AID = 16
/** Privilege "card reset": selected when the card is powered (GlobalPlatform Card 2.3.1, 6.6.2). */
const CARD_RESET = 0x04

/** The card's operating system for one session, from power-up or reset to the next: selection and dispatch. */
export class CardSystem {
  readonly #registry: Registry
  readonly #content: CardContent
  readonly #applications = new Map<string, CardApplication>()
  #selected: CardApplication | undefined

  constructor(
    private readonly memory: CardMemory,
    private readonly modules: readonly ApplicationModule[],
    private readonly cardInterface: CardInterface
  ) {
    this.#registry = registryOf(memory)
    this.#content = new CardContent(memory, {
      sizeOf: (module) => this.#module(module).size,
      initialise: (entry) => this.#module(entry.module).install?.(this.#context(entry)),
      application: (entry) => this.#application(entry),
      forget: (aid) => void this.#applications.delete(toHex(aid)),
      selected: () => this.selectedAid
    })
    this.#content.discardLoading()
    this.#selected = this.#selectedAtReset()
  }

  /** AID of the selected application, which answers all but SELECT. */
  get selectedAid(): Uint8Array | undefined {
    return this.#selected?.aid
  }

  process(command: CommandApdu, context: CommandContext): ResponseApdu {
    const secured = command.cla === 0x04 || command.cla === 0x84
    const taken = secured && this.#selected?.secureMessaging === true
    const refused = taken ? undefined : refusedClass(command.cla)
    if (refused !== undefined) return status(refused)
    if (command.ins === SELECT && command.cla === 0x00) return this.#select(command, context)
    if (this.#selected === undefined) return status(SW.conditionsNotSatisfied)
    return this.#selected.process(command, context)
  }

  #select({ p1, p2, data }: CommandApdu, context: CommandContext): ResponseApdu {
    if (p1 !== BY_NAME) return status(SW.functionNotSupported)
    if (p2 !== FIRST_OR_ONLY && p2 !== NEXT) return status(SW.wrongParameters)
    if (data.length > MAX_AID) return status(SW.wrongData)
    const found = data.length === 0 ? this.#issuerSecurityDomain() : this.#search(data, p2 === NEXT)
    if (this.#isLocked() && (found === undefined || !this.#isSecurityDomain(found))) {
      return status(SW.functionNotSupported)
    }
    if (found === undefined) return status(SW.fileNotFound)
    const response = found.select(context)
    if (response.sw >= 0x6400 && response.sw < 0x9000) return response
    if (this.#selected !== found) this.#selected?.deselect()
    this.#selected = found
    context.note({ code: 'application-selected', to: toHex(found.aid) })
    return response
  }

  /** By full or partial DF name (ISO/IEC 7816-4, 11.2.2); a full name wins over names that it is a part of. */
  #search(name: Uint8Array, next: boolean): CardApplication | undefined {
    const matching = this.#selectable().filter(({ aid }) => startsWith(aid, name))
    if (!next) return matching.find(({ aid }) => equalBytes(aid, name)) ?? matching[0]
    const at = matching.findIndex((application) => application === this.#selected)
    return matching[at + 1]
  }

  #selectable(): CardApplication[] {
    return this.#registry
      .entries()
      .filter(isSelectable)
      .map((entry) => this.#application(entry))
      .filter(({ interfaces }) => interfaces.includes(this.cardInterface))
  }

  #application(entry: RegistryEntry): CardApplication {
    const key = toHex(entry.aid)
    const present = this.#applications.get(key)
    if (present !== undefined) return present
    const application = this.#module(entry.module).create(this.#context(entry))
    this.#applications.set(key, application)
    return application
  }

  #module(name: string): ApplicationModule {
    const module = this.modules.find((one) => one.name === name)
    if (module === undefined) throw new Error(`the card has no module named ${name}`)
    return module
  }

  #context({ aid }: RegistryEntry): InstanceContext {
    const memory = instanceArea(this.memory, aid)
    return { aid, memory, registry: this.#registry, content: this.#content }
  }

  /** The application with the privilege for it where there is one, else the issuer's domain (GlobalPlatform, 6.4.1). */
  #selectedAtReset(): CardApplication | undefined {
    const issuer = this.#registry.issuerDomain
    const chosen = this.#registry
      .entries()
      .filter(({ aid }) => issuer === undefined || !equalBytes(aid, issuer.aid))
      .find(({ privileges }) => ((privileges[0] ?? 0) & CARD_RESET) !== 0)
    const found = chosen && this.#selectable().find(({ aid }) => equalBytes(aid, chosen.aid))
    return this.#isLocked() ? this.#issuerSecurityDomain() : (found ?? this.#issuerSecurityDomain())
  }

  /** Selected by an empty SELECT (GlobalPlatform Card Specification, 11.9). */
  #issuerSecurityDomain(): CardApplication | undefined {
    const entry = this.#registry.issuerDomain
    return entry && this.#application(entry)
  }

  /** A locked card still knows its issuer's domain. */
  #isSecurityDomain(application: CardApplication): boolean {
    const entry = this.#registry.find(application.aid)
    return entry !== undefined && isSecurityDomain(entry) && entry.domain === undefined
  }

  #isLocked(): boolean {
    const state = this.#registry.cardState
    return state === CARD_STATE.cardLocked || state === CARD_STATE.terminated
  }
}

/**
 * The status word for a class byte that this card refuses, undefined for 00 and 80 (ISO/IEC 7816-4, 5.4.1): it has one
 * logical channel, no command chaining, and secure messaging only where an application has its own.
 */
function refusedClass(cla: number): number | undefined {
  if (cla === 0x00 || cla === 0x80) return undefined
  const furtherInterindustry = (cla & 0x40) !== 0
  const firstInterindustry = (cla & 0x60) === 0
  if (cla === 0xff || (!firstInterindustry && !furtherInterindustry)) return SW.classNotSupported
  if (furtherInterindustry || (cla & 0x03) !== 0) return SW.channelNotSupported
  return (cla & 0x10) !== 0 ? SW.chainingNotSupported : SW.secureMessagingNotSupported
}
