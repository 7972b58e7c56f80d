import { concat } from '../../bytes/bytes'
import { hex, toHex } from '../../bytes/hex'
import { type KeyRef } from '../../crypto/key-ref'
import { type KeySet, type Transaction } from '../key-set'
import { type Composition, maskWith, note } from '../../key-operations/operation'
import { type CryptogramProfile } from '../profiles/profile'
import { mixed } from './checked'
import { decipherScriptData, encipherScriptData } from './script'

export interface PinChange {
  /** The new PIN: 4 to 12 digits. */
  readonly pin: string
  /** The PIN until now, which P2 = 01 asks for; absent with P2 = 02. */
  readonly currentPin?: string
}

/** The keys that a PIN change takes: the script encipherment key, and what the block may be masked with. */
export type PinChangeKeys = Pick<KeySet, 'ac' | 'enc'>

/**
 * The enciphered data of PIN CHANGE/UNBLOCK (EMV Book 3, 6.5.10; VIS 1.5, Annex C; JR/T 0025.5), without its MAC, out
 * of the card's keys. Throws a fault on a PIN that is not 4 to 12 digits.
 */
export function* pinChangeData(
  profile: CryptogramProfile,
  keys: PinChangeKeys,
  change: PinChange,
  transaction: Transaction
): Composition<Uint8Array> {
  const block = yield* pinBlock(profile, keys, change)
  return yield* encipherScriptData(profile, keys.enc, block, transaction)
}

/** The card's side: the new PIN, or undefined where what was deciphered is no PIN block. */
export function* readPinChangeData(
  profile: CryptogramProfile,
  keys: PinChangeKeys,
  change: { readonly enciphered: Uint8Array; readonly currentPin?: string },
  transaction: Transaction
): Composition<string | undefined> {
  const block = yield* decipherScriptData(profile, keys.enc, change.enciphered, transaction)
  if (block?.length !== 8) return undefined
  const isIso2 = usesIso2(profile, change.currentPin)
  const unmixed = withCurrentPin(block, change.currentPin)
  const unmasked = isIso2 ? unmixed : yield* masked(profile, keys, unmixed)
  const digits = toHex(unmasked)
  const length = Number.parseInt(digits[1] ?? '', 16)
  const isBlock =
    digits.startsWith(isIso2 ? '2' : '0') &&
    length >= 4 &&
    length <= 12 &&
    /^\d+$/.test(digits.slice(2, 2 + length)) &&
    /^F*$/.test(digits.slice(2 + length))
  return isBlock ? digits.slice(2, 2 + length) : undefined
}

function* pinBlock(
  profile: CryptogramProfile,
  keys: PinChangeKeys,
  { pin, currentPin }: PinChange
): Composition<Uint8Array> {
  const isIso2 = usesIso2(profile, currentPin)
  const length = checkedPin('pin', pin).length.toString(16)
  const clear = hex(((isIso2 ? '2' : '0') + length + pin).padEnd(16, 'F'))
  const block = withCurrentPin(isIso2 ? clear : yield* masked(profile, keys, clear), currentPin)
  yield note(() => ({
    name: 'pin-block',
    section: 'VIS 1.5, Annex C; JR/T 0025.5, PIN CHANGE/UNBLOCK',
    inputs: isIso2 ? [] : [{ name: 'mask-key', key: maskKey(profile, keys) }],
    block: clear,
    sensitiveBlock: true,
    result: { name: 'pin-block', bytes: block, sensitive: true }
  }))
  return block
}

function usesIso2({ script }: CryptogramProfile, currentPin: string | undefined): boolean {
  const { block } = script.pin
  return block === 'iso-2' || (block === 'iso-2-without-current' && currentPin === undefined)
}

/** Mixes the right half with bytes 5 to 8 of the mask key, which takes it away again too. */
function* masked(
  profile: CryptogramProfile,
  keys: PinChangeKeys,
  block: Uint8Array
): Composition<Uint8Array> {
  const right = yield* maskWith(maskKey(profile, keys), 4, block.subarray(4))
  return concat(block.subarray(0, 4), right)
}

function maskKey(profile: CryptogramProfile, keys: PinChangeKeys): KeyRef {
  return profile.script.pin.mask === 'ac' ? keys.ac : keys.enc
}

/** Mixes in the digits of the current PIN, left-justified and followed by zeros, which takes them away again too. */
function withCurrentPin(block: Uint8Array, currentPin: string | undefined): Uint8Array {
  if (currentPin === undefined) return block
  return mixed(block, hex(checkedPin('currentPin', currentPin).padEnd(16, '0')))
}

function checkedPin(name: string, pin: string): string {
  if (!/^\d{4,12}$/.test(pin)) throw new Error(`${name}: not 4 to 12 digits`)
  return pin
}
