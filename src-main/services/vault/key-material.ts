import type { KeyRecord } from '../../contract/vault'
import { concat } from '../../engine/bytes/bytes'
import { hex, toHex } from '../../engine/bytes/hex'
import { sha256 } from '../../engine/crypto/hash'
import { keyCheckValue } from '../../engine/crypto/kcv'
import { secretKey, type SecretKey } from '../../engine/crypto/key-ref'
import { rsaPrivateKey, type RsaPrivateKey } from '../../engine/crypto/rsa'
import { Secret } from '../../engine/crypto/secret'
import { rsaSigner, sm2Signer, type Signer } from '../../engine/key-operations/signer'

/** What of a record follows from the key itself. */
export type KeyFacts = Pick<KeyRecord, 'algorithm' | 'bits' | 'kcv' | 'kcvMethod' | 'publicKey'>

/** A key's bytes as the vault keeps them, and what is told of them. */
export interface KeyMaterial {
  readonly facts: KeyFacts
  readonly secret: Secret
}

export function isSymmetric(algorithm: KeyRecord['algorithm']): algorithm is SecretKey['algorithm'] {
  return algorithm !== 'rsa' && algorithm !== 'sm2'
}

export function symmetricMaterial(key: SecretKey): KeyMaterial {
  const { algorithm, secret } = key
  const kcvMethod = algorithm === 'aes' ? 'ones' : 'zeros'
  return {
    facts: { algorithm, bits: secret.length * 8, kcv: toHex(keyCheckValue(key)), kcvMethod },
    secret
  }
}

export function rsaMaterial({ modulus, exponent, parts }: RsaPrivateKey): KeyMaterial {
  const { p, q, dP, dQ, qInv } = parts
  const bytes = [p, q, dP, dQ, qInv].map((part) => part.use((lent) => lent.slice()))
  const whole = concat(...bytes)
  const secret = new Secret(whole)
  for (const copy of [...bytes, whole]) copy.fill(0)
  return { facts: rsaFacts(modulus, exponent), secret }
}

/** What is told of an RSA key, wherever its private half lies. */
export function rsaFacts(modulus: Uint8Array, exponent: Uint8Array): KeyFacts {
  return {
    ...{ algorithm: 'rsa', bits: modulus.length * 8, kcvMethod: 'public-key' },
    kcv: toHex(sha256(modulus, exponent).slice(0, 3)),
    publicKey: { modulus: toHex(modulus), exponent: toHex(exponent) }
  }
}

export function sm2Material(privateKey: Secret, publicKey: Uint8Array): KeyMaterial {
  return {
    facts: {
      ...{ algorithm: 'sm2', bits: 256, kcvMethod: 'public-key' },
      kcv: toHex(sha256(publicKey).slice(0, 3)),
      publicKey: { modulus: toHex(publicKey) }
    },
    secret: privateKey
  }
}

/** Who signs with a key of the vault. A fault where it is no key pair. */
export function signerOf({ algorithm, publicKey }: KeyRecord, secret: Secret): Signer {
  if (algorithm === 'sm2') return sm2Signer(secret)
  const { modulus, exponent } = publicKey ?? {}
  if (algorithm !== 'rsa' || modulus === undefined || exponent === undefined)
    throw new Error('not a key pair')
  return secret.use((bytes) => {
    const half = bytes.length / 5
    const part = (index: number): Uint8Array => bytes.subarray(index * half, (index + 1) * half)
    const numbers = { p: part(0), q: part(1), dP: part(2), dQ: part(3), qInv: part(4) }
    return rsaSigner(rsaPrivateKey({ modulus: hex(modulus), exponent: hex(exponent), ...numbers }))
  })
}

/** The key of a record in memory. A fault where it is a key pair. */
export function symmetricKey({ algorithm }: KeyRecord, secret: Secret): SecretKey {
  if (!isSymmetric(algorithm)) throw new Error('not a symmetric key')
  return secretKey(algorithm, secret)
}
