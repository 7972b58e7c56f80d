import type { RsaPrivateKey } from '../crypto/rsa'
import type { Secret } from '../crypto/secret'
import { sm2Sign } from '../crypto/sm2'

/** Whoever holds an RSA private key: the virtual card's memory, a vault. */
export interface RsaSigner {
  readonly algorithm: 'rsa'
  /** Bytes of the modulus. */
  readonly length: number
  /** The private key's operation on a block as long as the modulus and below it, without any padding. */
  privateOperation(block: Uint8Array): Uint8Array
}

/** Whoever holds an SM2 private key. */
export interface Sm2Signer {
  readonly algorithm: 'sm2'
  /** r and s, 64 bytes, over the message with the signer identity of GM/T 0009 (`1234567812345678`). */
  sign(message: Uint8Array): Uint8Array
}

export type Signer = RsaSigner | Sm2Signer

/** A private key that stays where it is, in the vault or on a token; only its holder can sign with it. */
export interface HeldSigner {
  readonly algorithm: Signer['algorithm']
  readonly handle: string
  /** Bytes of the modulus; 32 with SM2. */
  readonly length: number
}

/** What a composition signs with: it never sees which of the two it is. */
export type SigningKey = Signer | HeldSigner

/** A signer over an RSA private key in memory. */
export function rsaSigner(key: RsaPrivateKey): RsaSigner {
  return {
    algorithm: 'rsa',
    length: key.modulus.length,
    privateOperation: (block) => key.operate(block)
  }
}

/** A signer over an SM2 private key, 32 bytes, in memory. */
export function sm2Signer(privateKey: Secret): Sm2Signer {
  return { algorithm: 'sm2', sign: (message) => sm2Sign(privateKey, message) }
}
