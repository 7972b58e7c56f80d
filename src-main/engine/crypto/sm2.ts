import { createHmac } from 'node:crypto'
import { concat, uintBytes } from '../bytes/bytes'
import { bigNumber, bigNumberBytes, inverseModulo } from './big-number'
import { sm3 } from './hash'
import { Secret } from './secret'
import { SM2_CURVE, Sm2Point } from './sm2-curve'

const { a, b, Gx, Gy } = SM2_CURVE
const n: bigint = SM2_CURVE.n

/** The signer's identity that PBOC 3.0 (JR/T 0025.17) and GM/T 0009 use: ASCII 1234567812345678. */
const DEFAULT_ID = Uint8Array.from('1234567812345678', (character) => character.charCodeAt(0))

const curveBytes = concat(...[a, b, Gx, Gy].map((value) => bigNumberBytes(value, 32)))

export interface Sm2Options {
  /** The signer's identity, which is hashed in; the common default where absent. */
  readonly id?: Uint8Array
}

export interface Sm2SignOptions extends Sm2Options {
  /** The one-time number, 32 bytes, 1 to n - 1; derived from key and message where absent. Never use one twice. */
  readonly k?: Uint8Array
}

/**
 * Signature with SM2 (GM/T 0003.2, 6): r and s, 32 bytes each, over SM3 of Z and the message. The private key is 32
 * bytes, 1 to n - 2; anything else is a fault, and so is a `k` that cannot be used.
 */
export function sm2Sign(privateKey: Secret, message: Uint8Array, options: Sm2SignOptions = {}): Uint8Array {
  const d = privateNumber(privateKey)
  const hash = messageHash(sm2PublicKey(privateKey), message, options.id)
  if (options.k !== undefined) {
    const signature = signWith(d, hash, bigNumber(options.k))
    if (signature === undefined) throw new Error('k: cannot be used for this signature')
    return signature
  }
  for (let attempt = 0; ; attempt += 1) {
    const signature = signWith(d, hash, derivedNumber(privateKey, hash, attempt))
    if (signature !== undefined) return signature
  }
}

/** Whether the signature (r and s, 64 bytes) is right; false for anything malformed, the public key included. */
export function sm2Verify(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
  options: Sm2Options = {}
): boolean {
  const point = publicPoint(publicKey)
  if (point === undefined || signature.length !== 64) return false
  const r = bigNumber(signature.subarray(0, 32))
  const s = bigNumber(signature.subarray(32))
  const t = (r + s) % n
  if (r === 0n || r >= n || s === 0n || s >= n || t === 0n) return false
  const sum = Sm2Point.BASE.multiplyUnsafe(s).add(point.multiplyUnsafe(t))
  if (sum.is0()) return false
  return (bigNumber(messageHash(publicKey, message, options.id)) + sum.toAffine().x) % n === r
}

/** The public key that belongs to a private one: X and Y, 64 bytes, without the leading 04. */
export function sm2PublicKey(privateKey: Secret): Uint8Array {
  return Sm2Point.BASE.multiply(privateNumber(privateKey)).toBytes(false).slice(1)
}

/** A key pair from 40 unpredictable bytes (GM/T 0003.1; the surplus of 8 bytes evens out the reduction). */
export function sm2KeyPair(seed: Uint8Array): {
  readonly privateKey: Secret
  readonly publicKey: Uint8Array
} {
  if (seed.length !== 40) throw new Error(`seed: ${seed.length} bytes instead of 40`)
  const number = bigNumberBytes((bigNumber(seed) % (n - 2n)) + 1n, 32)
  const privateKey = new Secret(number)
  number.fill(0)
  return { privateKey, publicKey: sm2PublicKey(privateKey) }
}

/** Whether the 64 bytes (X and Y) are a point of the curve other than infinity. */
export function isSm2PublicKey(publicKey: Uint8Array): boolean {
  return publicPoint(publicKey) !== undefined
}

/** Z, the hash of the signer's identity, the curve and the public key: 32 bytes (GM/T 0003.2, 5.5). */
export function sm2SignerHash(publicKey: Uint8Array, id: Uint8Array = DEFAULT_ID): Uint8Array {
  return sm3(uintBytes(id.length * 8, 2), id, curveBytes, publicKey)
}

function messageHash(publicKey: Uint8Array, message: Uint8Array, id?: Uint8Array): Uint8Array {
  return sm3(sm2SignerHash(publicKey, id), message)
}

function publicPoint(publicKey: Uint8Array): Sm2Point | undefined {
  if (publicKey.length !== 64) return undefined
  const [x, y] = [bigNumber(publicKey.subarray(0, 32)), bigNumber(publicKey.subarray(32))]
  try {
    const point = Sm2Point.fromAffine({ x, y })
    point.assertValidity()
    return point
  } catch {
    return undefined
  }
}

function privateNumber(privateKey: Secret): bigint {
  const d = privateKey.use(bigNumber)
  if (privateKey.length !== 32 || d === 0n || d >= n - 1n)
    throw new Error('privateKey: not an SM2 private key')
  return d
}

/** GM/T 0003.2, 6.1, steps A4 to A7; undefined where `k` does not give a signature. */
function signWith(d: bigint, hash: Uint8Array, k: bigint): Uint8Array | undefined {
  if (k === 0n || k >= n) return undefined
  const r = (bigNumber(hash) + Sm2Point.BASE.multiply(k).toAffine().x) % n
  if (r === 0n || r + k === n) return undefined
  const s = ((inverseModulo(1n + d, n) ?? 0n) * (k + n - ((r * d) % n))) % n
  if (s === 0n) return undefined
  return concat(bigNumberBytes(r, 32), bigNumberBytes(s, 32))
}

/** A number that only the holder of the key can know and that differs for each message, in the manner of RFC 6979. */
function derivedNumber(privateKey: Secret, hash: Uint8Array, attempt: number): bigint {
  const mac = privateKey.use((key) =>
    createHmac('sha512', key).update(hash).update(Uint8Array.of(attempt)).digest()
  )
  return (bigNumber(mac) % (n - 1n)) + 1n
}
