import type { CommandApdu } from '../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../engine/apdu/response-apdu'
import { concat, uint, uintBytes } from '../../../engine/bytes/bytes'
import { padMethod2 } from '../../../engine/crypto/padding'
import { macBy } from '../../../engine/key-operations/operation'
import { runComposition } from '../../../engine/key-operations/run-composition'
import { acceptAuthentication, handshake } from '../../../engine/secure-channel/handshake'
import { scp02 } from '../../../engine/secure-channel/scp02'
import { expectedCardChallenge } from '../../../engine/secure-channel/scp03'
import type { Challenges, Handshake, Session } from '../../../engine/secure-channel/session'
import type { MemoryArea } from '../../memory/memory-area'
import { answer, status, SW } from '../../os/status-words'
import { nextRandom } from '../random'
import { dataCell, PROTOCOLS, SCP02_OPTIONS } from './data-cells'
import type { ChannelDomain } from './channel-domain'
import { KEY_TYPE, keyVersion, type KeyVersion } from './domain-keys'

/** After so many wrong attempts in a row the domain takes no more, for good. */
export const MOST_FAILURES = 10
/** Cell: wrong attempts in a row, 1 byte. */
const FAILURES = 'authentication/failures'
/** Cell: sessions of SCP03, 3 bytes. That of SCP02 is data object C1. */
const SCP03_SEQUENCE = 'authentication/scp03-sequence'
const KDD = 0xcf
const SCP02_SEQUENCE = 0xc1

/** What a domain remembers between INITIALIZE UPDATE and EXTERNAL AUTHENTICATE. */
export interface Begun {
  readonly made: Handshake
  readonly keyVersion: number
}

/**
 * INITIALIZE UPDATE (GlobalPlatform Card 2.3.1, E.5.1; Amendment D, 7.1.1): the protocol follows from the kind of keys.
 * Undefined `begun` where the card refuses.
 */
export function initializeUpdate(
  { memory, keys, aid }: ChannelDomain,
  { p1, p2, data }: CommandApdu
): { readonly response: ResponseApdu; readonly begun?: Begun } {
  if (p2 !== 0) return { response: status(SW.wrongParameters) }
  if (data.length !== 8) return { response: status(SW.wrongLength) }
  if (failures(memory) >= MOST_FAILURES) return { response: status(SW.authenticationMethodBlocked) }
  const version = keyVersion(keys, p1)
  if (version === undefined) return { response: status(SW.referencedDataNotFound) }
  const aes = version.type === KEY_TYPE.aes
  const scp = aes
    ? ({ name: 'SCP03', i: PROTOCOLS.scp03 } as const)
    : ({ name: 'SCP02', i: keys.read(SCP02_OPTIONS)?.[0] ?? PROTOCOLS.scp02 } as const)
  const challenges = aes
    ? scp03Challenges(memory, aid, version, data)
    : scp02Challenges({ memory, aid }, version, scp.i, data)
  const made = runComposition(handshake(scp, version.keys, challenges))
  const { card, sequence = new Uint8Array(0) } = challenges
  const head = concat(memory.need(dataCell(KDD)), Uint8Array.of(version.version))
  const body = aes
    ? concat(Uint8Array.of(0x03, scp.i), card, made.cardCryptogram, sequence)
    : concat(Uint8Array.of(0x02), sequence, card, made.cardCryptogram)
  return { response: answer(concat(head, body)), begun: { made, keyVersion: version.version } }
}

/** EXTERNAL AUTHENTICATE: the session where cryptogram and MAC are right. Each wrong one counts. */
export function externalAuthenticate(
  { memory }: ChannelDomain,
  begun: Begun | undefined,
  command: CommandApdu
): { readonly response: ResponseApdu; readonly session?: Session } {
  if (begun === undefined) return { response: status(SW.conditionsNotSatisfied) }
  if (failures(memory) >= MOST_FAILURES) return { response: status(SW.authenticationMethodBlocked) }
  // Counted before the check, so that pulling the card in between gives no free attempt.
  memory.write(FAILURES, Uint8Array.of(failures(memory) + 1))
  const session = runComposition(acceptAuthentication(begun.made, command))
  if (session === undefined) return { response: status(SW.authenticationFailed) }
  memory.atomically(() => {
    memory.write(FAILURES, Uint8Array.of(0))
    if (begun.made.scp.name === 'SCP02') count(memory, dataCell(SCP02_SEQUENCE), 2)
  })
  return { response: answer(new Uint8Array(0)), session }
}

function failures(memory: MemoryArea): number {
  return memory.read(FAILURES)?.[0] ?? 0
}

/** Bit 7 of "i": the challenge follows from session key and AID, so that a host could know it before (E.1.1). */
const PSEUDO_RANDOM = 0x40

function scp02Challenges(
  { memory, aid }: Pick<ChannelDomain, 'memory' | 'aid'>,
  { keys }: KeyVersion,
  i: number,
  host: Uint8Array
): Challenges {
  const sequence = memory.need(dataCell(SCP02_SEQUENCE))
  if ((i & PSEUDO_RANDOM) === 0) return { host, card: nextRandom(memory).slice(0, 6), sequence }
  const { mac } = runComposition(
    scp02.sessionKeys({ name: 'SCP02', i }, keys, { host, card: new Uint8Array(6), sequence })
  )
  return { host, card: runComposition(macBy('retail', mac, padMethod2(aid, 8))).slice(0, 6), sequence }
}

/** Each challenge out of a number that is used once. */
function scp03Challenges(
  memory: MemoryArea,
  aid: Uint8Array,
  { keys }: KeyVersion,
  host: Uint8Array
): Challenges {
  const sequence = count(memory, SCP03_SEQUENCE, 3)
  return { host, card: runComposition(expectedCardChallenge(keys.enc, sequence, aid, 8)), sequence }
}

/** Raises the number in the cell by one, from 0 where there is none, and returns it. */
function count(memory: MemoryArea, cell: string, length: number): Uint8Array {
  const next = uintBytes((uint(memory.read(cell) ?? new Uint8Array(length)) + 1) % 256 ** length, length)
  memory.write(cell, next)
  return next
}
