import { type KeyRef } from '../crypto/key-ref'
import { type SigningKey } from './signer'
import { type StepDraft } from './transcript'

/** How a key comes out of another one. The result has the algorithm of the first. */
export type Derivation =
  /** The data enciphered under the key, block by block; with `chained` in CBC from zeros. */
  | { readonly by: 'enciphering'; readonly data: Uint8Array; readonly chained?: true }
  /** One CMAC after the other over `inputs`, cut to `length` bytes (NIST SP 800-108, counter mode). */
  | { readonly by: 'cmac'; readonly inputs: readonly Uint8Array[]; readonly length: number }
  /** The key's own first bytes: the left half of a double-length DES key is a single-length one. */
  | { readonly by: 'cutting'; readonly length: number }
  /** Another key's bytes, each mixed (exclusive or) with the mask, enciphered under the key. */
  | { readonly by: 'enciphering-key'; readonly other: KeyRef; readonly mask: Uint8Array }
  /** The key's own bytes mixed (exclusive or) with the data. */
  | { readonly by: 'mixing'; readonly data: Uint8Array }
  /** The key's own bytes mixed (exclusive or) with another key's. */
  | { readonly by: 'mixing-key'; readonly other: KeyRef }

/** One primitive operation on keys that the composition itself never sees. */
export type Operation =
  | {
      readonly kind: 'encipher' | 'decipher'
      readonly key: KeyRef
      readonly mode: 'ecb' | 'cbc'
      /** Whole blocks. */
      readonly data: Uint8Array
      /** One block that CBC is chained from; zeros where absent. */
      readonly iv?: Uint8Array
    }
  /** The whole MAC, one block; over whole blocks, but for CMAC, which takes data of any length. */
  | {
      readonly kind: 'mac'
      readonly key: KeyRef
      readonly method: 'retail' | 'cbc' | 'cmac'
      readonly data: Uint8Array
      /** One block that it is chained from, not with CMAC; zeros where absent. */
      readonly iv?: Uint8Array
    }
  | {
      readonly kind: 'derive'
      readonly key: KeyRef
      readonly derivation: Derivation
      /** Whether each byte of the new DES key gets odd parity. */
      readonly oddParity: boolean
    }
  /**
   * The challenge that an SCP03 card with pseudo-random ones makes (Amendment D 1.1.1, 6.2.2.1): `length` bytes, 16 at the
   * most, out of its sequence counter and the AID of the domain. All that is made of a static key beside other keys.
   */
  | {
      readonly kind: 'card-challenge'
      readonly key: KeyRef
      readonly sequence: Uint8Array
      readonly aid: Uint8Array
      readonly length: number
    }
  /** The data mixed (exclusive or) with as many bytes of the key, from `offset` on. */
  | { readonly kind: 'mask'; readonly key: KeyRef; readonly offset: number; readonly data: Uint8Array }
  /**
   * RSA: the private operation on a block as long as the modulus and below it, without padding. SM2: r and s, 64 bytes,
   * over the message.
   */
  | { readonly kind: 'sign'; readonly key: SigningKey; readonly data: Uint8Array }

/** Says what was done, for the transcript; nothing is asked for. Where none is kept, the step is not even made. */
export interface Note {
  readonly kind: 'note'
  readonly step: () => StepDraft
}

/**
 * A computation over keys by reference: it yields one operation after the other and is given each result. A driver of
 * `run-composition.ts` performs it, on keys in memory at once, on a vault or token in its own time.
 */
export type Composition<Result> = Generator<Operation | Note, Result, unknown>

/** What `derive` gives is a key, what all others give is bytes. */
export type OperationResult = Uint8Array | KeyRef

/** Enciphers whole blocks; in CBC chained from `iv`, by default zeros. */
export function* encipher(
  key: KeyRef,
  mode: 'ecb' | 'cbc',
  data: Uint8Array,
  iv?: Uint8Array
): Composition<Uint8Array> {
  return (yield { kind: 'encipher', key, mode, data, ...(iv && { iv }) }) as Uint8Array
}

/** Deciphers whole blocks; in CBC chained from `iv`, by default zeros. */
export function* decipher(
  key: KeyRef,
  mode: 'ecb' | 'cbc',
  data: Uint8Array,
  iv?: Uint8Array
): Composition<Uint8Array> {
  return (yield { kind: 'decipher', key, mode, data, ...(iv && { iv }) }) as Uint8Array
}

/** The MAC that belongs to the key's algorithm: retail MAC with DES, CBC-MAC with SM4 and AES. One block. */
export function* macOf(key: KeyRef, padded: Uint8Array): Composition<Uint8Array> {
  const method = key.algorithm === '3des' ? 'retail' : 'cbc'
  return yield* macBy(method, key, padded)
}

/** The MAC by a named method, one block. */
export function* macBy(
  method: 'retail' | 'cbc' | 'cmac',
  key: KeyRef,
  data: Uint8Array,
  iv?: Uint8Array
): Composition<Uint8Array> {
  return (yield { kind: 'mac', key, method, data, ...(iv && { iv }) }) as Uint8Array
}

/** The challenge of an SCP03 card with pseudo-random ones: `length` bytes, 8 or 16. */
export function* cardChallenge(
  key: KeyRef,
  sequence: Uint8Array,
  aid: Uint8Array,
  length: number
): Composition<Uint8Array> {
  return (yield { kind: 'card-challenge', key, sequence, aid, length }) as Uint8Array
}

/** A new key out of `key`. */
export function* derive(key: KeyRef, derivation: Derivation, oddParity: boolean): Composition<KeyRef> {
  return (yield { kind: 'derive', key, derivation, oddParity }) as KeyRef
}

/** The data mixed with bytes of the key, from `offset` on. */
export function* maskWith(key: KeyRef, offset: number, data: Uint8Array): Composition<Uint8Array> {
  return (yield { kind: 'mask', key, offset, data }) as Uint8Array
}

/** The RSA private operation on a block, or the SM2 signature over a message. */
export function* signWith(key: SigningKey, data: Uint8Array): Composition<Uint8Array> {
  return (yield { kind: 'sign', key, data }) as Uint8Array
}

/** For `yield note(...)`: adds a step to the transcript, if one is kept. */
export function note(step: () => StepDraft): Note {
  return { kind: 'note', step }
}
