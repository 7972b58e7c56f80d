import { commandApdu, type CommandApdu } from '../apdu/command-apdu'
import type { ResponseApdu } from '../apdu/response-apdu'
import { concat } from '../bytes/bytes'
import { equalInConstantTime } from '../crypto/constant-time'
import type { Composition } from '../key-operations/operation'
import { SCHEMES } from './schemes'
import { isSecuredClass, securedClass, unsecuredClass } from './secured-class'
import { LEVEL, type AnswerScheme, type Session, type Stepped, type Unprotected } from './session'

const SHORT = 255

/** Bytes of data that one command can carry within the session; `most`: what a command of the card can carry at all. */
export function roomForData({ scp, level, macLength }: Session, most = SHORT): number {
  if ((level & LEVEL.cMac) === 0) return most
  const room = most - macLength
  if ((level & LEVEL.cEnc) === 0) return room
  const block = scp.name === 'SCP03' ? 16 : 8
  // Padding takes at least one byte; with SCP01 the length byte takes its place.
  return Math.floor(room / block) * block - 1
}

/** The host's side: the command as it is sent. Throws a fault where there is no room for its MAC and padding. */
export function* protectCommand(session: Session, plain: CommandApdu): Composition<Stepped<CommandApdu>> {
  const counted: Session = { ...session, counter: session.counter + 1, pending: plain }
  if (!has(session, LEVEL.cMac)) return { value: plain, session: counted }
  if (plain.data.length > roomForData(session)) {
    throw new Error(`data: ${plain.data.length} bytes, of which the session carries ${roomForData(session)}`)
  }
  const scheme = SCHEMES[session.scp.name]
  const enciphers = has(session, LEVEL.cEnc) && plain.data.length > 0
  const sent = enciphers ? yield* scheme.encipherData(counted, plain.data) : plain.data
  const covered = scheme.macOverCipherText ? sent : plain.data
  const mac = yield* scheme.commandMac(counted, { plain, data: covered })
  return {
    value: commandApdu({
      ...plain,
      cla: securedClass(plain.cla),
      data: concat(sent, mac.slice(0, session.macLength))
    }),
    session: { ...counted, commandChain: mac }
  }
}

/** The card's side: the plain command out of what came in. */
export function* unprotectCommand(
  session: Session,
  command: CommandApdu
): Composition<Unprotected<CommandApdu>> {
  const counted: Session = { ...session, counter: session.counter + 1 }
  if (!has(session, LEVEL.cMac)) {
    return { kind: 'ok', value: command, session: { ...counted, pending: command } }
  }
  const end = command.data.length - session.macLength
  if (!isSecuredClass(command.cla) || end < 0) return { kind: 'mac-wrong' }
  const scheme = SCHEMES[session.scp.name]
  const received = command.data.slice(0, end)
  const enciphered = has(session, LEVEL.cEnc) && received.length > 0
  if (enciphered && received.length % (session.scp.name === 'SCP03' ? 16 : 8) !== 0)
    return { kind: 'mac-wrong' }
  const header = { ...command, cla: unsecuredClass(command.cla) }
  // A MAC over the plain data can be checked only after deciphering, one over the enciphered data before it.
  const early =
    enciphered && !scheme.macOverCipherText ? yield* scheme.decipherData(counted, received) : received
  if (early === undefined) return { kind: 'mac-wrong' }
  const mac = yield* scheme.commandMac(counted, {
    plain: commandApdu({ ...header, data: early }),
    data: early
  })
  if (!equalInConstantTime(mac.slice(0, session.macLength), command.data.slice(end)))
    return { kind: 'mac-wrong' }
  const data = enciphered && scheme.macOverCipherText ? yield* scheme.decipherData(counted, received) : early
  if (data === undefined) return { kind: 'padding-wrong' }
  const value = commandApdu({ ...header, data })
  return { kind: 'ok', value, session: { ...counted, commandChain: mac, pending: value } }
}

/** The card's side: the answer as it is sent. */
export function* protectAnswer(session: Session, answer: ResponseApdu): Composition<Stepped<ResponseApdu>> {
  const scheme = answerScheme(session, answer.sw)
  if (scheme === undefined) return { value: answer, session }
  const cipher = answerCipher(session, scheme, answer.data)
  const data = cipher === undefined ? answer.data : yield* cipher.encipher(session, answer.data)
  const mac = yield* scheme.mac(session, { data, sw: answer.sw })
  return {
    value: { data: concat(data, mac.slice(0, session.macLength)), sw: answer.sw },
    session: { ...session, responseChain: mac }
  }
}

/** The host's side: the plain answer out of what came in. */
export function* unprotectAnswer(
  session: Session,
  answer: ResponseApdu
): Composition<Unprotected<ResponseApdu>> {
  const scheme = answerScheme(session, answer.sw)
  if (scheme === undefined) return { kind: 'ok', value: answer, session }
  const end = answer.data.length - session.macLength
  if (end < 0) return { kind: 'mac-wrong' }
  const received = answer.data.slice(0, end)
  const mac = yield* scheme.mac(session, { data: received, sw: answer.sw })
  if (!equalInConstantTime(mac.slice(0, session.macLength), answer.data.slice(end)))
    return { kind: 'mac-wrong' }
  const cipher = answerCipher(session, scheme, received)
  if (cipher !== undefined && received.length % 16 !== 0) return { kind: 'padding-wrong' }
  const data = cipher === undefined ? received : yield* cipher.decipher(session, received)
  if (data === undefined) return { kind: 'padding-wrong' }
  return {
    kind: 'ok',
    value: { data, sw: answer.sw },
    session: { ...session, responseChain: mac }
  }
}

function answerScheme(session: Session, sw: number): AnswerScheme | undefined {
  if (!has(session, LEVEL.rMac)) return undefined
  const { answers } = SCHEMES[session.scp.name]
  return answers?.carriesMac(sw) === true ? answers : undefined
}

/** Nothing is enciphered where there is nothing. */
function answerCipher(session: Session, { cipher }: AnswerScheme, data: Uint8Array): AnswerScheme['cipher'] {
  return has(session, LEVEL.rEnc) && data.length > 0 ? cipher : undefined
}

function has({ level }: Session, bit: number): boolean {
  return (level & bit) !== 0
}
