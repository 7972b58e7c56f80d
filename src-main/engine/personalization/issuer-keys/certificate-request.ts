import { concat, equalBytes, uint, uintBytes } from '../../bytes/bytes'
import { sha1 } from '../../crypto/hash'
import { rsaPublicOperation } from '../../crypto/rsa'
import { isSm2PublicKey, sm2Verify } from '../../crypto/sm2'
import { type Composition, signWith } from '../../key-operations/operation'
import type { SigningKey } from '../../key-operations/signer'
import { isRsaKey, signRsaBlock } from '../../offline-auth/build/rsa-block'
import type { OdaPublicKey } from '../../offline-auth/public-key'

/** What an issuer asks the payment system's certification authority to certify. */
export interface CertificateRequest {
  /** First digits of the card numbers, filled with F, 4 bytes. */
  readonly identifier: Uint8Array
  /** Last month that is wanted: MMYY in packed digits, 2 bytes. */
  readonly expiry: Uint8Array
  /** The issuer's own number for the request, 3 bytes. */
  readonly tracking: Uint8Array
  /** Which key of the payment system: RID (5 bytes) and index. */
  readonly rid: Uint8Array
  readonly caIndex: number
  readonly publicKey: OdaPublicKey
}

/** First byte of the request in clear, and of the block that the issuer signs with RSA. */
const CLEAR_FORMAT = 0x22
const SIGNED_FORMAT = 0x23
/** Key algorithms, as certificates name them. */
const ALGORITHM = { rsa: 0x01, sm2: 0x04 } as const
const SHORTEST = 64
const LONGEST = 248
const HASH = 20
const SM2_KEY = 64
const SM2_SIGNATURE = 64
const FIXED = { identifier: 4, expiry: 2, tracking: 3, rid: 5 } as const

/**
 * A certificate request: the public key and what belongs to it in clear, and behind it a signature with the very key, which
 * proves that the issuer holds it. With RSA that is a block as EMV Book 2, A2.1 has them (format 23, identifier, expiry, tracking
 * number; the hash covers all that is in clear), with SM2 r and s over all that is in clear. The layout is our own,
 * docs/profiles.md describes it; payment systems have forms of theirs. A fault where signer and key are of two algorithms.
 */
export function* certificateRequest(
  signer: SigningKey,
  request: CertificateRequest
): Composition<Uint8Array> {
  const clear = clearPart(request)
  if (signer.algorithm !== request.publicKey.algorithm) {
    throw new Error(
      `certificateRequest: ${signer.algorithm} does not sign a key of ${request.publicKey.algorithm}`
    )
  }
  if (!isRsaKey(signer)) return concat(clear, yield* signWith(signer, clear))
  const { identifier, expiry, tracking } = request
  const content = concat(Uint8Array.of(SIGNED_FORMAT), identifier, expiry, tracking)
  return concat(clear, yield* signRsaBlock(signer, content, clear))
}

function clearPart(request: CertificateRequest): Uint8Array {
  for (const name of ['identifier', 'expiry', 'tracking', 'rid'] as const) {
    if (request[name].length !== FIXED[name]) throw new Error(`certificateRequest: ${name} of another length`)
  }
  const { identifier, expiry, tracking, rid, caIndex, publicKey } = request
  const [key, exponent] =
    publicKey.algorithm === 'rsa'
      ? [publicKey.modulus, publicKey.exponent]
      : [publicKey.publicKey, new Uint8Array(0)]
  return concat(
    ...[Uint8Array.of(CLEAR_FORMAT), identifier, expiry, tracking, rid],
    ...[Uint8Array.of(caIndex, ALGORITHM[publicKey.algorithm]), uintBytes(key.length, 2), key],
    ...[uintBytes(exponent.length, 1), exponent]
  )
}

export type RequestReading =
  | { readonly kind: 'ok'; readonly request: CertificateRequest }
  /** Not in this form, or cut off. */
  | { readonly kind: 'malformed' }
  /** Whoever made it does not hold the key, or it was changed on the way. */
  | { readonly kind: 'signature-wrong' }

/** Reads a request, and checks that it was signed with its own key. Never throws. */
export function readCertificateRequest(bytes: Uint8Array): RequestReading {
  let at = 0
  const take = (length: number): Uint8Array => {
    at += length
    return bytes.slice(at - length, at)
  }
  const [format] = take(1)
  const [identifier, expiry, tracking, rid] = [take(4), take(2), take(3), take(5)]
  const [caIndex = 0, algorithm = 0] = take(2)
  const key = take(uint(take(2)))
  const exponent = take(take(1)[0] ?? 0)
  const clear = bytes.slice(0, at)
  const signature = bytes.slice(at)
  const publicKey = publicKeyOf(algorithm, key, exponent)
  if (format !== CLEAR_FORMAT || publicKey === undefined) return { kind: 'malformed' }
  if (signature.length !== (publicKey.algorithm === 'rsa' ? key.length : SM2_SIGNATURE))
    return { kind: 'malformed' }
  const request = { identifier, expiry, tracking, rid, caIndex, publicKey }
  return isOwnSignature(request, clear, signature) ? { kind: 'ok', request } : { kind: 'signature-wrong' }
}

function publicKeyOf(algorithm: number, key: Uint8Array, exponent: Uint8Array): OdaPublicKey | undefined {
  if (algorithm === ALGORITHM.rsa) {
    const fits = key.length >= SHORTEST && key.length <= LONGEST && exponent.length > 0
    return fits ? { algorithm: 'rsa', modulus: key, exponent } : undefined
  }
  const isSm2 = algorithm === ALGORITHM.sm2 && key.length === SM2_KEY && exponent.length === 0
  return isSm2 && isSm2PublicKey(key) ? { algorithm: 'sm2', publicKey: key } : undefined
}

function isOwnSignature(
  { identifier, expiry, tracking, publicKey }: CertificateRequest,
  clear: Uint8Array,
  signature: Uint8Array
): boolean {
  if (publicKey.algorithm === 'sm2') return sm2Verify(publicKey.publicKey, clear, signature)
  const block = rsaPublicOperation(publicKey, signature)
  if (block?.[0] !== 0x6a || block.at(-1) !== 0xbc) return false
  const filled = block.slice(1, -1 - HASH)
  const content = concat(Uint8Array.of(SIGNED_FORMAT), identifier, expiry, tracking)
  const expected = new Uint8Array(filled.length).fill(0xbb)
  expected.set(content)
  return equalBytes(filled, expected) && equalBytes(block.slice(-1 - HASH, -1), sha1(filled, clear))
}
