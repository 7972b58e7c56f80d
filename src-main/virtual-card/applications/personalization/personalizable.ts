import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { tlv } from '../../../engine/tlv/tlv'
import type { CardInterface } from '../../card-log'
import type { InstanceContext } from '../../os/application-module'
import type { CardApplication, CommandContext, Decipher, StoreData } from '../../os/card-application'
import { APPLICATION_STATE } from '../../os/registry'
import { answer, status, SW } from '../../os/status-words'
import { channelDomain } from '../security-domain/channel-domain'
import { isHandshake, SECURED, SecureChannel } from '../security-domain/secure-channel'
import { PersonalizationRun, type Personalization } from './store-data'

const STORE_DATA = 0xe2

/**
 * An application before and after its personalization (EMV CPS 1.1, 2 and 3). Before, it answers SELECT with its name alone,
 * opens secure channels with the keys of its security domain, and takes STORE DATA; all else is 6985. After the last STORE DATA
 * it is PERSONALIZED and works; a further STORE DATA is 6985.
 */
export class PersonalizableApplication implements CardApplication {
  readonly aid: Uint8Array
  readonly #channel: SecureChannel
  readonly #run: PersonalizationRun

  constructor(
    private readonly instance: InstanceContext,
    private readonly working: CardApplication,
    personalization: Personalization
  ) {
    const { aid, registry, content } = instance
    this.aid = aid
    this.#run = new PersonalizationRun({
      begin: () => personalization.begin(),
      store: (grouping) => personalization.store(grouping),
      finish: () => {
        const sw = personalization.finish()
        const entry = registry.find(aid)
        if (sw === SW.ok && entry !== undefined) {
          registry.put({ ...entry, lifeCycle: entry.lifeCycle | APPLICATION_STATE.personalized })
        }
        return sw
      }
    })
    this.#channel = new SecureChannel(() => {
      const entry = registry.find(aid)
      return channelDomain(content, registry.domainOf(entry ?? {}), aid)
    })
  }

  get interfaces(): readonly CardInterface[] {
    return this.#isPersonalized ? this.working.interfaces : ['contact', 'contactless']
  }

  get secureMessaging(): boolean {
    return !this.#isPersonalized || this.#channel.isOpen || this.working.secureMessaging === true
  }

  select(context: CommandContext): ResponseApdu {
    this.#close()
    return this.#isPersonalized ? this.working.select(context) : answer(tlv(0x6f, tlv(0x84, this.aid)))
  }

  process(command: CommandApdu, context: CommandContext): ResponseApdu {
    if (this.#channel.isOpen && !isHandshake(command)) return this.#secured(command)
    if (this.#isPersonalized) {
      const isStoreData = command.ins === STORE_DATA && (command.cla === 0x80 || command.cla === SECURED)
      return isStoreData ? status(SW.conditionsNotSatisfied) : this.working.process(command, context)
    }
    if (isHandshake(command)) {
      this.#run.restart()
      return this.#channel.handshake(command)
    }
    const needsSession = command.ins === STORE_DATA && command.cla === 0x80
    return status(needsSession ? SW.securityStatusNotSatisfied : SW.conditionsNotSatisfied)
  }

  deselect(): void {
    this.#close()
    this.working.deselect()
  }

  personalize(): StoreData | undefined {
    this.#run.restart()
    return this.#isPersonalized ? undefined : (command, decipher) => this.#storeData(command, decipher)
  }

  #storeData(command: CommandApdu, decipher: Decipher): ResponseApdu {
    return this.#isPersonalized ? status(SW.conditionsNotSatisfied) : this.#run.storeData(command, decipher)
  }

  /** In its own session; the command is one update of the memory, of which a refused one leaves nothing. */
  #secured(command: CommandApdu): ResponseApdu {
    const plain = this.#channel.unwrap(command)
    if (plain === undefined) {
      this.#close()
      return status(SW.securityStatusNotSatisfied)
    }
    const response =
      plain.ins === STORE_DATA && plain.cla === 0x80
        ? this.instance.memory.atomicallyIf(
            ({ sw }) => sw === SW.ok,
            () => this.#storeData(plain, (data) => this.#channel.decipher(data))
          )
        : status(SW.conditionsNotSatisfied)
    return this.#channel.wrap(response)
  }

  #close(): void {
    this.#channel.close()
    this.#run.restart()
  }

  get #isPersonalized(): boolean {
    const lifeCycle = this.instance.registry.find(this.aid)?.lifeCycle ?? 0
    return (lifeCycle & APPLICATION_STATE.personalized) === APPLICATION_STATE.personalized
  }
}
