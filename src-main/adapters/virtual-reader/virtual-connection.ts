import { ReaderError, type CardConnection, type ReaderErrorCode } from '../../services/readers/reader-driver'
import type { ContactProtocol } from '../../virtual-card/chip/atr'
import type { ReaderFirmware, ReaderHardware } from './firmware/reader-firmware'

const NO_ATR = new Uint8Array(0)
/** Class byte of what is meant for the reader (PC/SC part 3, 3.2). */
const PSEUDO_APDU = 0xff

/** SCARD_ATTR numbers (PC/SC part 3, 3.1.2). */
const ATTRIBUTE = {
  vendorName: 0x00010100,
  iccPresence: 0x00090300,
  atrString: 0x00090303,
  currentProtocol: 0x00080201,
  friendlyName: 0x7fff0003
} as const

/** The reader as one of its connections sees it. */
export interface ConnectedReader extends ReaderHardware {
  readonly name: string
  readonly firmware: ReaderFirmware
  readonly atr: Uint8Array | undefined
  isFree(connection: VirtualConnection): boolean
  whenFree(connection: VirtualConnection): Promise<void>
  acquire(connection: VirtualConnection): Promise<void>
  release(connection: VirtualConnection): void
  reset(connection: VirtualConnection, how: 'warm' | 'unpower'): Uint8Array
  close(connection: VirtualConnection): void
}

/** An open connection to a virtual reader. */
export class VirtualConnection implements CardConnection {
  #lost: ReaderErrorCode | undefined
  #closed = false

  constructor(
    private readonly owner: ConnectedReader,
    readonly protocol: ContactProtocol | 'direct',
    readonly exclusive: boolean
  ) {}

  get reader(): string {
    return this.owner.name
  }

  get atr(): Uint8Array {
    return this.owner.atr ?? NO_ATR
  }

  /** Why the connection is of no use any more. */
  get lost(): ReaderErrorCode | undefined {
    return this.#lost
  }

  /** What happened last does not undo what happened before, except that a card that was reset can still be removed. */
  lose(code: ReaderErrorCode): void {
    if (this.#lost === undefined || this.#lost === 'card-reset' || code === 'no-reader') this.#lost = code
  }

  async transmit(command: Uint8Array): Promise<Uint8Array> {
    this.#needUse()
    if (this.protocol === 'direct')
      throw new ReaderError('unsupported', 'no card protocol in a direct connection')
    await this.owner.whenFree(this)
    this.#needUse()
    if (command[0] === PSEUDO_APDU) return this.owner.firmware.pseudoApdu(command, this.owner)
    if (command.length > this.owner.firmware.maxCommand) {
      throw new ReaderError('transport', `the reader takes at most ${this.owner.firmware.maxCommand} bytes`)
    }
    const response = await this.owner.exchange(command)
    this.#needUse()
    return response
  }

  async control(code: number, input: Uint8Array): Promise<Uint8Array> {
    this.#needUse()
    const output = await this.owner.firmware.control(code, input, this.owner)
    if (output === undefined) throw new ReaderError('unsupported', `control code ${code.toString(16)}`)
    return output
  }

  attribute(id: number): Promise<Uint8Array | undefined> {
    return this.#promise(() => this.#attribute(id))
  }

  async beginTransaction(): Promise<{ end(): Promise<void> }> {
    this.#needUse()
    await this.owner.acquire(this)
    return { end: () => Promise.resolve(this.owner.release(this)) }
  }

  /** Also makes a connection usable again whose card another one has reset. */
  async reset(how: 'warm' | 'unpower'): Promise<Uint8Array> {
    if (this.#lost !== 'card-reset') this.#needUse()
    await this.owner.whenFree(this)
    const atr = this.owner.reset(this, how)
    this.#lost = undefined
    return atr
  }

  disconnect(how: 'leave' | 'reset' | 'unpower'): Promise<void> {
    return this.#promise(() => {
      if (this.#closed) return
      this.#closed = true
      if (
        how !== 'leave' &&
        this.#lost === undefined &&
        this.protocol !== 'direct' &&
        this.owner.isFree(this)
      ) {
        this.owner.reset(this, how === 'reset' ? 'warm' : 'unpower')
      }
      this.#lost = 'transport'
      this.owner.close(this)
    }, false)
  }

  #attribute(id: number): Uint8Array | undefined {
    switch (id) {
      case ATTRIBUTE.atrString:
        return this.owner.atr
      case ATTRIBUTE.vendorName:
        return zeroTerminated('Cardwright')
      case ATTRIBUTE.friendlyName:
        return zeroTerminated(this.owner.name)
      case ATTRIBUTE.iccPresence:
        return Uint8Array.of(this.owner.card === undefined ? 0 : 2)
      case ATTRIBUTE.currentProtocol:
        // Bit 0 is T=0, bit 1 is T=1, as a little-endian number of four bytes.
        return this.protocol === 'direct'
          ? undefined
          : Uint8Array.of(this.protocol === 'T=0' ? 1 : 2, 0, 0, 0)
      default:
        return undefined
    }
  }

  #needUse(): void {
    if (this.#lost !== undefined) throw new ReaderError(this.#lost)
  }

  /** What a synchronous step returns or throws, as a promise. */
  async #promise<T>(step: () => T, needUse = true): Promise<T> {
    if (needUse) this.#needUse()
    return Promise.resolve(step())
  }
}

function zeroTerminated(text: string): Uint8Array {
  return Uint8Array.from(`${text}\0`, (character) => character.charCodeAt(0))
}
