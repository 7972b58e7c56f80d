import { concat } from '../../bytes/bytes'
import { blockLength } from '../../crypto/cipher'
import { type KeyRef } from '../../crypto/key-ref'
import { unpadMethod2 } from '../../crypto/padding'
import { type Transaction } from '../key-set'
import { type Composition, decipher, encipher, macOf, note } from '../../key-operations/operation'
import { type CryptogramProfile, type PinChangeRules } from '../profiles/profile'
import { checked } from './checked'
import { paddedFor } from './pad'
import { sessionKey } from './session-key'

export interface ScriptCommand {
  /** CLA INS P1 P2. */
  readonly header: Uint8Array
  /** What the command carries before its MAC, enciphered already where it is. */
  readonly data: Uint8Array
}

/**
 * The MAC of an issuer script command, 4 or 8 bytes as the version sends them (EMV Book 2, 9.2; JR/T 0025.5): over
 * header, Lc with the MAC counted in, ATC, ARQC and command data. Out of the card's MAC key; faults as `sessionKey`,
 * and where the transaction has no `ac`.
 */
export function* scriptMac(
  profile: CryptogramProfile,
  cardKey: KeyRef,
  command: ScriptCommand,
  transaction: Transaction
): Composition<Uint8Array> {
  const key = yield* sessionKey(profile.script.session, cardKey, transaction)
  return yield* scriptMacWith(key, profile.script.macLength, command, transaction)
}

/** The same with the key of the transaction itself. */
export function* scriptMacWith(
  key: KeyRef,
  macLength: 4 | 8,
  { header, data }: ScriptCommand,
  { atc, ac }: Transaction
): Composition<Uint8Array> {
  const lc = data.length + macLength
  if (lc > 255) throw new Error(`data: ${data.length} bytes leave no room for the MAC`)
  const block = concat(
    checked('header', header, 4),
    Uint8Array.of(lc),
    checked('atc', atc, 2),
    checked('ac', ac, 8),
    data
  )
  const padded = paddedFor(key, 2, block)
  const mac = (yield* macOf(key, padded)).slice(0, macLength)
  yield note(() => ({
    name: 'script-mac',
    section: 'EMV Book 2, 9.2; JR/T 0025.5, secure messaging',
    inputs: [
      { name: 'session-key', key },
      { name: 'command-header', bytes: header },
      { name: 'atc', bytes: atc },
      { name: 'arqc', bytes: ac ?? new Uint8Array() },
      { name: 'command-data', bytes: data }
    ],
    block,
    padded,
    result: { name: 'mac', bytes: mac }
  }))
  return mac
}

/**
 * Command data enciphered for an issuer script (EMV Book 2, 9.3). `sized` data has at most 255 bytes, else a fault.
 * Out of the card's encipherment key; faults as `sessionKey`.
 */
export function* encipherScriptData(
  profile: CryptogramProfile,
  cardKey: KeyRef,
  plain: Uint8Array,
  transaction: Transaction
): Composition<Uint8Array> {
  const { session, pin } = profile.script
  const key = yield* sessionKey(session, cardKey, transaction)
  const padded = framed(key, pin.encipherment, plain)
  const enciphered = yield* encipher(key, modeOf(pin.encipherment), padded)
  yield note(() => ({
    name: 'script-encipherment',
    section: 'EMV Book 2, 9.3; JR/T 0025.5, secure messaging',
    inputs: [{ name: 'session-key', key }],
    block: plain,
    padded,
    sensitiveBlock: true,
    result: { name: 'enciphered', bytes: enciphered }
  }))
  return enciphered
}

/**
 * The card's side of `encipherScriptData`: the data in clear, or undefined where it does not have the form of the
 * version (a key or an initial value that is not the same makes that likely, not sure: the MAC decides).
 */
export function* decipherScriptData(
  profile: CryptogramProfile,
  cardKey: KeyRef,
  enciphered: Uint8Array,
  transaction: Transaction
): Composition<Uint8Array | undefined> {
  const { session, pin } = profile.script
  if (enciphered.length === 0 || enciphered.length % blockLength(cardKey.algorithm) !== 0) return undefined
  const key = yield* sessionKey(session, cardKey, transaction)
  const padded = yield* decipher(key, modeOf(pin.encipherment), enciphered)
  yield note(() => ({
    name: 'script-decipherment',
    section: 'EMV Book 2, 9.3; JR/T 0025.5, secure messaging',
    inputs: [
      { name: 'session-key', key },
      { name: 'enciphered', bytes: enciphered }
    ],
    result: { name: 'plain', bytes: padded, sensitive: true }
  }))
  return pin.encipherment === 'chained' ? padded : unframed(padded)
}

function modeOf(encipherment: PinChangeRules['encipherment']): 'ecb' | 'cbc' {
  return encipherment === 'sized' ? 'ecb' : 'cbc'
}

function framed(key: KeyRef, encipherment: PinChangeRules['encipherment'], plain: Uint8Array): Uint8Array {
  if (encipherment === 'sized') {
    if (plain.length > 255) throw new Error(`plain: ${plain.length} bytes do not fit a length byte`)
    return paddedFor(key, 2, concat(Uint8Array.of(plain.length), plain))
  }
  return plain.length % blockLength(key.algorithm) === 0 ? plain : paddedFor(key, 2, plain)
}

function unframed(padded: Uint8Array): Uint8Array | undefined {
  const length = padded[0] ?? 0
  // A size that ends on a block may come without padding.
  if (padded.length === length + 1) return padded.slice(1)
  const sized = unpadMethod2(padded)
  return sized?.length === length + 1 ? sized.slice(1) : undefined
}
