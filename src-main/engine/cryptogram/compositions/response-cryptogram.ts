import { concat } from '../../bytes/bytes'
import { type KeyRef } from '../../crypto/key-ref'
import { type Transaction } from '../key-set'
import { type Composition, encipher, macOf, note } from '../../key-operations/operation'
import { type CryptogramProfile } from '../profiles/profile'
import { checked, mixed } from './checked'
import { paddedFor } from './pad'
import { sessionKey } from './session-key'

/** What method 1 answers: 8 bytes of cryptogram, 2 of authorisation response code (8A). */
export interface ResponseCode {
  readonly ac: Uint8Array
  readonly arc: Uint8Array
}

/** What method 2 answers: 8 bytes of cryptogram, 4 of card status update, and up to 8 of the issuer's own data. */
export interface StatusUpdate {
  readonly ac: Uint8Array
  readonly csu: Uint8Array
  readonly proprietary?: Uint8Array
}

/**
 * ARPC by method 1, 8 bytes (EMV Book 2, 8.2.1): the cryptogram mixed with the response code and enciphered. With SM4
 * the 8 bytes are filled up with zeros to a block, and the first 8 of the result are used. 91 is the ARPC and the
 * response code. Out of the card's AC key; faults as `sessionKey`, and on other lengths.
 */
export function* arpcMethod1(
  profile: CryptogramProfile,
  cardKey: KeyRef,
  request: ResponseCode,
  transaction: Transaction
): Composition<Uint8Array> {
  const key = yield* sessionKey(profile.arpc.session, cardKey, transaction)
  return yield* arpcWithCode(key, request)
}

/** Method 1 with the key of the transaction itself. */
export function* arpcWithCode(key: KeyRef, { ac, arc }: ResponseCode): Composition<Uint8Array> {
  const block = mixed(checked('ac', ac, 8), checked('arc', arc, 2))
  const padded = paddedFor(key, 1, block)
  const arpc = (yield* encipher(key, 'ecb', padded)).slice(0, 8)
  yield note(() => ({
    name: 'arpc-method-1',
    section: 'EMV Book 2, 8.2.1; JR/T 0025.7, ARPC',
    inputs: [
      { name: 'session-key', key },
      { name: 'ac', bytes: ac },
      { name: 'arc', bytes: arc }
    ],
    block,
    padded,
    result: { name: 'arpc', bytes: arpc }
  }))
  return arpc
}

/**
 * ARPC by method 2, 4 bytes (EMV Book 2, 8.2.2): a MAC over cryptogram, card status update and the issuer's own data.
 * 91 is the ARPC, the status update and that data. Out of the card's AC key; faults as `sessionKey`, and on other lengths.
 */
export function* arpcMethod2(
  profile: CryptogramProfile,
  cardKey: KeyRef,
  request: StatusUpdate,
  transaction: Transaction
): Composition<Uint8Array> {
  const key = yield* sessionKey(profile.arpc.session, cardKey, transaction)
  return yield* arpcWithStatus(key, request)
}

/** Method 2 with the key of the transaction itself. */
export function* arpcWithStatus(key: KeyRef, request: StatusUpdate): Composition<Uint8Array> {
  const { ac, csu, proprietary = new Uint8Array() } = request
  if (proprietary.length > 8) throw new Error(`proprietary: ${proprietary.length} bytes are more than 8`)
  const block = concat(checked('ac', ac, 8), checked('csu', csu, 4), proprietary)
  const padded = paddedFor(key, 2, block)
  const arpc = (yield* macOf(key, padded)).slice(0, 4)
  yield note(() => ({
    name: 'arpc-method-2',
    section: 'EMV Book 2, 8.2.2',
    inputs: [
      { name: 'session-key', key },
      { name: 'ac', bytes: ac },
      { name: 'csu', bytes: csu },
      { name: 'proprietary', bytes: proprietary }
    ],
    block,
    padded,
    result: { name: 'arpc', bytes: arpc }
  }))
  return arpc
}
