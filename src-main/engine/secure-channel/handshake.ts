import { commandApdu, type CommandApdu } from '../apdu/command-apdu'
import { concat } from '../bytes/bytes'
import { equalInConstantTime } from '../crypto/constant-time'
import type { Composition } from '../key-operations/operation'
import { LEVELS, SCHEMES } from './schemes'
import type { Challenges, Handshake, Scp, Session, StaticKeys, Stepped } from './session'

const EXTERNAL_AUTHENTICATE = 0x82
const CLA = 0x84

/**
 * Makes the session keys and both cryptograms out of what INITIALIZE UPDATE and its answer said. Whoever is the host
 * must compare `cardCryptogram` before anything else is sent: an EXTERNAL AUTHENTICATE under wrong keys costs the card
 * one of its few attempts.
 */
export function* handshake(scp: Scp, keys: StaticKeys, challenges: Challenges): Composition<Handshake> {
  const scheme = SCHEMES[scp.name]
  const sessionKeys = yield* scheme.sessionKeys(scp, keys, challenges)
  return { scp, keys: sessionKeys, ...(yield* scheme.cryptograms(sessionKeys, challenges)) }
}

/** Whether the other side knows the keys too. */
export function isCryptogramRight(expected: Uint8Array, received: Uint8Array): boolean {
  return expected.length === received.length && equalInConstantTime(expected, received)
}

/**
 * EXTERNAL AUTHENTICATE with the host's cryptogram and its C-MAC, and the session that is open once the card has
 * accepted it. Throws a fault for a level that the protocol does not know.
 */
export function* externalAuthenticate(made: Handshake, level: number): Composition<Stepped<CommandApdu>> {
  if (!LEVELS[made.scp.name].includes(level)) {
    throw new Error(`level: ${made.scp.name} knows no level ${level.toString(16)}`)
  }
  const { data, session } = yield* authenticated(made, level)
  return { value: authenticateCommand(level, data), session }
}

/** The card's side: the open session where command, cryptogram and MAC are right, else undefined. */
export function* acceptAuthentication(
  made: Handshake,
  command: CommandApdu
): Composition<Session | undefined> {
  const level = command.p1
  const isCommand = command.cla === CLA && command.ins === EXTERNAL_AUTHENTICATE && command.p2 === 0
  if (!isCommand || !LEVELS[made.scp.name].includes(level)) return undefined
  const { data, session } = yield* authenticated(made, level)
  return isCryptogramRight(data, command.data) ? session : undefined
}

function* authenticated(made: Handshake, level: number): Composition<{ data: Uint8Array; session: Session }> {
  const scheme = SCHEMES[made.scp.name]
  const { scp, keys, hostCryptogram } = made
  const macLength = hostCryptogram.length
  const before: Session = {
    ...{ scp, level, keys, macLength },
    commandChain: new Uint8Array(scp.name === 'SCP03' ? 16 : 8),
    responseChain: new Uint8Array(8),
    counter: 0
  }
  const plain = authenticateCommand(level, hostCryptogram)
  const mac = yield* scheme.commandMac(before, { plain, data: hostCryptogram })
  return {
    data: concat(hostCryptogram, mac.slice(0, macLength)),
    session: { ...before, commandChain: mac, responseChain: mac.slice(0, 8) }
  }
}

function authenticateCommand(level: number, data: Uint8Array): CommandApdu {
  return commandApdu({ cla: CLA, ins: EXTERNAL_AUTHENTICATE, p1: level, p2: 0, data })
}
