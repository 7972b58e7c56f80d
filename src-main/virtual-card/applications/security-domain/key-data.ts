import { equalBytes } from '../../../engine/bytes/bytes'
import { isKeyLength, secretKey } from '../../../engine/crypto/key-ref'
import { keyCheckValue } from '../../../engine/crypto/kcv'
import { tlv } from '../../../engine/tlv/tlv'
import type { Decipher } from '../../os/card-application'
import { lengthAt } from './content/lv-fields'
import { KEY_TYPE } from './domain-keys'

/** A key as PUT KEY brings it, deciphered and checked. */
export interface NewKey {
  readonly type: number
  /** See `SecurityDomainKey`. */
  readonly value: Uint8Array
  /** 3 bytes, none for a public key. */
  readonly checkValue: Uint8Array
}

interface Read<Value> {
  readonly value: Value
  readonly end: number
}

const NO_BYTES = new Uint8Array(0)
const DES_LENGTH = 16

/**
 * The keys of PUT KEY (GlobalPlatform Card 2.3.1, 11.8.2.3; Amendment D 1.1.1, 7.2), one behind the other. Undefined where the data
 * are none, or a check value is wrong.
 */
export function readKeyData(data: Uint8Array, decipher: Decipher): NewKey[] | undefined {
  const keys: NewKey[] = []
  for (let at = 0; at < data.length;) {
    const type = data[at]
    const read =
      type === KEY_TYPE.rsaModulus ? publicKey(data, at) : secretKeyData(data, at, type ?? 0, decipher)
    if (read === undefined) return undefined
    keys.push(read.value)
    at = read.end
  }
  return keys.length > 0 ? keys : undefined
}

/** Type, length, enciphered key, check value behind its length. */
function secretKeyData(
  data: Uint8Array,
  at: number,
  type: number,
  decipher: Decipher
): Read<NewKey> | undefined {
  const body = counted(data, at + 1)
  const given = body && counted(data, body.end)
  if (body === undefined || given === undefined) return undefined
  const plain = type === KEY_TYPE.des ? desKey(body.value, decipher) : aesKey(type, body.value, decipher)
  if (plain === undefined) return undefined
  const checkValue = keyCheckValue(secretKey(type === KEY_TYPE.des ? '3des' : 'aes', plain))
  if (given.value.length > 0 && !equalBytes(given.value, checkValue)) return undefined
  return { value: { type, value: plain, checkValue }, end: given.end }
}

function desKey(body: Uint8Array, decipher: Decipher): Uint8Array | undefined {
  return body.length === DES_LENGTH ? decipher(body) : undefined
}

/** Behind the length of the key, filled up to whole blocks; older hosts leave the length out. */
function aesKey(type: number, body: Uint8Array, decipher: Decipher): Uint8Array | undefined {
  if (type !== KEY_TYPE.aes) return undefined
  const [length = 0] = body
  const isCounted = body.length % 8 === 1
  const plain = decipher(isCounted ? body.slice(1) : body)
  if (plain === undefined) return undefined
  const wanted = isCounted ? length : plain.length
  const filled = plain.length - wanted
  return isKeyLength('aes', wanted) && filled >= 0 && filled < 16 ? plain.slice(0, wanted) : undefined
}

/** Modulus A1 and exponent A0, each behind its length, and a check value that nobody needs. */
function publicKey(data: Uint8Array, at: number): Read<NewKey> | undefined {
  const modulus = counted(data, at + 1)
  if (modulus === undefined || data[modulus.end] !== KEY_TYPE.rsaExponent) return undefined
  const exponent = counted(data, modulus.end + 1)
  const given = exponent && counted(data, exponent.end)
  if (exponent === undefined || given === undefined) return undefined
  if (modulus.value.length < 64 || exponent.value.length === 0) return undefined
  const value = Uint8Array.of(
    ...tlv(KEY_TYPE.rsaModulus, modulus.value),
    ...tlv(KEY_TYPE.rsaExponent, exponent.value)
  )
  return { value: { type: KEY_TYPE.rsaModulus, value, checkValue: NO_BYTES }, end: given.end }
}

/** What stands behind its length. */
function counted(data: Uint8Array, at: number): Read<Uint8Array> | undefined {
  const header = lengthAt(data, at)
  if (header === undefined) return undefined
  const end = header.start + header.length
  return end <= data.length ? { value: data.slice(header.start, end), end } : undefined
}
