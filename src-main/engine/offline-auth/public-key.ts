/** A public key of offline data authentication; its bytes are as they stand in certificates. */
export type OdaPublicKey =
  | {
      readonly algorithm: 'rsa'
      /** Big-endian, without leading zeros. */
      readonly modulus: Uint8Array
      readonly exponent: Uint8Array
    }
  | {
      readonly algorithm: 'sm2'
      /** X and Y, 64 bytes. */
      readonly publicKey: Uint8Array
    }
