// The compositions on keys in memory, for those who hold them and want the result at once: the virtual card, the issuer.
import { type KeyRef, type SecretKey } from '../crypto/key-ref'
import * as ac from './compositions/application-cryptogram'
import * as card from './compositions/card-key'
import * as issuerData from './compositions/issuer-data-mac'
import * as pin from './compositions/pin-change'
import * as response from './compositions/response-cryptogram'
import * as script from './compositions/script'
import * as session from './compositions/session-key'
import { type CardNumber, type KeySet, type Transaction } from './key-set'
import { type CryptogramProfile } from './profiles/profile'
import { runComposition } from '../key-operations/run-composition'
import { type SessionMethod } from './session-method'

export type SecretKeySet = KeySet<SecretKey>

/** See `cardKeys`. */
export function deriveCardKeys(
  issuer: SecretKeySet,
  number: CardNumber,
  option?: card.DerivationOption
): SecretKeySet {
  return setInMemory(runComposition(card.cardKeys(issuer, number, option)))
}

/** See `cardKey`. */
export function deriveCardKey(
  issuerKey: SecretKey,
  number: CardNumber,
  option?: card.DerivationOption
): SecretKey {
  return inMemory(runComposition(card.cardKey(issuerKey, number, option)))
}

/** See `sessionKey`. */
export function sessionKey(method: SessionMethod, cardKey: SecretKey, transaction: Transaction): SecretKey {
  return inMemory(runComposition(session.sessionKey(method, cardKey, transaction)))
}

/** See `cryptogramInput`. */
export function cryptogramInput(profile: CryptogramProfile, lookup: ac.TagLookup): ac.CryptogramInput {
  return runComposition(ac.cryptogramInput(profile, lookup))
}

/** See `applicationCryptogram`. */
export function applicationCryptogram(
  profile: CryptogramProfile,
  cardKey: SecretKey,
  input: Uint8Array,
  transaction: Transaction
): Uint8Array {
  return runComposition(ac.applicationCryptogram(profile, cardKey, input, transaction))
}

/** See `arpcMethod1`. */
export function arpc(
  profile: CryptogramProfile,
  cardKey: SecretKey,
  request: response.ResponseCode,
  transaction: Transaction
): Uint8Array {
  return runComposition(response.arpcMethod1(profile, cardKey, request, transaction))
}

/** See `arpcMethod2`. */
export function arpcMethod2(
  profile: CryptogramProfile,
  cardKey: SecretKey,
  request: response.StatusUpdate,
  transaction: Transaction
): Uint8Array {
  return runComposition(response.arpcMethod2(profile, cardKey, request, transaction))
}

/** See the composition of the same name. */
export function issuerDataMac(
  cardKey: SecretKey,
  facts: { readonly atc: Uint8Array; readonly data: Uint8Array }
): Uint8Array {
  return runComposition(issuerData.issuerDataMac(cardKey, facts))
}

/** See the composition of the same name. */
export function scriptMac(
  profile: CryptogramProfile,
  cardKey: SecretKey,
  command: script.ScriptCommand,
  transaction: Transaction
): Uint8Array {
  return runComposition(script.scriptMac(profile, cardKey, command, transaction))
}

/** See the composition of the same name. */
export function encipherScriptData(
  profile: CryptogramProfile,
  cardKey: SecretKey,
  plain: Uint8Array,
  transaction: Transaction
): Uint8Array {
  return runComposition(script.encipherScriptData(profile, cardKey, plain, transaction))
}

/** See the composition of the same name. */
export function decipherScriptData(
  profile: CryptogramProfile,
  cardKey: SecretKey,
  enciphered: Uint8Array,
  transaction: Transaction
): Uint8Array | undefined {
  return runComposition(script.decipherScriptData(profile, cardKey, enciphered, transaction))
}

/** See the composition of the same name. */
export function pinChangeData(
  profile: CryptogramProfile,
  keys: Pick<SecretKeySet, 'ac' | 'enc'>,
  change: pin.PinChange,
  transaction: Transaction
): Uint8Array {
  return runComposition(pin.pinChangeData(profile, keys, change, transaction))
}

/** See the composition of the same name. */
export function readPinChangeData(
  profile: CryptogramProfile,
  keys: Pick<SecretKeySet, 'ac' | 'enc'>,
  change: { readonly enciphered: Uint8Array; readonly currentPin?: string },
  transaction: Transaction
): string | undefined {
  return runComposition(pin.readPinChangeData(profile, keys, change, transaction))
}

function setInMemory(keys: KeySet): SecretKeySet {
  return { ac: inMemory(keys.ac), mac: inMemory(keys.mac), enc: inMemory(keys.enc) }
}

/** Keys in memory give keys in memory. */
function inMemory(key: KeyRef): SecretKey {
  if (!('secret' in key)) throw new Error('the key is not in memory')
  return key
}
