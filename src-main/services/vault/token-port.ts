import type { KeyAlgorithm, SecretKey } from '../../engine/crypto/key-ref'
import type { Secret } from '../../engine/crypto/secret'
import type { KeyHolder } from '../../engine/key-operations/run-composition'
import type { KeyRecord } from '../../contract/vault'

/** Where a token is: the library of its maker, and which of its slots. */
export interface TokenPlace {
  /** Path of the PKCS#11 library. */
  readonly module: string
  /** Position in the library's list of slots; or else the token's label; or else the only token there is. */
  readonly slot?: number | undefined
  readonly label?: string | undefined
}

/** What a token says of itself. */
export interface TokenInfo {
  readonly label: string
  readonly manufacturer: string
  readonly model: string
  readonly serial: string
}

export type TokenProblem =
  /** The binding to such libraries is not installed. */
  | 'no-binding'
  | 'no-module'
  | 'no-token'
  | 'pin-incorrect'
  /** The token itself takes no PIN any more. */
  | 'pin-locked'
  | 'no-such-key'
  /** What the operation needs never leaves the token, and the token does not do it by itself. */
  | 'unsupported'
  /** Anything else that the library reports. */
  | 'device'

/** The token cannot, or does not want to. */
export class TokenFailure extends Error {
  override readonly name = 'TokenFailure'

  constructor(
    readonly problem: TokenProblem,
    /** The library's name for it (`CKR_DEVICE_ERROR`), where it gave one. */
    readonly code?: string,
    options?: ErrorOptions
  ) {
    super(code === undefined ? problem : `${problem}: ${code}`, options)
  }
}

/** A key to be made on the token; `id` is 16 hex digits and becomes its handle. */
export interface TokenWish {
  readonly id: string
  readonly label: string
  readonly algorithm: KeyAlgorithm | 'rsa'
  readonly bits: number
  /** RSA. */
  readonly exponent?: 3 | 65537
}

/** What is told of a key that lies on a token. */
export interface TokenKeyFacts {
  /** Symmetric keys: 3 bytes, as `keyCheckValue` makes them. */
  readonly kcv?: Uint8Array
  readonly publicKey?: { readonly modulus: Uint8Array; readonly exponent: Uint8Array }
}

/** How an operation is done with keys of the token. */
export type Where =
  | 'inside'
  /** The token enciphers, and what comes out is a key in this program's memory. */
  | 'derived-outside'
  | 'not'

/** What a token may be able to do; the words are in `texts/phrases/vault.ts`. */
export type TokenAbility =
  | 'cipher'
  | 'mac-cbc'
  | 'mac-cmac'
  | 'mac-retail-imported'
  | 'mac-retail-made'
  | 'scp02-session'
  | 'scp02-command-mac'
  | 'scp03-session-128'
  | 'scp03-session-longer'
  | 'card-key'
  | 'block-derived'
  | 'block-variant'
  | 'sign'
  | 'anything'

/** One line of the table of what a token can do for its keys. */
export interface Capability {
  readonly operation: TokenAbility
  readonly algorithm: KeyRecord['algorithm']
  readonly where: Where
}

/** An unlocked token. It holds keys under the handles they were given; all methods reject with `TokenFailure`. */
export interface KeyToken extends KeyHolder {
  readonly info: TokenInfo
  generate(wish: TokenWish): Promise<TokenKeyFacts>
  /** Puts a key there that was in this program's memory. */
  create(id: string, label: string, key: SecretKey): Promise<void>
  destroy(id: string): Promise<void>
  capabilities(): Promise<readonly Capability[]>
  close(): Promise<void>
}

/** Opens and unlocks a token. `exposed` is told the handle of a key whose bytes, or descendant's, came into memory. */
export type OpenToken = (
  place: TokenPlace,
  pin: Secret,
  exposed: (handle: string, what: string) => void
) => Promise<KeyToken>
