import type { CommandApdu } from '../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../engine/apdu/response-apdu'
import { equalBytes, startsWith } from '../../engine/bytes/bytes'
import { toHex } from '../../engine/bytes/hex'
import type { CardInterface } from '../card-log'
import type { CardMemory } from '../memory/card-memory'
import { MemoryArea } from '../memory/memory-area'
import type { ApplicationModule, CardApplication, CommandContext } from './card-application'
import { CARD_STATE, Registry, type RegistryEntry } from './registry'
import { SW, status } from './status-words'

const SELECT = 0xa4
const BY_NAME = 0x04
const FIRST_OR_ONLY = 0x00
const NEXT = 0x02
const MAX_AID = 16
/** Privilege bit "security domain" (GlobalPlatform Card Specification, table 11-7). */
const SECURITY_DOMAIN = 0x80

/** The registry's cells, which a ready-made card writes before the card is first powered. */
export function registryOf(memory: CardMemory): Registry {
  return new Registry(new MemoryArea(memory, 'registry/'))
}

/** The cells of one application instance. */
export function instanceArea(memory: CardMemory, aid: Uint8Array): MemoryArea {
  return new MemoryArea(memory, `${toHex(aid)}/`)
}

/** The card's operating system for one session, from power-up or reset to the next: selection and dispatch. */
export class CardSystem {
  readonly #registry: Registry
  readonly #applications = new Map<string, CardApplication>()
  #selected: CardApplication | undefined

  constructor(
    private readonly memory: CardMemory,
    private readonly modules: readonly ApplicationModule[],
    private readonly cardInterface: CardInterface
  ) {
    this.#registry = registryOf(memory)
    this.#selected = this.#issuerSecurityDomain()
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
      .filter(({ lifeCycle }) => (lifeCycle & 0x07) === 0x07 && (lifeCycle & 0x80) === 0)
      .map((entry) => this.#application(entry))
      .filter(({ interfaces }) => interfaces.includes(this.cardInterface))
  }

  #application(entry: RegistryEntry): CardApplication {
    const key = toHex(entry.aid)
    const present = this.#applications.get(key)
    if (present !== undefined) return present
    const module = this.modules.find(({ name }) => name === entry.module)
    if (module === undefined) throw new Error(`the card has no module named ${entry.module}`)
    const memory = instanceArea(this.memory, entry.aid)
    const application = module.create({ aid: entry.aid, memory, registry: this.#registry })
    this.#applications.set(key, application)
    return application
  }

  /** Selected when the card is powered, and by an empty SELECT (GlobalPlatform Card Specification, 6.3 and 11.9). */
  #issuerSecurityDomain(): CardApplication | undefined {
    const entry = this.#registry
      .entries()
      .find(({ privileges }) => ((privileges[0] ?? 0) & SECURITY_DOMAIN) !== 0)
    return entry && this.#application(entry)
  }

  #isSecurityDomain(application: CardApplication): boolean {
    return ((this.#registry.find(application.aid)?.privileges[0] ?? 0) & SECURITY_DOMAIN) !== 0
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
