import type { KeyRef } from '../crypto/key-ref'
import type { KeySet } from '../cryptogram/key-set'
import type { OdaPublicKey } from '../offline-auth/public-key'
import type { SigningKey } from '../key-operations/signer'

/** The issuer's RSA key under which cards are certified, and its own certificate as each card carries it. */
export interface IssuerRsa {
  readonly signer: SigningKey
  readonly publicKey: OdaPublicKey & { readonly algorithm: 'rsa' }
  /** Tag 8F, 1 byte. */
  readonly caIndex: Uint8Array
  /** Tags 90, 92 (absent where the key fitted the certificate) and 9F32. */
  readonly certificate: Uint8Array
  readonly remainder?: Uint8Array
  readonly exponent: Uint8Array
  /** Last month in which the certificate is good: `YYYY-MM`. */
  readonly expiry: string
}

/** The issuer's SM2 key and its certificate as each card with SM2 data carries it. */
export interface IssuerSm2 {
  readonly signer: SigningKey
  /** Tag 8F, 1 byte. */
  readonly caIndex: Uint8Array
  /** Tag 90, 142 bytes: it holds the whole key. */
  readonly certificate: Uint8Array
  /** Last month in which the certificate is good: `YYYY-MM`. */
  readonly expiry: string
}

/** All keys that data preparation works with, by reference. */
export interface PersonalizationKeys {
  /** Issuer master keys of which card keys are derived: double-length DES. */
  readonly issuerMaster: KeySet
  /** The same for SM4. */
  readonly sm4?: KeySet
  readonly rsa: IssuerRsa
  readonly sm2?: IssuerSm2
  /** Double-length DES keys for CVV, CVV2 and iCVV, and for PVV; without them there are no such values. */
  readonly cvv?: KeyRef
  readonly pvv?: KeyRef
}
