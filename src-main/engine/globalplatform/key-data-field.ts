import { concat } from '../bytes/bytes'
import { blockLength } from '../crypto/cipher'
import { keyLength, type KeyRef, type SecretKey } from '../crypto/key-ref'
import type { RsaPublicKey } from '../crypto/rsa'
import { type Composition, derive, encipher, maskWith } from '../key-operations/operation'
import { lengthBytes } from '../tlv/tlv'

/** Key types of PUT KEY and GET DATA E0 (GlobalPlatform Card 2.3.1, table 11-16). */
const TYPE = { '3des': 0x80, aes: 0x88, rsaModulus: 0xa1, rsaExponent: 0xa0 } as const
const KCV_LENGTH = 3

/** A key to be put onto a card: a secret one, which goes enciphered, or a public one for tokens and DAP. */
export type NewKey = KeyRef | { readonly rsa: RsaPublicKey }

/** A key data field of PUT KEY, and the check value that the card should answer; empty for a public key. */
export interface KeyDataField {
  readonly field: Uint8Array
  readonly checkValue: Uint8Array
}

/**
 * The key data field (GlobalPlatform Card 2.3.1, table 11-69; AES: Amendment D 1.1.1, 7.2): type, length, the key enciphered
 * under `dek`, check value. AES keys have their own length before the enciphered bytes; `withoutKeyLength` is for older
 * cards, which want it as for triple DES. A fault for keys that PUT KEY has no form for.
 */
export function* keyDataField(dek: KeyRef, key: NewKey, withoutKeyLength = false): Composition<KeyDataField> {
  if ('rsa' in key) return publicKeyField(key.rsa)
  if (key.algorithm === 'sm4') throw new Error('key: PUT KEY has no form for sm4')
  const enciphered = yield* encipheredKey(dek, key)
  const checkValue = yield* checkValueOf(key)
  const counted = key.algorithm === 'aes' && !withoutKeyLength
  const value = counted ? concat(lengthBytes(keyLength(key)), enciphered) : enciphered
  const field = concat(
    ...[Uint8Array.of(TYPE[key.algorithm]), lengthBytes(value.length), value],
    ...[Uint8Array.of(KCV_LENGTH), checkValue]
  )
  return { field, checkValue }
}

function publicKeyField({ modulus, exponent }: RsaPublicKey): KeyDataField {
  const field = concat(
    ...[Uint8Array.of(TYPE.rsaModulus), lengthBytes(modulus.length), modulus],
    ...[Uint8Array.of(TYPE.rsaExponent), lengthBytes(exponent.length), exponent],
    Uint8Array.of(0)
  )
  return { field, checkValue: new Uint8Array() }
}

/** First 3 bytes of an enciphered block: zeros with triple DES, 01 bytes with AES (Amendment D 1.1.1, 6). */
function* checkValueOf(key: KeyRef): Composition<Uint8Array> {
  const block = new Uint8Array(blockLength(key.algorithm)).fill(key.algorithm === 'aes' ? 1 : 0)
  return (yield* encipher(key, 'ecb', block)).slice(0, KCV_LENGTH)
}

/**
 * Under a triple DES key in ECB, under an AES key in CBC from zeros, padded with zeros to whole blocks. The composition never
 * sees the key: whoever holds it mixes its second block with the first enciphered one.
 */
function* encipheredKey(dek: KeyRef, key: KeyRef): Composition<Uint8Array> {
  const length = keyLength(key)
  const aes = dek.algorithm === 'aes'
  if (aes ? length % AES_BLOCK !== 0 : length > LONGEST_3DES) {
    return yield* encipheredPadded(dek, inMemory(key))
  }
  const first = yield* mixedAndEnciphered(dek, key, new Uint8Array(aes ? AES_BLOCK : length))
  if (first.length === length) return first
  return yield* mixedAndEnciphered(dek, key, concat(new Uint8Array(AES_BLOCK), first))
}

const AES_BLOCK = 16
const LONGEST_3DES = 24

function* mixedAndEnciphered(dek: KeyRef, other: KeyRef, mask: Uint8Array): Composition<Uint8Array> {
  const enciphered = yield* derive(dek, { by: 'enciphering-key', other, mask }, false)
  return yield* maskWith(enciphered, 0, new Uint8Array(mask.length))
}

/** Keys that are no whole blocks, or longer than a key of the DEK's own kind. */
function* encipheredPadded(dek: KeyRef, { secret }: SecretKey): Composition<Uint8Array> {
  const block = blockLength(dek.algorithm)
  const plain = new Uint8Array(Math.ceil(secret.length / block) * block)
  secret.use((bytes) => plain.set(bytes))
  try {
    return yield* encipher(dek, dek.algorithm === 'aes' ? 'cbc' : 'ecb', plain)
  } finally {
    plain.fill(0)
  }
}

function inMemory(key: KeyRef): SecretKey {
  if (!('secret' in key)) throw new Error('key: of this length it can be put only out of memory')
  return key
}
