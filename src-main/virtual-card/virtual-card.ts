import { toHex } from '../engine/bytes/hex'
import type { CommandApdu } from '../engine/apdu/command-apdu'
import { status, SW } from './os/status-words'
import type { ResponseApdu } from '../engine/apdu/response-apdu'
import { CARD_MODULES } from './applications/card-modules'
import type { CardImage } from './card-image'
import type { CardChange, CardInterface, CardObserver } from './card-log'
import type { CardExchange } from './chip/answer-time'
import { ats, contactAtr, contactlessAtr, type ContactProtocol } from './chip/atr'
import { chipSettings, type ChipSettings } from './chip/chip-settings'
import { maskCommand } from './chip/mask-command'
import { Transmission } from './chip/transmission'
import { CardMemory, PowerLost } from './memory/card-memory'
import type { ApplicationModule } from './os/application-module'
import { CardSystem } from './os/card-system'

interface Session {
  readonly interface: CardInterface
  readonly protocol: ContactProtocol
  readonly system: CardSystem
  readonly transmission: Transmission
}

/**
 * A whole card: chip, operating system, applications and memory. Synchronous and pure; who drives it (a virtual reader,
 * vpcd, a test) powers it up, transmits, and powers it down.
 */
export class VirtualCard {
  #session: Session | undefined
  #observer: CardObserver | undefined
  #lastExchange: CardExchange = { commandBytes: 0, responseBytes: 0, writes: 0 }

  private constructor(
    readonly memory: CardMemory,
    private readonly chip: ChipSettings,
    private readonly modules: readonly ApplicationModule[]
  ) {}

  /** A card without power. `modules`: the application code on it, by default all that Cardwright has. */
  static fromImage(image: CardImage, modules: readonly ApplicationModule[] = CARD_MODULES): VirtualCard {
    const memory = CardMemory.fromImage(image.memory)
    return new VirtualCard(memory, chipSettings(memory), modules)
  }

  toImage(): CardImage {
    return { format: 'cardwright-card', version: 1, memory: this.memory.toImage() }
  }

  /** Calls the observer with what the card sees from now on; one at a time, undefined for none. */
  observe(observer: CardObserver | undefined): void {
    this.#observer = observer
  }

  /** The last command that was answered; `answerTime` tells how long a real chip would have taken over it. */
  get lastExchange(): CardExchange {
    return this.#lastExchange
  }

  get powered(): boolean {
    return this.#session !== undefined
  }

  /** Protocols of the contact side, the one offered first in front. Contactless is always T=1. */
  get contactProtocols(): readonly ContactProtocol[] {
    return this.chip.protocols
  }

  /** The identifier sent during anti-collision: 4 or 7 bytes. */
  get uid(): Uint8Array {
    return this.chip.uid
  }

  /** Answer to select of the contactless side. */
  get ats(): Uint8Array {
    return ats(this.chip.historical)
  }

  /**
   * Gives power on one side, rolling back what an earlier power loss left half done, and returns the ATR (for
   * contactless the one that a reader makes from the ATS). `protocol`: what the reader chose on the contact side.
   */
  powerUp(cardInterface: CardInterface, protocol?: ContactProtocol): Uint8Array {
    const atr = this.#start(cardInterface, protocol)
    this.#observer?.({ kind: 'power-up', interface: cardInterface, atr: toHex(atr) })
    return atr
  }

  /** Warm reset: what is volatile is gone. Throws `PowerLost` without power. */
  reset(protocol?: ContactProtocol): Uint8Array {
    if (this.#session === undefined) throw new PowerLost('the card has no power')
    const atr = this.#start(this.#session.interface, protocol ?? this.#session.protocol)
    this.#observer?.({ kind: 'reset', atr: toHex(atr) })
    return atr
  }

  powerDown(): void {
    if (this.#session === undefined) return
    this.#session = undefined
    this.memory.powerDown()
    this.#observer?.({ kind: 'power-down' })
  }

  /**
   * Command bytes to response bytes with status word, whatever the bytes are. Throws `PowerLost` when the card has no
   * power, or loses it in a write (see `CardMemory.tear`).
   */
  transmit(command: Uint8Array): Uint8Array {
    const session = this.#session
    if (session === undefined) throw new PowerLost('the card has no power')
    const changes: CardChange[] = []
    let handledBy: Uint8Array | undefined
    const writesBefore = this.memory.writes
    const response = session.transmission.exchange(command, (apdu) => {
      const produced = this.#process(session, apdu, changes)
      handledBy = session.system.selectedAid
      return produced
    })
    const writes = this.memory.writes - writesBefore
    this.#lastExchange = { commandBytes: command.length, responseBytes: response.length, writes }
    this.#observer?.({
      kind: 'command',
      command: maskCommand(command),
      response: toHex(response),
      ...(handledBy !== undefined && { handledBy: toHex(handledBy) }),
      changes
    })
    return response
  }

  #process(session: Session, apdu: CommandApdu, changes: CardChange[]): ResponseApdu {
    try {
      const context = {
        interface: session.interface,
        note: (change: CardChange) => void changes.push(change)
      }
      return session.system.process(apdu, context)
    } catch (error) {
      if (!(error instanceof PowerLost)) return this.#fault(error)
      this.#session = undefined
      this.#observer?.({ kind: 'power-lost' })
      throw error
    }
  }

  /** A card that finds itself broken says 6F00 and nothing else; why goes to the log. */
  #fault(error: unknown): ResponseApdu {
    if (this.memory.inTransaction) this.memory.abort()
    this.#observer?.({ kind: 'fault', detail: error instanceof Error ? error.message : 'unknown' })
    return status(SW.noPreciseDiagnosis)
  }

  #start(cardInterface: CardInterface, protocol: ContactProtocol | undefined): Uint8Array {
    this.memory.powerUp()
    const { historical, protocols } = this.chip
    const spoken = cardInterface === 'contactless' ? 'T=1' : (protocol ?? protocols[0] ?? 'T=0')
    this.#session = {
      interface: cardInterface,
      protocol: spoken,
      system: new CardSystem(this.memory, this.modules, cardInterface),
      transmission: new Transmission(spoken)
    }
    return cardInterface === 'contact' ? contactAtr(protocols, historical) : contactlessAtr(historical)
  }
}
