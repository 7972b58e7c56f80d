import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { decipher } from '../../../engine/key-operations/operation'
import { runComposition } from '../../../engine/key-operations/run-composition'
import { protectAnswer, unprotectCommand } from '../../../engine/secure-channel/protection'
import type { Session } from '../../../engine/secure-channel/session'
import { SW, status } from '../../os/status-words'
import { externalAuthenticate, initializeUpdate, type Begun } from './authentication'
import type { ChannelDomain } from './channel-domain'

const INS = { initializeUpdate: 0x50, externalAuthenticate: 0x82 } as const
/** Class byte of a command with secure messaging. */
export const SECURED = 0x84

/** What opens a channel. */
export const HANDSHAKE = [
  { cla: 0x80, ins: INS.initializeUpdate },
  { cla: SECURED, ins: INS.externalAuthenticate }
] as const

/** The secure channel of whoever is selected, with the keys of a security domain; at most one session at a time. */
export class SecureChannel {
  #begun: Begun | undefined
  #session: Session | undefined
  #keyVersion = 0

  /** `domain`: asked for at each INITIALIZE UPDATE, as a domain may have been given keys of its own since. */
  constructor(private readonly domain: () => ChannelDomain) {}

  get isOpen(): boolean {
    return this.#session !== undefined
  }

  /** Version of the keys that the session was opened with. */
  get keyVersion(): number {
    return this.#keyVersion
  }

  close(): void {
    this.#begun = undefined
    this.#session = undefined
  }

  /** INITIALIZE UPDATE and EXTERNAL AUTHENTICATE; whatever was open before is closed. */
  handshake(command: CommandApdu): ResponseApdu {
    const made = this.#begun
    this.close()
    if (command.ins === INS.initializeUpdate) {
      const { response, begun } = initializeUpdate(this.domain(), command)
      this.#begun = begun
      return response
    }
    const { response, session } = externalAuthenticate(this.domain(), made, command)
    this.#session = session
    if (made !== undefined) this.#keyVersion = made.keyVersion
    return response
  }

  /** The plain command; undefined, and the session is over, where it was not protected as agreed. */
  unwrap(command: CommandApdu): CommandApdu | undefined {
    if (this.#session === undefined) return undefined
    const heard = runComposition(unprotectCommand(this.#session, command))
    this.#session = heard.kind === 'ok' ? heard.session : undefined
    return heard.kind === 'ok' ? heard.value : undefined
  }

  /** The answer as it goes out. */
  wrap(response: ResponseApdu): ResponseApdu {
    if (this.#session === undefined) return status(SW.conditionsNotSatisfied)
    const { value, session } = runComposition(protectAnswer(this.#session, response))
    this.#session = session
    return value
  }

  /**
   * Opens what the host enciphered with the key for secrets: triple DES in ECB under the session's (SCP02), AES in CBC under
   * the static one (SCP03). Undefined where there is no session or the bytes are no whole blocks.
   */
  decipher(data: Uint8Array): Uint8Array | undefined {
    if (this.#session === undefined) return undefined
    const { scp, keys } = this.#session
    const aes = scp.name === 'SCP03'
    if (data.length === 0 || data.length % (aes ? 16 : 8) !== 0) return undefined
    return runComposition(decipher(keys.dek, aes ? 'cbc' : 'ecb', data))
  }
}

/** Whatever was open before is over. */
export function isHandshake({ cla, ins }: CommandApdu): boolean {
  return HANDSHAKE.some((one) => one.cla === cla && one.ins === ins)
}
