import { commandApdu } from '../apdu/command-apdu'
import type { ResponseApdu } from '../apdu/response-apdu'
import type { Command } from '../commands/command'
import type { Composition } from '../key-operations/operation'
import { runComposition } from '../key-operations/run-composition'
import { protectCommand, roomForData, unprotectAnswer } from '../secure-channel/protection'
import { LEVEL, type Scp, type Session } from '../secure-channel/session'
import { Interruption } from '../workflow/interruption'
import { compute, transmit, type Workflow } from '../workflow/workflow'

/** What is known of a secure channel once it is open. */
export interface ChannelFacts {
  /** AID of the security domain, as it named itself. */
  readonly aid: Uint8Array
  /** Key diversification data, 10 bytes. */
  readonly kdd: Uint8Array
  /** Version of the static keys in use. */
  readonly keyVersion: number
  readonly scp: Scp
  readonly level: number
  /** Longest command data field that the card takes (9F65 of its FCI), at most 255. */
  readonly mostData: number
}

/** An open secure channel to a security domain: the facts stay, the session goes on with each command. */
export class SecureChannel {
  #session: Session | undefined

  constructor(
    readonly facts: ChannelFacts,
    session: Session
  ) {
    this.#session = session
  }

  /** Undefined once the channel is no longer to be trusted, or was closed. */
  get session(): Session | undefined {
    return this.#session
  }

  /** Bytes of plain data that one command can carry; 0 once it is closed. */
  get room(): number {
    return this.#session === undefined ? 0 : roomForData(this.#session, this.facts.mostData)
  }

  goOn(session: Session): void {
    this.#session = session
  }

  /** Forgets the session keys; nothing is sent. */
  close(): void {
    this.#session = undefined
  }
}

/** What a command came to within a secure channel. */
export type Secured<T> = { readonly kind: 'answered'; readonly value: T } | ChannelBroken

/** The answer cannot be trusted, or the channel was closed before: nothing more is sent through it. */
export interface ChannelBroken {
  readonly kind: 'channel-broken'
  readonly reason: 'answer-mac-wrong' | 'answer-padding-wrong' | 'closed'
}

/**
 * Sends a plain command through the channel: the trace sees what passes the wire, the result is made of the plain answer.
 * An answer whose MAC is missing or wrong closes the channel. The command may have been performed nevertheless.
 */
export function* transmitSecured<T>(channel: SecureChannel, command: Command<T>): Workflow<Secured<T>> {
  const { session } = channel
  if (session === undefined) return { kind: 'channel-broken', reason: 'closed' }
  const sent = yield* inSession(session, protectCommand(session, command.apdu))
  const answer = yield* exchanged(channel, wrapped(command, session, sent.value))
  const read = yield* inSession(sent.session, unprotectAnswer(sent.session, answer))
  if (read.kind !== 'ok') {
    channel.close()
    return {
      kind: 'channel-broken',
      reason: read.kind === 'mac-wrong' ? 'answer-mac-wrong' : 'answer-padding-wrong'
    }
  }
  channel.goOn(read.session)
  return { kind: 'answered', value: command.parse(read.value) }
}

/** What was sent may have been performed: without its answer, nobody knows how the channel goes on. */
function* exchanged(channel: SecureChannel, command: Command<ResponseApdu>): Workflow<ResponseApdu> {
  try {
    return yield* transmit(command)
  } catch (error) {
    // A cancellation comes before anything is sent.
    if (!isCancelled(error)) channel.close()
    throw error
  }
}

/** Whether a workflow was stopped by the person, before its command was sent. */
export function isCancelled(error: unknown): boolean {
  return error instanceof Interruption && error.reason === 'cancelled'
}

/** Through the channel where there is one, else plain. */
export function* transmitOver<T>(
  channel: SecureChannel | undefined,
  command: Command<T>
): Workflow<Secured<T>> {
  if (channel !== undefined) return yield* transmitSecured(channel, command)
  return { kind: 'answered', value: yield* transmit(command) }
}

function wrapped(
  { name, sensitivity }: Command<unknown>,
  { level }: Session,
  apdu: Command<unknown>['apdu']
): Command<ResponseApdu> {
  // A MAC comes back also where the plain command expects nothing.
  const answers = (level & LEVEL.rMac) !== 0
  return Object.freeze({
    name,
    apdu: answers && apdu.ne === 0 ? commandApdu({ ...apdu, ne: 256 }) : apdu,
    sensitivity,
    parse: (response: ResponseApdu) => response
  })
}

/** Session keys that lie in memory are worked with at once; others where they are. */
function* inSession<R>({ keys }: Session, composition: Composition<R>): Workflow<R> {
  const held = [keys.enc, keys.mac, keys.rMac].some((key) => key !== undefined && !('secret' in key))
  return held ? yield* compute(composition) : runComposition(composition)
}
