import { toHex } from '../../bytes/hex'
import { type KeyRef } from '../../crypto/key-ref'
import { sha1 } from '../../crypto/hash'
import { type CardNumber, type KeySet } from '../key-set'
import { type Composition, derive, note } from '../../key-operations/operation'
import { withComplement } from './checked'

/** EMV Book 2, A1.4.1 and A1.4.2. They differ only for account numbers of more than 16 digits. */
export type DerivationOption = 'A' | 'B'

const ZERO = '0'.charCodeAt(0)

const OPTION_SECTION: Readonly<Record<DerivationOption, string>> = {
  A: 'EMV Book 2, A1.4.1; JR/T 0025.7, key derivation',
  B: 'EMV Book 2, A1.4.2'
}

/** The card's three keys, each out of the issuer's key of the same name. */
export function* cardKeys(
  issuer: KeySet,
  card: CardNumber,
  option: DerivationOption = 'A'
): Composition<KeySet> {
  return {
    ac: yield* cardKey(issuer.ac, card, option),
    mac: yield* cardKey(issuer.mac, card, option),
    enc: yield* cardKey(issuer.enc, card, option)
  }
}

/**
 * A card's master key (UDK) out of an issuer master key: the diversification data Y and its complement, 16 bytes,
 * enciphered under it; odd parity with 3DES, none with SM4. Throws a fault unless `pan` is 1 to 19 digits and `psn`
 * is 2. With SM4, one block holds both halves.
 */
export function* cardKey(
  issuerKey: KeyRef,
  card: CardNumber,
  option: DerivationOption = 'A'
): Composition<KeyRef> {
  const y = diversificationData(card, option)
  yield note(() => ({
    name: 'diversification-data',
    section: OPTION_SECTION[option],
    inputs: [
      { name: 'pan', bytes: digitBytes(card.pan), sensitive: true },
      { name: 'psn', bytes: digitBytes(card.psn) }
    ],
    result: { name: 'diversification', bytes: y, sensitive: true }
  }))
  const data = withComplement(y)
  const key = yield* derive(issuerKey, { by: 'enciphering', data }, issuerKey.algorithm === '3des')
  yield note(() => ({
    name: 'card-key',
    section: OPTION_SECTION[option],
    inputs: [{ name: 'issuer-key', key: issuerKey }],
    block: data,
    sensitiveBlock: true,
    result: { name: 'card-key', key }
  }))
  return key
}

/** Y, 8 bytes: the 16 digits that make one card's keys differ from another's. Faults as `cardKey`. */
export function diversificationData({ pan, psn }: CardNumber, option: DerivationOption): Uint8Array {
  if (!/^\d{1,19}$/.test(pan)) throw new Error('pan: not 1 to 19 digits')
  if (!/^\d{2}$/.test(psn)) throw new Error('psn: not 2 digits')
  const digits = pan + psn
  const y = option === 'B' && pan.length > 16 ? decimalised(digits) : digits.slice(-16).padStart(16, '0')
  return digitBytes(y)
}

/** 16 decimal digits out of SHA-1: its own first, then its letters A to F as 0 to 5 (EMV Book 2, A1.4.2). */
function decimalised(digits: string): string {
  const hash = toHex(sha1(digitBytes(digits)))
  const letters = [...hash.replace(/\d/g, '')].map((letter) => letter.charCodeAt(0) - 'A'.charCodeAt(0))
  return (hash.replace(/\D/g, '') + letters.join('')).slice(0, 16)
}

/** Packed digits, with a zero before an odd number of them; they have been checked. */
function digitBytes(digits: string): Uint8Array {
  const even = digits.length % 2 === 0 ? digits : `0${digits}`
  const bytes = new Uint8Array(even.length / 2)
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = (even.charCodeAt(2 * index) - ZERO) * 16 + even.charCodeAt(2 * index + 1) - ZERO
  }
  return bytes
}
