import type { KeyAlgorithm } from '../../engine/crypto/key-ref'
import type { TokenInfo, TokenWish } from '../../services/vault/token-port'

/** A key among the objects of a token: what it is called, and how the library must be told about it. */
export interface TokenObject {
  /** 16 hex digits of a key that stays, with a letter behind them of its companion; `token:` and a number of a derived one. */
  readonly handle: string
  readonly algorithm: KeyAlgorithm | 'rsa'
}

/**
 * What a token does at once with its keys. Each call is one of the library's own operations, in a session of its own, so
 * that one which failed leaves nothing behind. All reject with `TokenFailure`.
 */
export interface TokenPrimitives {
  readonly info: TokenInfo
  /** Whole blocks, without padding; CBC is chained from `iv`. */
  cipher(
    direction: 'encrypt' | 'decrypt',
    key: TokenObject,
    mode: 'ecb' | 'cbc',
    data: Uint8Array,
    iv?: Uint8Array
  ): Promise<Uint8Array>
  /** CMAC over one byte or more: libraries refuse less. */
  cmac(key: TokenObject, data: Uint8Array): Promise<Uint8Array>
  /** A key that never leaves the token: `data` enciphered in CBC from zeros. It lasts until it is released. */
  deriveChained(key: TokenObject, handle: string, data: Uint8Array): Promise<void>
  release(handle: string): Promise<void>
  /** The private operation without padding. */
  signRaw(key: TokenObject, block: Uint8Array): Promise<Uint8Array>
  /** Modulus and exponent of a new key pair; nothing of a symmetric key. */
  generate(
    wish: TokenWish
  ): Promise<{ readonly modulus: Uint8Array; readonly exponent: Uint8Array } | undefined>
  create(key: TokenObject, label: string, bytes: Uint8Array): Promise<void>
  destroy(handle: string): Promise<void>
  mechanisms(): Promise<readonly number[]>
  close(): Promise<void>
}
