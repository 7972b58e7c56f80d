import {
  constants,
  createPrivateKey,
  generatePrime,
  generatePrimeSync,
  privateDecrypt,
  type KeyObject
} from 'node:crypto'
import { bigNumber, bigNumberBytes, bitLength, inverseModulo, powerModulo } from './big-number'
import { Secret } from './secret'

/** Both numbers big-endian; the modulus has as many bytes as a block. */
export interface RsaPublicKey {
  readonly modulus: Uint8Array
  readonly exponent: Uint8Array
}

/** A private key as the Chinese remainder theorem splits it (PKCS #1, 3.2), big-endian. */
export interface RsaCrtNumbers {
  readonly p: Uint8Array
  readonly q: Uint8Array
  /** d modulo p - 1 */
  readonly dP: Uint8Array
  /** d modulo q - 1 */
  readonly dQ: Uint8Array
  /** The inverse of q modulo p */
  readonly qInv: Uint8Array
}

/** The same, each half as long as the modulus. */
export type RsaCrtSecrets = { readonly [Name in keyof RsaCrtNumbers]: Secret }

/** A private key; neither its parts nor the prepared key behind it print. */
export class RsaPrivateKey implements RsaPublicKey {
  readonly #prepared: KeyObject

  constructor(
    readonly modulus: Uint8Array,
    readonly exponent: Uint8Array,
    readonly parts: RsaCrtSecrets,
    prepared: KeyObject
  ) {
    this.#prepared = prepared
  }

  /** Raises `block` to the private exponent. A fault unless it is as long as the modulus and below it in value. */
  operate(block: Uint8Array): Uint8Array {
    if (!fits(block, this.modulus)) throw new Error('block: not below the modulus')
    const padding = constants.RSA_NO_PADDING
    return Uint8Array.from(privateDecrypt({ key: this.#prepared, padding }, block))
  }
}

/**
 * Raises `block` to the public exponent, without any padding: what recovers a certificate or signature (EMV Book 2,
 * A2.1). Undefined where the block is not as long as the modulus or not below it, or where the key cannot be one: an
 * even or empty modulus, leading zeros in it, or an exponent below 2 or of more than 4 bytes.
 */
export function rsaPublicOperation(key: RsaPublicKey, block: Uint8Array): Uint8Array | undefined {
  const { modulus, exponent } = key
  const isKey = ((modulus.at(-1) ?? 0) & 1) === 1 && modulus[0] !== 0
  const e = exponent.length > 4 ? 0n : bigNumber(exponent)
  if (!isKey || e < 2n || !fits(block, modulus)) return undefined
  return bigNumberBytes(powerModulo(bigNumber(block), e, bigNumber(modulus)), modulus.length)
}

/** A private key from its parts; leading zeros do not matter. A fault where the parts do not belong together. */
export function rsaPrivateKey(key: RsaPublicKey & RsaCrtNumbers): RsaPrivateKey {
  const [n, e] = [bigNumber(key.modulus), bigNumber(key.exponent)]
  const [p, q] = [bigNumber(key.p), bigNumber(key.q)]
  const d = privateExponent(e, p, q)
  const whole =
    d !== undefined && p * q === n && d % (p - 1n) === bigNumber(key.dP) && d % (q - 1n) === bigNumber(key.dQ)
  if (!whole || (q * bigNumber(key.qInv)) % p !== 1n) throw new Error('key: the parts do not belong together')
  return fromNumbers(e, d, p, q)
}

/**
 * The public key that belongs to the five numbers of a private one, for a card that was given no more; leading zeros do not
 * matter. Undefined where they do not belong together, or give an exponent of more than 4 bytes.
 */
export function rsaPublicKeyOf(numbers: RsaCrtNumbers): RsaPublicKey | undefined {
  const [p, q] = [bigNumber(numbers.p), bigNumber(numbers.q)]
  const [dP, dQ] = [bigNumber(numbers.dP), bigNumber(numbers.dQ)]
  if (p < 3n || q < 3n || (q * bigNumber(numbers.qInv)) % p !== 1n) return undefined
  const e = inverseModulo(dP, p - 1n)
  if (e === undefined || e < 3n || bitLength(e) > 32 || (e * dQ) % (q - 1n) !== 1n) return undefined
  const modulus = bigNumberBytes(p * q, Math.ceil(bitLength(p * q) / 8))
  return { modulus, exponent: bigNumberBytes(e, Math.ceil(bitLength(e) / 8)) }
}

/**
 * A new key: `bits` is a multiple of 16 from 512 to 4096, the length of the modulus, which is asserted (Electron's own
 * generator makes 1920 bits of 1984). Takes from milliseconds to seconds, and the system's randomness.
 */
export function generateRsaKey(bits: number, exponent: 3 | 65537): RsaPrivateKey {
  checkBits(bits)
  const prime = (): bigint => generatePrimeSync(bits / 2, { bigint: true })
  for (;;) {
    const key = keyOfPrimes(bits, exponent, prime(), prime())
    if (key !== undefined) return key
  }
}

/** The same with the search for primes on another thread. */
export async function generateRsaKeyAside(bits: number, exponent: 3 | 65537): Promise<RsaPrivateKey> {
  checkBits(bits)
  const prime = (): Promise<bigint> =>
    new Promise((resolve, reject) => {
      generatePrime(bits / 2, { bigint: true }, (error, found) =>
        // Without an error it is undefined in one runtime, null in the other.
        error instanceof Error ? reject(error) : resolve(found)
      )
    })
  for (;;) {
    const key = keyOfPrimes(bits, exponent, await prime(), await prime())
    if (key !== undefined) return key
  }
}

function checkBits(bits: number): void {
  if (bits % 16 !== 0 || bits < 512 || bits > 4096) throw new Error(`bits: ${bits} is no usable length`)
}

/** Undefined where the exponent does not go with the primes, or the modulus is not of full length. */
function keyOfPrimes(bits: number, exponent: number, p: bigint, q: bigint): RsaPrivateKey | undefined {
  // Primes from both runtimes have their two highest bits set, so that the product has the full length.
  const e = BigInt(exponent)
  const d = p === q ? undefined : privateExponent(e, p, q)
  if (d === undefined || bitLength(p * q) !== bits) return undefined
  return p > q ? fromNumbers(e, d, p, q) : fromNumbers(e, d, q, p)
}

function privateExponent(e: bigint, p: bigint, q: bigint): bigint | undefined {
  return p > 1n && q > 1n ? inverseModulo(e, (p - 1n) * (q - 1n)) : undefined
}

function fromNumbers(e: bigint, d: bigint, p: bigint, q: bigint): RsaPrivateKey {
  const n = p * q
  const length = Math.ceil(bitLength(n) / 8)
  const half = Math.ceil(length / 2)
  const exponent = bigNumberBytes(e, e === 3n ? 1 : Math.ceil(bitLength(e) / 8))
  const modulus = bigNumberBytes(n, length)
  const numbers = { p, q, dP: d % (p - 1n), dQ: d % (q - 1n), qInv: inverseModulo(q, p) ?? 0n }
  const bytes = {
    p: bigNumberBytes(numbers.p, half),
    q: bigNumberBytes(numbers.q, half),
    dP: bigNumberBytes(numbers.dP, half),
    dQ: bigNumberBytes(numbers.dQ, half),
    qInv: bigNumberBytes(numbers.qInv, half)
  }
  const prepared = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'RSA',
      n: base64Url(modulus),
      e: base64Url(exponent),
      d: base64Url(bigNumberBytes(d, length)),
      p: base64Url(bytes.p),
      q: base64Url(bytes.q),
      dp: base64Url(bytes.dP),
      dq: base64Url(bytes.dQ),
      qi: base64Url(bytes.qInv)
    }
  })
  const parts = {
    p: new Secret(bytes.p),
    q: new Secret(bytes.q),
    dP: new Secret(bytes.dP),
    dQ: new Secret(bytes.dQ),
    qInv: new Secret(bytes.qInv)
  }
  for (const part of Object.values(bytes)) part.fill(0)
  return new RsaPrivateKey(modulus, exponent, parts, prepared)
}

function fits(block: Uint8Array, modulus: Uint8Array): boolean {
  if (block.length !== modulus.length) return false
  for (let index = 0; index < block.length; index += 1) {
    const difference = (block[index] ?? 0) - (modulus[index] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
